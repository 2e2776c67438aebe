"""The headings of a register: which row they stand in, and which column means what, in any order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from application.registers.cells import Sheet, shown
from application.registers.spelling import compact


class Column(StrEnum):
    """What a column of a register is for; the value is its usual heading."""

    HOUSEHOLD_NUMBER = "家庭编号"
    VILLAGE = "行政村"
    GROUP = "村民小组"
    HEAD_NAME = "户主姓名"
    RELATIONSHIP = "与户主关系"
    NAME = "姓名"
    SEX = "性别"
    CITIZEN_ID = "身份证号码"
    PHONE = "联系电话"
    CATEGORIES = "重点服务人群"
    SIGNED_ON = "签约日期"
    TEAM = "签约团队"
    DOCTOR = "签约医生"
    PACKAGE = "服务包"
    NOTE = "备注"


_ALIASES: Mapping[Column, str] = MappingProxyType(
    {
        Column.HOUSEHOLD_NUMBER: "户编号 家庭档案号 户号 家庭号 家庭编码 家庭档案编号 户编码 家庭户编号",
        Column.VILLAGE: "村 村名 村居 社区 村/社区 村社区 行政村名称 所在村 所属村 村委会 居委会 村居委会 行政村名",
        Column.GROUP: "小组 组 组别 村组 村小组 居民小组 组名",
        Column.HEAD_NAME: "户主 户主名 户主名称 家庭户主",
        Column.RELATIONSHIP: "关系 与户主的关系 户主关系 家庭关系 成员关系 和户主关系 与户主之关系",
        Column.NAME: "成员姓名 居民姓名 家庭成员姓名 家庭成员 签约居民姓名 签约人姓名 签约居民 签约对象 签约对象姓名",
        Column.SEX: "成员性别",
        Column.CITIZEN_ID: (
            "身份证号 公民身份号码 证件号码 身份证 证件号 公民身份证号码 居民身份证号码 居民身份证号 身份证件号码 "
            "公民身份证号 身份号码 成员身份证号 成员身份证号码"
        ),
        Column.PHONE: "电话 手机号 手机 手机号码 电话号码 联系方式 联系电话号码",
        Column.CATEGORIES: (
            "重点人群 人群分类 人群类别 重点人群类别 重点人群分类 人群类型 重点人群类型 服务人群 服务人群类别 "
            "服务人群分类 重点服务人群类别"
        ),
        Column.SIGNED_ON: "签约时间 签订日期 签订时间 协议签订日期 协议签订时间 签约年月日",
        Column.TEAM: "团队名称 服务团队 家庭医生团队 签约服务团队 家庭医生服务团队 家庭医生签约团队 所属团队",
        Column.DOCTOR: "家庭医生 责任医生 签约家庭医生 签约医生姓名 家庭医生姓名 责任医生姓名",
        Column.PACKAGE: "签约服务包 服务包类型 服务包名称 服务包类别 签约包",
        Column.NOTE: "说明 备注说明 备注栏",
    }
)
_MEANING = {alias: column for column, words in _ALIASES.items() for alias in (column.value, *words.split())}
REASON_HEADINGS = MappingProxyType({"zh": "导入问题", "en": "Import problems"})
"""The last column of the workbook that is handed back with its errors; reading it again passes over it."""

_UNREAD_ON_PURPOSE = frozenset(
    {*map(compact, REASON_HEADINGS.values()), "序号", "编号", "行号", "年龄", "出生日期", "出生年月", "出生年月日"}
)
_HOUSEHOLD_OR_SIGNING = frozenset(
    {Column.HOUSEHOLD_NUMBER, Column.HEAD_NAME, Column.RELATIONSHIP, Column.SIGNED_ON, Column.TEAM}
)
_HEAD = "户主"
_ROWS_ABOVE = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings stand, which column is what, and each heading as written; `unread` are columns nobody asks."""

    heading_row: int
    columns: Mapping[Column, int]
    headings: Mapping[Column, str]
    unread: tuple[str, ...]

    def heading(self, column: Column) -> str:
        """The heading as written; where there is no such column, as it usually is."""
        return self.headings.get(column, column.value)


def find_layout(sheet: Sheet) -> Layout | None:
    """The layout of a sheet, or None where it has no row of headings.

    Headings are a name, an id, and something of the household or the signing. They may be split over two rows: groups
    (签约) above their parts (日期, 团队), or words broken in two; `heading_row` is then the lower. Of two rows that are
    headings each, the fuller is meant, and of equals the lower.
    """
    for row in range(1, min(sheet.height, _ROWS_ABOVE) + 1):
        layout = _layout_of(sheet, row)
        if _is_register(layout):
            if row == sheet.height or not _is_register(_layout_of(sheet, row + 1, alone=True)):
                return layout
            below = _layout_of(sheet, row + 1)
            return below if len(below.columns) >= len(layout.columns) else layout
    return None


def _is_register(layout: Layout) -> bool:
    known = set(layout.columns)
    return {Column.NAME, Column.CITIZEN_ID} <= known and bool(known & _HOUSEHOLD_OR_SIGNING)


def _layout_of(sheet: Sheet, row: int, *, alone: bool = False) -> Layout:
    """The layout that a row gives together with the row above it, or `alone`."""
    columns: dict[Column, int] = {}
    headings: dict[Column, str] = {}
    unread = []
    for number in range(1, sheet.width(row) + 1):
        written = _text(sheet, row, number)
        for heading in [written] if alone else _readings(sheet, row, number):
            meaning = heading_meaning(heading)
            if meaning and meaning not in columns:
                columns[meaning] = number
                headings[meaning] = heading
                break
        else:
            if written and _bare(written) not in _UNREAD_ON_PURPOSE:
                unread.append(written)
    return Layout(row, columns, headings, tuple(unread))


def _readings(sheet: Sheet, row: int, number: int) -> tuple[str, ...]:
    """What a heading may be: with its group or first half above it, by itself, or, where it is blank, what is above."""
    written = _text(sheet, row, number)
    if not written:
        return (_text(sheet, row - 1, number),)
    group = _group(sheet, row, number)
    if _bare(group) == _HEAD:
        return (group + written,)  # the id of the head is not that of a member
    return (group + written, written)


def _group(sheet: Sheet, row: int, number: int) -> str:
    """The nearest text above, or above and to the left, that stands over something of this row."""
    for place in range(number, 0, -1):
        if group := _text(sheet, row - 1, place):
            below = sheet.cell(row, place)
            return group if below.is_given else ""
    return ""


def _text(sheet: Sheet, row: int, number: int) -> str:
    return shown(sheet.cell(row, number).value).strip() if row else ""


def heading_meaning(written: str) -> Column | None:
    """The column that a heading announces; spaces, line breaks, asterisks and asides in brackets do not matter."""
    return _MEANING.get(_bare(written))


def _bare(written: str) -> str:
    return re.sub(r"\([^()]*\)|[*::]", "", compact(written))
