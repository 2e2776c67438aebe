"""The words that registers use for population categories."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from application.registers.spelling import plain
from domain.populations import BY_AGE, Category

_WORDS: Mapping[Category, str] = MappingProxyType(
    {
        Category.ELDERLY: (
            "老年人 老人 老年 65岁以上 65岁及以上 65岁以上老年人 65岁及以上老年人 65岁以上老人 65岁及以上老人 "
            "65岁老人 ≥65岁 ≥65岁老人 ≥65岁老年人"
        ),
        Category.CHILD_0_6: (
            "0-6岁儿童 0-6岁 0至6岁 0至6岁儿童 0到6岁 0到6岁儿童 06岁儿童 儿童 婴幼儿 学龄前儿童 新生儿"
        ),
        Category.MATERNAL: "孕产妇 孕妇 产妇",
        Category.HYPERTENSION: "高血压 高血压病 原发性高血压",
        Category.TYPE2_DIABETES: "2型糖尿病 糖尿病 ii型糖尿病 二型糖尿病 糖尿病2型",
        Category.SEVERE_MENTAL_DISORDER: (
            "严重精神障碍 重性精神病 重性精神疾病 重型精神疾病 精神障碍 精神病 严重精神病 重精 精神疾病 "
            "重症精神病 精神分裂症"
        ),
        Category.TUBERCULOSIS: "肺结核 结核病 结核 肺结核病",
        Category.DISABLED: "残疾人 残疾",
        Category.REGISTERED_POOR: (
            "建档立卡贫困户 建档立卡 贫困户 建档立卡户 建档立卡贫困人口 贫困人口 农村贫困人口 建档立卡贫困 "
            "建卡贫困户 建档贫困户 贫困"
        ),
        Category.SPECIAL_FAMILY_PLANNING: (
            "计生特殊家庭 计划生育特殊家庭 计生特殊 计生特困家庭 失独家庭 失独 失独老人"
        ),
        Category.MINIMUM_LIVING: "低保 低保户 低保人员 低保对象 最低生活保障",
        Category.NEAR_MINIMUM_LIVING: "低保边缘 低保边缘户 低保边缘老人 低保边缘家庭",
        Category.EXTREMELY_POOR: "特困 特困人员 五保 五保户 特困户 特困供养人员 五保老人",
        Category.EMPTY_NEST_OR_LONE_ELDERLY: (
            "空巢 孤寡 空巢老人 孤寡老人 独居老人 孤寡和空巢老人 空巢和孤寡老人 孤老"
        ),
        Category.ADVANCED_AGE: "高龄 高龄老人 高龄老年人",
        Category.BEDRIDDEN: "长期卧床 卧床 长期卧床老人 卧床病人",
        Category.TUMOUR: "肿瘤 恶性肿瘤 癌症 肿瘤病",
        Category.CARDIO_CEREBROVASCULAR: (
            "心脑血管疾病 心脑血管病 心脑血管 冠心病 脑卒中 脑梗 脑梗塞 脑梗死 脑出血 中风"
        ),
        Category.COPD: "慢阻肺 慢性阻塞性肺疾病 慢性阻塞性肺病 copd",
        Category.PREFERENTIAL_TREATMENT: "优抚 优抚对象",
        Category.NURSING_HOME_RESIDENT: "养老院老人 敬老院老人 养老院入住老年人 敬老院入住老年人 养老院 敬老院",
        Category.GENERAL: "普通人群 一般人群 普通 一般 健康人群 健康普通人群 健康 健康人 普通居民 一般居民",
    }
)
_CALLED = {word: category for category, words in _WORDS.items() for word in words.split()}
_NOTHING = frozenset({"无", "-", "--", "否", "没有", "×"})
_SEPARATORS = re.compile(r"[、,;/|。+&\s]+")
_ASIDES = re.compile(r"\(([^()]*)\)")
_DOUBT = re.compile("疑似|排除|待查|待排|未确诊")
_JOINED = re.compile("和|及|与|伴|合并")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―~", "-"))
_BEARERS = ("患者", "病人", "人员", "人群", "成员", "1级", "2级", "3级", "一级", "二级", "三级")


@dataclass(frozen=True, slots=True)
class ReadCategories:
    """What a cell says: the categories to note, in order, without those of age; and the words nobody knows."""

    noted: tuple[Category, ...] = ()
    unknown: tuple[str, ...] = ()


def read_categories(text: str) -> ReadCategories:
    """The categories of a cell, separated by 、 ， , ; ； / | spaces or line breaks.

    An aside in brackets adds what categories it names, and nothing else; one that doubts makes the word unknown.
    """
    noted: dict[Category, None] = {}
    unknown: dict[str, None] = {}
    for word in _SEPARATORS.split(_ASIDES.sub(_aside, plain(text).translate(_DASHES).casefold())):
        categories = _categories_called(word)
        noted.update(dict.fromkeys(categories))
        if word and not categories and word not in _NOTHING:
            unknown[word] = None
    return ReadCategories(tuple(category for category in noted if category not in BY_AGE), tuple(unknown))


def _aside(match: re.Match[str]) -> str:
    words = _SEPARATORS.split(match[1])
    if _DOUBT.search(match[1]):
        return f"({''.join(words)})"
    known = [word for word in words if category_called(word)]
    return f"、{'、'.join(known)}、" if known else ""


def _categories_called(word: str) -> tuple[Category, ...]:
    """The category of a word; of words that are joined by 和 or the like each, if all are known."""
    if found := category_called(word):
        return (found,)
    parts = [category_called(part) for part in _JOINED.split(word)]
    return tuple(part for part in parts if part) if all(parts) else ()


def category_called(word: str) -> Category | None:
    """The category that a word of a register names, with or without 患者 or the like, or a grade, behind it."""
    if found := _CALLED.get(word):
        return found
    return next(
        (_CALLED[bare] for end in _BEARERS if (bare := word.removesuffix(end)) != word and bare in _CALLED), None
    )
