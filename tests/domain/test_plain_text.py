"""Nobody's id and nobody's phone stand in records in plain."""

import pytest

from domain.plain_text import names_somebody


@pytest.mark.parametrize(
    "text",
    [
        "13909150001 张三",
        "石梯村（电话13909150001）",
        "11010519491231002X",
        "身份证11010519491231002x号",
        "110105491231002",
    ],
)
def test_an_id_and_a_phone_name_somebody_wherever_they_stand(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text", ["", "石梯村3组", "第1家庭医生服务团队", "61090200001", "2018-17", "110105194912310021"]
)
def test_words_numbers_of_households_and_what_only_looks_like_an_id_name_nobody(text: str) -> None:
    assert not names_somebody(text)


def test_a_longer_number_holds_no_phone_nor_does_a_digest() -> None:
    assert not names_somebody("9913909150001")
    assert not names_somebody("a13909150001b")


def test_the_number_of_a_household_may_look_like_a_phone_but_is_nobody_s_id() -> None:
    assert not names_somebody("14082600101", is_number=True)
    assert not names_somebody("610902491231001", is_number=True)
    assert names_somebody("11010519491231002X", is_number=True)
    assert names_somebody("11010519491231002X-20180315", is_number=True)
