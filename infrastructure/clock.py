"""The only reader of clocks. The business clock gives civil dates and `recorded_at`; a demo moves its own."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from infrastructure.failures import NotADemo


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        return datetime.now(UTC)  # noqa: TID251 this is the file that reads the clock

    def today(self, timezone: str) -> date:
        """The civil date in a zone such as Asia/Shanghai."""
        return self.now().astimezone(ZoneInfo(timezone)).date()


class DemoClock:
    """A clock that stands until it is moved, forwards only. Raises `NotADemo` for a store that is not marked demo."""

    def __init__(self, at: datetime, *, demo: bool) -> None:
        if not demo:
            raise NotADemo
        self._now = at.astimezone(UTC)

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        return self._now

    def today(self, timezone: str) -> date:
        """The civil date in a zone such as Asia/Shanghai."""
        return self._now.astimezone(ZoneInfo(timezone)).date()

    def move_to(self, at: datetime) -> None:
        """Moves on to an aware instant; an earlier one than now is ignored."""
        self._now = max(self._now, at.astimezone(UTC))
