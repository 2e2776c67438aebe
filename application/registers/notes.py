"""The column 备注: deaths and moves with their dates, the count of doubles, and what is only text.

汉滨 asks for both: "对已签约家庭和个人因死亡、长期外迁等原因无法继续落实服务的，也要在相关资料上标注清楚" and
"“备注栏”写清本户重复统计的重点人群数" (000, article 5).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from application.registers.dates import DateInText, dates_within
from application.registers.spelling import plain, seen


class _Ending(Enum):
    DEATH = "死亡|去世|去逝|病故|亡故|已故|逝世|身故|过世|病逝|离世|辞世|身亡|猝死|病死|已死|死$"
    RELOCATION = "长期外迁|外迁|迁出|迁往|迁走"


_CLAUSE_END = re.compile(r"[;,。]|(?<=[^\d\s])\s+(?=\d{4})")
_DENIED = re.compile(r"(?:未|没有|没|非|无|不|拟|计划|准备|可能|疑似|预计|即将)$")
_CAME = re.compile("迁回|搬回|返回|回迁|迁入|转入")
_KIN = re.compile(
    "父亲?|母亲?|丈夫|妻子?|配偶|老伴|爱人|老公|老婆|[儿长次幼独养继]子|[女长次幼独养继]女|子女|孩子|其[夫妻子女]|户主"
    "|外?孙[子女]|孙|儿媳|媳妇|女婿|岳[父母]|公公|婆婆|外?[公婆]|[爷奶][爷奶]|姥[姥爷]|祖[父母]|[叔伯舅姑姨婶][叔伯舅姑姨婶父母]"
    "|[哥弟姐妹嫂侄]|外甥|家属|家人"
)
_KIN_AT_THE_END = re.compile(r"(?<!妇)[夫子女儿媳婿爸妈](?=(?:[已于在因病系:、()]|\s)*$)")
_WHOLE_HOUSEHOLD = re.compile("全户|整户|全家|举家")
_DOUBLES = re.compile(
    r"(?:重复|剔重)(?:统计|计算|计数)?(?:的?重点人群)?(?:人数|人次|数)?:?\s*(\d{1,3})(?![\d年/]|[.-]\d)\s*[人个次]{0,2}"
)
_FILLERS = re.compile(r"[\s()\[\]:.、已于该人本因在到]|全户|整户|全家|举家")
_NOTHING = frozenset({"", "无", "/", "-", "--", "—"})


@dataclass(frozen=True, slots=True)
class ReadNote:
    """What a note says. `undated`: it speaks of a death or a move, but not of exactly one day and one person for it.

    `relocated_on` is the day from which the move counts; `whole_household`: it is said of everybody.
    """

    died_on: date | None = field(default=None, repr=False)
    relocated_on: date | None = field(default=None, repr=False)
    whole_household: bool = False
    undated: bool = False
    doubles: int | None = None
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    ending: _Ending | None
    word: str
    dates: tuple[DateInText, ...]


def read_note(written: str, *, relationship: str | None, from_1904: bool, others: Collection[str] = ()) -> ReadNote:
    """Read a note about the person who is `relationship` to the head; what is said of another relation stays text.

    `others` are the names of the others in the household: what is said of them by name belongs into their row.
    """
    note = plain(written.replace("\n", ";"))
    clauses = [_clause(part, relationship, from_1904=from_1904) for part in _CLAUSE_END.split(note)]
    endings = [clause for clause in clauses if clause.ending]
    days = {clause.ending: _day_of(clause, clauses, alone=len(endings) == 1) for clause in endings}
    doubles = _DOUBLES.search(note)
    return ReadNote(
        died_on=days.get(_Ending.DEATH),
        relocated_on=days.get(_Ending.RELOCATION),
        whole_household=any(_WHOLE_HOUSEHOLD.search(clause.text) for clause in endings),
        undated=None in days.values() or len(days) < len(endings) or _is_unclear(note, endings, others),
        doubles=int(doubles[1]) if doubles else None,
        text=_text_left(clauses, endings) if endings or doubles else _kept(seen(written)),
    )


def _is_unclear(note: str, endings: Collection[_Clause], others: Collection[str]) -> bool:
    """Whether an ending is said of somebody else by name, or the note also says that somebody came (back)."""
    named = any(name and name in clause.text for clause in endings for name in map(plain, others))
    return named or bool(endings and _CAME.search(note))


def _clause(text: str, relationship: str | None, *, from_1904: bool) -> _Clause:
    dates = tuple(dates_within(text, from_1904=from_1904))
    for ending in _Ending:
        match = re.search(ending.value, text)
        if match and _is_said_of(text[: match.start()], dates, relationship or ""):
            return _Clause(text, ending, match[0], dates)
    return _Clause(text, None, "", dates)


def _is_said_of(words_before: str, dates: tuple[DateInText, ...], relationship: str) -> bool:
    """Whether the words before an ending neither deny it nor say it of somebody else."""
    for found in reversed(dates):
        words_before = words_before[: found.start] + words_before[found.end :]
    kin = _KIN.search(words_before) or _KIN_AT_THE_END.search(words_before)
    own = kin is None or kin[0] in relationship or (bool(relationship) and kin[0].startswith(relationship))
    return own and not _DENIED.search(words_before.strip())


def _day_of(clause: _Clause, clauses: list[_Clause], *, alone: bool) -> date | None:
    """The one date of the clause; where it has none and nothing else ended, the one date of the note."""
    dates = clause.dates
    if not dates and alone:
        dates = tuple(found for other in clauses for found in other.dates)
    return dates[0].day if len(dates) == 1 else None


def _text_left(clauses: list[_Clause], endings: list[_Clause]) -> str | None:
    date_stands_apart = len(endings) == 1 and not endings[0].dates
    return _kept("；".join(clause.text for clause in clauses if not _is_read(clause, apart=date_stands_apart)))


def _is_read(clause: _Clause, *, apart: bool) -> bool:
    """Whether nothing of the clause is left once what was read of it is taken away."""
    rest = clause.text
    if clause.ending or apart:
        for found in reversed(clause.dates):
            rest = rest[: found.start] + rest[found.end :]
    rest = _DOUBLES.sub("", rest)
    if clause.ending:
        rest = _FILLERS.sub("", rest.replace(clause.word, ""))
    return rest.strip() in _NOTHING


def _kept(text: str) -> str | None:
    return None if text in _NOTHING else text
