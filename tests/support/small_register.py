"""A register of three households: one that is taken, one with a death noted, one with a mistyped id."""

from datetime import date
from pathlib import Path

from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # xlsxwriter ships no types

from domain.citizen_id import Sex
from tests.support.registers import citizen_number

FENG = citizen_number(date(1950, 1, 2), 2, Sex.FEMALE)
JUN = citizen_number(date(1948, 3, 4), 1, Sex.MALE)
XIAO = citizen_number(date(2014, 5, 6), 3, Sex.MALE)
LI = citizen_number(date(1970, 7, 8), 4, Sex.FEMALE)
GUI = citizen_number(date(1940, 9, 10), 5, Sex.MALE)
MISTYPED = FENG[:-1] + ("0" if FENG[-1] != "0" else "1")

HEADINGS = (
    "家庭编号 行政村 户主姓名 与户主关系 姓名 身份证号码 联系电话 重点服务人群 签约日期 签约团队 签约医生 服务包 备注"
)
ROWS = (
    ("61090200001", "王凤", "户主", "王凤", FENG, "13900000001", "高血压、2型糖尿病", ""),
    ("61090200001", "王凤", "配偶", "李军", JUN, "13900000002", "", ""),
    ("61090200001", "王凤", "孙子", "李小", XIAO, "", "", ""),
    ("61090200002", "赵丽", "户主", "赵丽", LI, "13900000003", "高血压", ""),
    ("61090200002", "赵丽", "父亲", "赵贵", GUI, "", "", "2018年7月9日去世"),
    ("61090200003", "孙红", "户主", "孙红", MISTYPED, "13900000004", "残疾人", ""),
)
PERSONAL = ("王凤", "李军", "赵丽", "赵贵", "孙红", FENG, JUN, XIAO, LI, GUI, "13900000001", "13900000003")
"""What of it nobody may find outside the vault and the residents' read model."""


def write_small_register(file: Path, *, doctor: str = "张军") -> Path:
    """Write the register; `doctor` is the one of every household."""
    with Workbook(file) as workbook:
        sheet = workbook.add_worksheet("登记册")
        sheet.write_row(0, 0, ["汉滨区家庭医生签约服务登记册（2018年）"])
        sheet.write_row(1, 0, ["填报单位：城关镇卫生院"])
        sheet.write_row(2, 0, HEADINGS.split())
        for row, (number, head, relationship, name, citizen_id, phone, categories, note) in enumerate(ROWS, start=3):
            cells = (number, "城关村", head, relationship, name, citizen_id, phone, categories)
            sheet.write_row(row, 0, [*cells, "2018-05-25", "城关一队", doctor, "基础包", note])
    return file
