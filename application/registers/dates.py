"""Dates as registers write them: real dates, day numbers, text in many shapes. What has two readings is not read."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from application.registers.cells import CellValue
from application.registers.spelling import plain

_EPOCH_1900 = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was: right from 1 March 1900 on
_EPOCH_1904 = date(1904, 1, 1)
_EARLIEST = date(1950, 1, 1)  # a day number before it is some other number
_LATEST = date(2100, 1, 1)
_WEEKDAY = r"(?:\s*\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)?"
_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_MARKS = r"‐‑–—./\\、。·•,-"
_YEAR_AND_MONTH = rf"(?<!\d)(?P<year>\d{{4}})\s*[年{_MARKS}]\s*(?P<month>\d{{1,2}})\s*[月{_MARKS}]\s*"
_APART = _YEAR_AND_MONTH + r"(?P<day>\d{1,2})(?!\d)\s*[日号]?"
_SPACED = r"(?P<year>\d{4}) (?P<month>\d{1,2}) (?P<day>\d{1,2})"
_TOGETHER = r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)"
_SERIAL = r"(?<![\d.])(?P<serial>\d{5})(?![\d.])"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A day that was read; `as_written` is false where the cell held it in another shape than a date."""

    day: date
    as_written: bool


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date found within a text, from `start` to before `end`; `day` is None for a 30 February."""

    start: int
    end: int
    day: date | None


def read_date(value: CellValue, *, from_1904: bool) -> ReadDate | None:
    """The day that a cell means, or None where it means none, or more than one."""
    if isinstance(value, datetime):
        return ReadDate(value.date(), value.time() == time())
    if isinstance(value, date):
        return ReadDate(value, as_written=True)
    if isinstance(value, bool) or value is None or isinstance(value, time | timedelta):
        return None
    if isinstance(value, str):
        return _read_text(plain(value), value, from_1904=from_1904)
    day = _day_of_number(value, from_1904=from_1904)
    return ReadDate(day, as_written=False) if day else None


def dates_within(text: str, *, from_1904: bool) -> Iterator[DateInText]:
    """Every date in a plain text, from left to right."""
    for match in re.finditer(f"{_APART}|{_TOGETHER.replace('?P<', '?P<t_')}|{_SERIAL}", text):
        parts = match.groupdict()
        if parts["serial"]:
            day = _day_of_serial(int(parts["serial"]), from_1904=from_1904)
            if day is None:
                continue
        else:
            day = _day(*(parts[name] or parts[f"t_{name}"] for name in ("year", "month", "day")))
        yield DateInText(match.start(), match.end(), day)


def _read_text(text: str, written: str, *, from_1904: bool) -> ReadDate | None:
    for shape in (_APART, _SPACED, _TOGETHER):
        if match := re.fullmatch(shape + _WEEKDAY + _TIME, text.strip("'‘’.。 ")):
            day = _day(match["year"], match["month"], match["day"])
            return ReadDate(day, bool(_ISO.fullmatch(written))) if day else None
    if match := re.fullmatch(r"(?P<serial>\d{5})(?:\.0+)?", text):
        day = _day_of_serial(int(match["serial"]), from_1904=from_1904)
        return ReadDate(day, as_written=False) if day else None
    return None


def _day_of_number(value: float, *, from_1904: bool) -> date | None:
    if not math.isfinite(value):
        return None
    if float(value).is_integer() and (match := re.fullmatch(_TOGETHER, str(int(value)))):
        return _day(match["year"], match["month"], match["day"])
    return _day_of_serial(math.floor(value), from_1904=from_1904)


def _day_of_serial(serial: int, *, from_1904: bool) -> date | None:
    epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
    if (_EARLIEST - epoch).days <= serial < (_LATEST - epoch).days:
        return epoch + timedelta(days=serial)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
