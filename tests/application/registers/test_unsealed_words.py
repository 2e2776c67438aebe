"""What the record holds unsealed is checked at the door: no name, id or phone gets in by way of another column."""

import pytest

from application.registers.relationships import is_a_relationship
from tests.application.registers.small import LI, WANG, read, row


@pytest.mark.parametrize("written", ["长子李强", "妻13812345678", "wife", "邻居王大妈的儿子"])
def test_a_relationship_that_is_no_word_of_kinship_is_sealed_with_the_notes(written: str) -> None:
    reading = read(row(), row(relation=written, name="李娜", number=LI, 备注="在外务工"))
    person = reading.households[0].persons[1]
    assert (person.relationship, person.note) == ("其他", f"{written}；在外务工")
    assert "unknown_relationship" in [problem.code for problem in reading.warnings]
    assert reading.errors == ()


@pytest.mark.parametrize(
    "written", ["配偶", "之妻", "次女", "孙子女", "外孙女", "儿媳", "父母", "非亲属", "兄弟姐妹", "曾祖父", "继子"]
)
def test_words_of_kinship_stay_as_written(written: str) -> None:
    assert is_a_relationship(written)


def test_a_household_number_that_is_an_id_is_none() -> None:
    reading = read(row(家庭编号=WANG))
    assert reading.households[0].number is None
    assert "household_number_is_id" in [problem.code for problem in reading.warnings]
    assert reading.errors == ()
