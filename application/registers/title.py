"""What stands above the headings: who reports (填报单位), and for which year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from application.registers.cells import Sheet, is_blank, shown
from application.registers.spelling import plain

_UNIT = re.compile(
    r"(?:(?:填报|上报|填表|制表|报送)(?:单位|机构)|(?:单位|机构)名称)\s*(?:\([^()]*\))?\s*(?::\s*(?P<unit>.*)|$)"
)
_NAMED = re.compile(
    r"(?!各|全[省市区县镇乡]|本[表市区县镇乡院])(?:(?:19|20)\d{2}\s*年度?)?\s*"
    r"(?P<unit>[^\s:,;、()]{2,30}?(?:卫生院|卫生服务中心|卫生服务站|卫生室|医院))(?=[^、和与及].*(?:签约|登记|名册))"
)
"""A title that begins with who reports: 城关镇卫生院家庭医生签约服务登记册."""

_NEXT_LABEL = re.compile(r"\s+\S{2,8}:.*")
_STAMP = re.compile(r"\((?:公章|盖章|章|签章)\)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")


@dataclass(frozen=True, slots=True)
class Title:
    """What the rows above the headings say; None where they do not."""

    unit: str | None = None
    year: int | None = None


def read_title(sheet: Sheet, heading_row: int) -> Title:
    """The reporting unit and the first year named above the headings.

    The unit stands behind its label, or in the next cell; where nothing is labelled so, a title may begin with it.
    """
    unit = None
    named_unit = None
    year = None
    for row in range(1, heading_row):
        texts = list(_texts(sheet, row))
        for index, text in enumerate(texts):
            if unit is None and (match := _UNIT.match(text)):
                following = texts[index + 1] if index + 1 < len(texts) else ""
                unit = _unit(match["unit"] or following)
            if named_unit is None and (titled := _NAMED.match(text)):
                named_unit = titled["unit"]
            if year is None and (named := _YEAR.search(text)):
                year = int(named[1])
    return Title(unit or named_unit, year)


def _texts(sheet: Sheet, row: int) -> Iterator[str]:
    for column in range(1, sheet.width(row) + 1):
        cell = sheet.cell(row, column)
        if not cell.filled and not is_blank(cell.value):
            yield plain(shown(cell.value))


def _unit(text: str) -> str | None:
    return _STAMP.sub("", _NEXT_LABEL.sub("", text)).strip() or None
