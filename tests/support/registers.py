"""Random households with what is true of them, to be written into registers of many layouts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from domain.citizen_id import Sex, check_character
from domain.policy.packages import Package
from domain.populations import Category

TODAY = date(2026, 11, 22)
FIRST_SIGNING = date(2018, 1, 8)
VILLAGES = ("石梯村", "李家湾村", "新田村")
PACKAGES = {"基础包": Package.BASIC, "初级包": Package.PRIMARY, "中级包": Package.INTERMEDIATE, "有偿包": Package.PAID}
CATEGORIES = {
    "高血压": Category.HYPERTENSION,
    "2型糖尿病": Category.TYPE2_DIABETES,
    "残疾人": Category.DISABLED,
    "建档立卡贫困户": Category.REGISTERED_POOR,
    "肺结核": Category.TUBERCULOSIS,
    "老年人": Category.ELDERLY,
    "0-6岁儿童": Category.CHILD_0_6,
}
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林罗高𠮷㛃"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英"
_RELATIONS = ("配偶", "子", "女", "父亲", "母亲", "孙子")


@dataclass(frozen=True, kw_only=True)
class TruePerson:
    """A person as they are, and the words of their cells."""

    name: str
    number: str
    sex: Sex
    phone: str
    relationship: str
    category_words: tuple[str, ...] = ()
    note_words: str = ""
    note: str | None = None
    death: date | None = None
    relocation: date | None = None
    id_cell: str | float = ""

    @property
    def categories(self) -> tuple[Category, ...]:
        by_age = (Category.ELDERLY, Category.CHILD_0_6)
        return tuple(CATEGORIES[word] for word in self.category_words if CATEGORIES[word] not in by_age)


@dataclass(frozen=True, kw_only=True)
class TrueHousehold:
    """A household as it is; `codes` say why it must be refused, `cells` replace what would be written of it."""

    number: str
    village: str
    group: str
    team: str
    doctor: str
    package_word: str
    signed_on: date
    persons: tuple[TruePerson, ...]
    codes: frozenset[str] = frozenset()
    cells: dict[str, object] = field(default_factory=dict)


def true_households(random: Random, count: int) -> list[TrueHousehold]:
    """Sound households in the order of their villages, no two people with one id."""
    births = iter(range(10**6))
    villages = sorted(random.choices(range(len(VILLAGES)), k=count))
    return [_household(random, index, VILLAGES[village], births) for index, village in enumerate(villages)]


def spoil(random: Random, households: list[TrueHousehold]) -> list[TrueHousehold]:
    """The households, some of them with one defect for which they must be refused whole."""
    spoiled = list(households)
    places = random.sample(range(len(households)), k=len(_DEFECTS))
    for place, (code, defect) in zip(places, _DEFECTS.items(), strict=True):
        household = defect(spoiled[place])
        spoiled[place] = replace(household, codes=frozenset({code}))
    return spoiled


def citizen_number(birth_on: date, order: int, sex: Sex) -> str:
    """An id of 汉滨区 with a right check character; `order` up to 499."""
    body = f"610902{birth_on:%Y%m%d}{2 * (order % 500) + (sex is Sex.MALE):03}"
    return body + check_character(body)


def _household(random: Random, index: int, village: str, births: Iterator[int]) -> TrueHousehold:
    team = random.randint(1, 4)
    signed_on = FIRST_SIGNING + timedelta(days=random.randint(0, 300))
    relations = ("户主", *random.sample(_RELATIONS, k=random.randint(0, 4)))
    return TrueHousehold(
        number=f"610902{index + 1:05}",
        village=village,
        group=str(random.randint(1, 8)),
        team=f"第{team}家庭医生服务团队",
        doctor=_name(random),
        package_word=random.choice(list(PACKAGES)),
        signed_on=signed_on,
        persons=tuple(_person(random, relation, signed_on, next(births)) for relation in relations),
    )


def _person(random: Random, relationship: str, signed_on: date, order: int) -> TruePerson:
    sex = random.choice(list(Sex))
    number = citizen_number(date(1930, 1, 1) + timedelta(days=random.randint(0, 31_000)), order, sex)
    person = TruePerson(
        name=_name(random),
        number=number,
        sex=sex,
        phone=f"1{random.randint(3 * 10**9, 10**10 - 1)}",
        relationship=relationship,
        category_words=tuple(random.sample(list(CATEGORIES), k=random.choice((0, 0, 1, 2, 3)))),
        id_cell=number,
    )
    return _with_note(random, person, signed_on + timedelta(days=random.randint(1, 60)))


def _with_note(random: Random, person: TruePerson, day: date) -> TruePerson:
    match random.randint(0, 14):
        case 0:
            return replace(person, note_words=f"{day.year}.{day.month}.{day.day}死亡", death=day)
        case 1:
            words = f"于{day.year}年{day.month}月{day.day}日长期外迁"
            return replace(person, note_words=words, relocation=day)
        case 2:
            return replace(person, note_words="行动不便；" + f"{day:%Y-%m-%d}病故", death=day, note="行动不便")
        case 3:
            return replace(person, note_words="在外务工", note="在外务工")
        case _:
            return person


def _name(random: Random) -> str:
    return random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=random.randint(1, 2)))


def _first_person(household: TrueHousehold, **changes: object) -> TrueHousehold:
    first, *others = household.persons
    return replace(household, persons=(replace(first, **changes), *others))  # type: ignore[arg-type]  # fields by name


def _wrong_check(household: TrueHousehold) -> TrueHousehold:
    number = household.persons[0].number
    return _first_person(household, id_cell=number[:-1] + ("0" if number[-1] != "0" else "1"))


_DEFECTS: dict[str, Callable[[TrueHousehold], TrueHousehold]] = {
    "check_digit": _wrong_check,
    "id_length": lambda each: _first_person(each, id_cell=each.persons[0].number[:12]),
    "id_missing": lambda each: _first_person(each, id_cell=""),
    "id_as_number": lambda each: _first_person(each, id_cell=float(each.persons[0].number[:17] + "0")),
    "id_impossible_date": lambda each: _first_person(each, id_cell="610902198713324819"),
    "name_missing": lambda each: _first_person(each, name=""),
    "formula": lambda each: _first_person(each, name="=1+1"),
    "no_signing_date": lambda each: replace(each, cells={"签约日期": ""}),
    "date_unreadable": lambda each: replace(each, cells={"签约日期": "2018.13.40"}),
    "signed_in_future": lambda each: replace(each, cells={"签约日期": "2058-03-05"}),
    "unknown_package": lambda each: replace(each, cells={"服务包": "豪华包"}),
    "note_date": lambda each: _first_person(each, note_words="死亡"),
    "no_head": lambda each: _first_person(each, relationship="子"),
}
