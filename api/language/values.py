"""How a fact is written inside a sentence: dates, instants, names of things, lists."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from api.language.words import TABLES, word
from domain.policy.errors import Language

MONTHS = (  # not strftime's: those follow the machine's locale
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

THINGS = MappingProxyType(
    {
        "contract": ("合同", "contract"),
        "resident": ("居民", "resident"),
        "care_team": ("签约团队", "care team"),
        "household": ("家庭", "household"),
        "team": ("团队", "team"),
        "place": ("存放位置", "place"),
        "certificate_number": ("证明编号", "number of a certificate"),
        "position": ("记录序号", "position"),
        "projection": ("查询表", "read model"),
        "object": ("一个对象 {…}", "an object {…}"),
        "list": ("一个列表 […]", "a list […]"),
        "text": ("不空的文字", "text that is not empty"),
        "uuid": ("编号（UUID）", "an id (UUID)"),
        "date": ("日期，如 2018-12-31", "a date such as 2018-12-31"),
        "amount": ('写成文字的数额，如 "120.00"', 'an amount written as text, such as "120.00"'),
        "whole_number": ("整数", "a whole number"),
        "yes_or_no": ("true 或 false", "true or false"),
    }
)
"""What a fact may say that was looked for."""


def day(value: date, language: Language) -> str:
    """2018年6月3日, 3 June 2018."""
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def instant(value: datetime, language: Language, *, offset: timedelta = timedelta()) -> str:
    """A day and the time of day; `offset` moves a UTC instant to the clocks of its readers."""
    local = value + offset
    return f"{day(local.date(), language)} {local:%H:%M}"


def listed(values: Iterable[str], language: Language) -> str:
    """甲、乙、丙; A, B, C."""
    return ("、" if language == "zh" else ", ").join(values)


def fact(value: object, language: Language) -> str:
    """Any fact of a refusal, as people write it."""
    if isinstance(value, datetime):
        return instant(value, language)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, StrEnum) and type(value) in TABLES:
        return word(value, language)
    if isinstance(value, tuple | list | frozenset | set):
        return listed(sorted(fact(each, language) for each in value), language)
    if isinstance(value, UUID):
        return str(value)
    return _thing(str(value), language)


def _thing(text: str, language: Language) -> str:
    named = THINGS.get(text)
    return text if named is None else named[0 if language == "zh" else 1]
