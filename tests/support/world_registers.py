"""Small registers as plain workbooks: every cell repeated, every date a text."""

import io
from collections.abc import Iterable, Iterator

from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # xlsxwriter ships no types

from tests.support.registers import TrueHousehold

HEADINGS = (
    *("家庭编号", "行政村", "村民小组", "户主姓名", "与户主关系", "姓名", "性别", "身份证号码", "联系电话"),
    *("重点服务人群", "签约日期", "签约团队", "签约医生", "服务包", "备注"),
)


def workbook_of(households: Iterable[TrueHousehold]) -> bytes:
    """A register of these households."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("登记册")
        sheet.write_row(0, 0, ["填报单位：城郊街道办卫生院"])
        sheet.write_row(1, 0, HEADINGS)
        for row, cells in enumerate((cells for each in households for cells in _rows(each)), start=2):
            for column, value in enumerate(cells):
                sheet.write_string(row, column, value)
    return out.getvalue()


def _rows(household: TrueHousehold) -> Iterator[tuple[str, ...]]:
    for person in household.persons:
        yield (
            household.number,
            household.village,
            household.group,
            household.persons[0].name,
            person.relationship,
            person.name,
            {"male": "男", "female": "女"}[person.sex],
            person.number,
            person.phone,
            "、".join(person.category_words),
            household.signed_on.isoformat(),
            household.team,
            household.doctor,
            household.package_word,
            person.note_words,
        )
