"""Writes true households as registers: every layout that health centres were seen to use, drawn from a seed."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from itertools import groupby
from random import Random

from xlsxwriter.format import Format  # type: ignore[import-untyped]  # xlsxwriter ships no types
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # the same
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

from tests.support.registers import TrueHousehold, TruePerson, spoil, true_households

HEADINGS = {
    "家庭编号": ("家庭编号", "户编号", "家庭档案号"),
    "行政村": ("行政村", "村名", " 行政 村 "),
    "村民小组": ("村民小组", "组别"),
    "户主姓名": ("户主姓名", "户主"),
    "与户主关系": ("与户主关系", "与户主\n关系", "关系"),
    "姓名": ("姓名", "成员姓名", "居民姓名", "姓　名"),
    "性别": ("性别",),
    "身份证号码": ("身份证号码", "身份证号", "公民身份号码", "证件号码", "身份证号码(必填)"),
    "联系电话": ("联系电话", "电话", "手机号"),
    "重点服务人群": ("重点服务人群", "重点人群", "人群分类", "人群类别"),
    "签约日期": ("签约日期", "签约时间"),
    "签约团队": ("签约团队", "团队名称", "服务团队"),
    "签约医生": ("签约医生", "家庭医生", "责任医生"),
    "服务包": ("服务包", "签约服务包"),
    "备注": ("备注", "说明"),
}
OF_HOUSEHOLD = ("家庭编号", "行政村", "村民小组", "户主姓名", "签约日期", "签约团队", "签约医生", "服务包")
_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


class Fill(Enum):
    """How a household's cells cover its rows."""

    MERGED = "merged"
    REPEATED = "repeated"
    FIRST_ROW_ONLY = "first row only"


class Dates(Enum):
    """How signing dates are written."""

    REAL = "real"
    SERIAL = "serial"
    COMPACT_NUMBER = "compact number"
    TEXT = "text"
    MIXED = "mixed"


@dataclass(frozen=True, kw_only=True)
class Style:
    """One layout."""

    fill: Fill
    dates: Dates
    from_1904: bool
    headings: dict[str, str]
    title_rows: int
    first_column: int
    sheet_a_village: bool
    numbered: bool
    blank_rows: bool
    totals: bool
    headings_repeated: bool
    odd_spelling: bool
    separator: str


def style_of(seed: int) -> Style:
    """The layout of a seed. The first seeds go through every way to fill, and every way to write dates."""
    random = Random(seed)
    columns = list(HEADINGS)
    if random.random() < 0.6:
        random.shuffle(columns)
    numbered = random.random() < 0.7
    return Style(
        fill=list(Fill)[seed % len(Fill)],
        dates=list(Dates)[seed % len(Dates)],
        from_1904=random.random() < 0.3,
        headings={each: random.choice(HEADINGS[each]) for each in columns if numbered or each != "家庭编号"},
        title_rows=random.randint(0, 4),
        first_column=random.choice((0, 0, 2)),
        sheet_a_village=random.random() < 0.5,
        numbered=numbered,
        blank_rows=random.random() < 0.5,
        totals=random.random() < 0.5,
        headings_repeated=random.random() < 0.3,
        odd_spelling=random.random() < 0.5,
        separator=random.choice("、，,;；/| \n"),
    )


@dataclass(frozen=True)
class WrittenRegister:
    """A register and what is true of it."""

    content: bytes
    style: Style
    households: Sequence[TrueHousehold]


def write_register(seed: int, *, count: int = 40) -> WrittenRegister:
    """A register in the layout of the seed, with `count` households, some of them spoiled."""
    random = Random(seed)
    style = style_of(seed)
    households = spoil(random, true_households(random, count))
    if not style.numbered:
        # Without numbers the head's name is all that tells neighbours apart: no row may lack it.
        households = [replace(each, codes=each.codes - {"no_head"}) for each in households]
        households = [_with_head(each) for each in households]
    out = io.BytesIO()
    with Workbook(out, {"date_1904": style.from_1904, "in_memory": True}) as workbook:
        format_of_dates = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, group in _sheets(households, style):
            _Sheet(workbook.add_worksheet(name), style, random, format_of_dates).write(list(group))
        workbook.add_worksheet("填表说明").write(0, 0, "本表由村医留存，一式两份。")
    return WrittenRegister(out.getvalue(), style, households)


def _with_head(household: TrueHousehold) -> TrueHousehold:
    head, *others = household.persons
    return replace(household, persons=(replace(head, relationship="户主"), *others))


def _sheets(households: Sequence[TrueHousehold], style: Style) -> Iterator[tuple[str, Sequence[TrueHousehold]]]:
    if not style.sheet_a_village:
        yield "登记册", households
        return
    for village, group in groupby(households, key=lambda each: each.village):
        yield village, list(group)


