"""Small registers for tests, cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.registers.cells import CellValue, Merge, Sheet
from application.registers.households import Reading, RegisterHousehold
from application.registers.reading import read_register
from domain.citizen_id import Sex
from tests.support.registers import TODAY, citizen_number

HEADINGS = (
    *("家庭编号", "行政村", "户主姓名", "与户主关系", "姓名", "性别", "身份证号码", "联系电话"),
    *("重点服务人群", "签约日期", "签约团队", "签约医生", "服务包", "备注"),
)
SIGNED_ON = date(2018, 5, 25)
WANG = citizen_number(date(1950, 5, 26), 1, Sex.MALE)
LI = citizen_number(date(1955, 3, 1), 2, Sex.FEMALE)
SON = citizen_number(date(1980, 1, 1), 3, Sex.MALE)
CHILD = citizen_number(date(2012, 2, 1), 4, Sex.FEMALE)


@dataclass(frozen=True)
class Source:
    """Sheets in memory."""

    sheets: Sequence[Sheet]
    counts_from_1904: bool = False


def row(*, relation: str = "户主", name: str = "王伟", number: CellValue = WANG, **cells: CellValue) -> list[CellValue]:
    """One row of a person; household cells are given for the head unless told otherwise."""
    written: dict[str, CellValue] = dict.fromkeys(HEADINGS)
    if relation == "户主":
        written |= {"家庭编号": "1", "行政村": "石梯村", "户主姓名": name, "签约日期": SIGNED_ON, "服务包": "基础包"}
        written |= {"签约团队": "第1家庭医生服务团队", "签约医生": "薛翠"}
    written |= {"与户主关系": relation, "姓名": name, "身份证号码": number} | cells
    return list(written.values())


def read(*rows: Sequence[CellValue], name: str = "登记册", merges: tuple[Merge, ...] = ()) -> Reading:
    return read_register(Source([Sheet(name, [HEADINGS, *rows], merges)]), today=TODAY)


def codes(household: RegisterHousehold) -> list[str]:
    return [problem.code for problem in household.problems]


def members(reading: Reading) -> list[list[str]]:
    return [[person.name for person in household.persons] for household in reading.households]
