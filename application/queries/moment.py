"""For which day, and as known when: the two times of every question."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from application.ports import ZONE, Clock, Ledger
from domain.calendar import last_instant_of
from domain.refusal import Refused

POSITION = re.compile(r"@(\d{1,18})")


class UnreadableMoment(Refused):
    """Neither a position such as @123, nor a date, nor an instant with an offset. Facts: text."""

    code = "unreadable_moment"


class PositionNotReached(Refused):
    """The ledger is not that long yet, so nobody knows what it will say there. Facts: asked, position."""

    code = "position_not_reached"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What was asked: a civil day, and what was known when. None for either is today, and all that is known."""

    as_of: date | None = None
    known_at: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """The answer's two times. `position` is what `known_at` (as it was asked, or the instant) comes to."""

    as_of: date
    known_at: str
    position: int

    def up_to(self, position: int) -> "Moment":
        """The same moment for who has read the ledger only up to a position."""
        return Moment(as_of=self.as_of, known_at=self.known_at, position=min(self.position, position))


def moment_of(asked: Asked, ledger: Ledger, clock: Clock) -> Moment:
    """What a question's two times come to now. Raises `UnreadableMoment`, `PositionNotReached`."""
    as_of = clock.today(ZONE) if asked.as_of is None else asked.as_of
    if asked.known_at is None:
        known_at = clock.now().isoformat(timespec="seconds")
        return Moment(as_of=as_of, known_at=known_at, position=ledger.head().position)
    return Moment(as_of=as_of, known_at=asked.known_at, position=position_of(asked.known_at, ledger))


def position_of(known_at: str, ledger: Ledger) -> int:
    """The position that `@123`, a date (its end in Asia/Shanghai) or an instant comes to; 0 before the first record."""
    named = POSITION.fullmatch(known_at)
    if named is None:
        return ledger.position_at(_instant(known_at))
    asked, last = int(named[1]), ledger.head().position
    if asked > last:
        raise PositionNotReached(asked=asked, position=last)
    return asked


def _instant(known_at: str) -> datetime:
    try:
        return last_instant_of(date.fromisoformat(known_at), ZoneInfo(ZONE))
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(known_at)
        if instant.utcoffset() is None:
            raise UnreadableMoment(text=known_at)
        return instant.astimezone(UTC)
    except (ValueError, OverflowError):  # the latter: an instant of the year 0 or 10000 in UTC
        raise UnreadableMoment(text=known_at) from None