class _Sheet:
    def __init__(self, sheet: Worksheet, style: Style, random: Random, format_of_dates: Format) -> None:
        self.sheet = sheet
        self.style = style
        self.random = random
        self.format_of_dates = format_of_dates
        self.column = {each: style.first_column + place for place, each in enumerate(style.headings)}
        self.row = 0

    def write(self, households: Sequence[TrueHousehold]) -> None:
        for number in range(self.style.title_rows):
            text = ("家庭医生签约服务登记册", "填报单位：城郊街道办卫生院（盖章）", "2018年", "")[number]
            self.sheet.write(self.row, self.style.first_column, text)
            self.row += 1
        self._write_headings()
        for household in households:
            if self.style.blank_rows and self.random.random() < 0.2:
                self.row += self.random.randint(1, 3)
            if self.style.headings_repeated and self.random.random() < 0.1:
                self._write_headings()
            self._write_household(household)
        if self.style.totals:
            self.sheet.write(self.row + 1, 0, "合计")
            self.sheet.write(self.row + 1, self.column["姓名"] or 1, sum(len(each.persons) for each in households))

    def _write_headings(self) -> None:
        for each, heading in self.style.headings.items():
            self.sheet.write(self.row, self.column[each], heading)
        self.row += 1

    def _write_household(self, household: TrueHousehold) -> None:
        last = self.row + len(household.persons) - 1
        for each in OF_HOUSEHOLD:
            if each in self.column:
                self._fill(each, self._household_cell(household, each), self.row, last)
        for person in household.persons:
            for each, value in self._person_cells(person).items():
                self._put(self.row, self.column[each], value)
            self.row += 1

    def _fill(self, heading: str, value: object, first: int, last: int) -> None:
        column = self.column[heading]
        if self.style.fill is Fill.MERGED and last > first:
            self.sheet.merge_range(first, column, last, column, "")
        rows = range(first, last + 1) if self.style.fill is Fill.REPEATED else (first,)
        for row in rows:
            self._put(row, column, value)

    def _put(self, row: int, column: int, value: object) -> None:
        if isinstance(value, date):
            self.sheet.write_datetime(row, column, datetime.combine(value, time()), self.format_of_dates)
        elif isinstance(value, float | int):
            self.sheet.write_number(row, column, value)
        elif value:
            self.sheet.write_string(row, column, str(value))

    def _household_cell(self, household: TrueHousehold, heading: str) -> object:
        written: dict[str, object] = {
            "家庭编号": household.number,
            "行政村": household.village,
            "村民小组": int(household.group) if self.random.random() < 0.5 else household.group,
            "户主姓名": household.persons[0].name or "无名氏",
            "签约日期": self._date(household.signed_on),
            "签约团队": household.team,
            "签约医生": household.doctor,
            "服务包": household.package_word,
        }
        return {**written, **household.cells}[heading]

    def _date(self, day: date) -> object:
        kind = self.style.dates
        if kind is Dates.MIXED:
            kind = self.random.choice([each for each in Dates if each is not Dates.MIXED])
        if kind is Dates.REAL:
            return day
        if kind is Dates.SERIAL:
            return (day - (date(1904, 1, 1) if self.style.from_1904 else date(1899, 12, 30))).days
        if kind is Dates.COMPACT_NUMBER:
            return int(f"{day:%Y%m%d}")
        shapes = (
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}/{day.month:02}/{day.day:02}",
            f"{day:%Y%m%d}",
            f" {day.year}-{day.month}-{day.day}　",
            f"{day:%Y-%m-%d} 00:00:00",
            f"{day:%Y-%m-%d}".translate(_FULL_WIDTH),
        )
        return self.random.choice(shapes)

    def _person_cells(self, person: TruePerson) -> dict[str, object]:
        return {
            "与户主关系": person.relationship,
            "姓名": person.name,
            "性别": {"male": "男", "female": "女"}[person.sex],
            "身份证号码": self._id(person.id_cell),
            "联系电话": float(person.phone) if self.random.random() < 0.2 else person.phone,
            "重点服务人群": self.style.separator.join(person.category_words),
            "备注": person.note_words,
        }

    def _id(self, written: str | float) -> object:
        if isinstance(written, float) or not written or not self.style.odd_spelling:
            return written
        shapes = (
            written,
            written.lower(),
            written.translate(_FULL_WIDTH),
            f" {written[:6]} {written[6:14]} {written[14:]}　",
            f"'{written}",
            f"\u200b{written}\xa0",
        )
        return self.random.choice(shapes)
