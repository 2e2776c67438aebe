"""The words for population categories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.registers.categories import ReadCategories, category_called, read_categories
from domain.populations import BY_AGE, Category


@pytest.mark.parametrize("separator", ["、", "，", ",", ";", "；", "/", "／", "|", " ", "　", "\n", "\r\n", "、 "])
def test_categories_are_separated_in_many_ways(separator: str) -> None:
    assert read_categories(f"高血压{separator}2型糖尿病").noted == (Category.HYPERTENSION, Category.TYPE2_DIABETES)


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("严重精神障碍患者", Category.SEVERE_MENTAL_DISORDER),
        ("高血压患者", Category.HYPERTENSION),
        ("Ⅱ型糖尿病", Category.TYPE2_DIABETES),
        ("２型糖尿病", Category.TYPE2_DIABETES),
        ("高血压（2级）", Category.HYPERTENSION),
        ("孕妇", Category.MATERNAL),
        ("失独家庭", Category.SPECIAL_FAMILY_PLANNING),
        ("COPD", Category.COPD),
        ("重精", Category.SEVERE_MENTAL_DISORDER),
        ("脑梗塞", Category.CARDIO_CEREBROVASCULAR),
        ("高血压2级", Category.HYPERTENSION),
        ("建档立卡贫困户（未脱贫）", Category.REGISTERED_POOR),
    ],
)
def test_words_of_other_registers_are_known(word: str, category: Category) -> None:
    assert read_categories(word) == ReadCategories((category,))


@pytest.mark.parametrize("word", ["老年人", "65岁及以上老年人", "0-6岁儿童", "0～6岁儿童", "0—6岁儿童", "0至6岁"])
def test_categories_of_age_are_understood_and_not_noted(word: str) -> None:
    assert read_categories(word) == ReadCategories()


def test_a_category_counts_once_and_in_order() -> None:
    assert read_categories("残疾人、高血压、残疾人").noted == (Category.DISABLED, Category.HYPERTENSION)


def test_words_joined_by_and_are_each_read_if_all_are_known() -> None:
    assert read_categories("高血压和糖尿病") == ReadCategories((Category.HYPERTENSION, Category.TYPE2_DIABETES))
    assert read_categories("空巢和孤寡老人").noted == (Category.EMPTY_NEST_OR_LONE_ELDERLY,)
    assert read_categories("高血压和外星人") == ReadCategories((), ("高血压和外星人",))


def test_an_aside_adds_what_it_names_and_one_that_doubts_makes_the_word_unknown() -> None:
    assert read_categories("慢病(高血压、糖尿病)") == ReadCategories(
        (Category.HYPERTENSION, Category.TYPE2_DIABETES), ("慢病",)
    )
    assert read_categories("老年人（高血压）").noted == (Category.HYPERTENSION,)
    assert read_categories("高血压（疑似，待查）、残疾人") == ReadCategories(
        (Category.DISABLED,), ("高血压(疑似待查)",)
    )


def test_unknown_words_are_told() -> None:
    assert read_categories("高血压、外星人") == ReadCategories((Category.HYPERTENSION,), ("外星人",))


@pytest.mark.parametrize("text", ["", "无", "/", "-", "—", " "])
def test_no_category_is_no_category(text: str) -> None:
    assert read_categories(text) == ReadCategories()


def test_every_category_has_a_word() -> None:
    names = (
        "老年人 儿童 孕产妇 高血压 糖尿病 精神障碍 肺结核 残疾人 建档立卡 计生特殊 低保 低保边缘 "
        "特困 空巢 高龄 卧床 肿瘤 心脑血管 慢阻肺 优抚 养老院 普通"
    )
    assert [category_called(name) for name in names.split()] == list(Category)


@given(st.text())
def test_any_text_gives_categories_and_unknown_words(text: str) -> None:
    read = read_categories(text)
    assert not BY_AGE & set(read.noted)
    assert all(read.unknown)
