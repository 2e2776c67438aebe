"""As known when: the answer's own words for it, in the time of its readers."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from api.cli.speech import SPEECH as SAY
from api.language.values import day, instant
from application.ports import ZONE


def known_words(known_at: str, position: int) -> str:
    """按…已知的情况（记录序号 …）; as known …. `known_at` is a date, an instant or a position, as answers carry it."""
    known = _words(known_at)
    return SAY(f"按{known}已知的情况（记录序号 {position}）", f"as known at {known} (position {position})")


def _words(known_at: str) -> str:
    if known_at.startswith("@"):
        return SAY(f" {known_at} ", known_at)
    try:
        return day(date.fromisoformat(known_at), SAY.language)
    except ValueError:
        return instant(datetime.fromisoformat(known_at).astimezone(ZoneInfo(ZONE)), SAY.language)
