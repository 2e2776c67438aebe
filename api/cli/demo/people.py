"""The people of the second act: three places whose rules are opposite, and who signed there when."""

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

DEMO = uuid5(NAMESPACE_URL, "urn:jiayi:demo")
"""The namespace of the ids of the second act: the same life lived twice has the same people and the same papers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A team somewhere, and the policy that its contracts are under."""

    policy: str
    institution: str
    team: str
    doctor: str
    village: str
    others: tuple[str, str, str]
    """A nurse, a public-health physician and a maternal and child health worker."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs, with the year of birth; the sex by its glossary name."""

    name: str
    born_in: int
    sex: str

    @property
    def resident_id(self) -> UUID:
        """Who it is."""
        return uuid5(DEMO, self.name)


@dataclass(frozen=True, slots=True)
class Signing:
    """A household on the day on which it signed; its head comes first."""

    place: Place
    household: str
    signed_on: date
    people: tuple[Person, ...]

    @property
    def contract_id(self) -> UUID:
        """The contract that it led to."""
        return uuid5(DEMO, f"{self.people[0].name} {self.signed_on}")


PUTUO = Place(
    policy="putuo",
    institution="展茅中心卫生院",
    team="展茅家庭医生团队",
    doctor="林岚",
    village="展茅村",
    others=("周静", "吴平", "郑洁"),
)
ERQI = Place(
    policy="erqi",
    institution="侯寨乡卫生院",
    team="樱桃沟家庭医生团队",
    doctor="王建国",
    village="樱桃沟村",
    others=("陈静", "赵敏", "孙丽"),
)
JIANGXIAN = Place(
    policy="jiangxian",
    institution="卫庄镇卫生院",
    team="上吕家庭医生团队",
    doctor="李晓燕",
    village="上吕村",
    others=("柴红", "董亮", "乔梅"),
)
PLACES = (PUTUO, ERQI, JIANGXIAN)

CHEN, XU = Person("陈和平", 1952, "male"), Person("徐春兰", 1954, "female")
FANG = Person("方志明", 1966, "male")
HE = Person("何美娟", 1959, "female")
YU = Person("俞国强", 1971, "male")
SHEN = Person("沈阿毛", 1938, "male")
ZHANG, LIU = Person("张铁柱", 1949, "male"), Person("刘秀英", 1951, "female")
ZHAO = Person("赵长河", 1963, "male")
SUN = Person("孙玉兰", 1957, "female")
MA, MA_WIFE = Person("马德福", 1943, "male"), Person("田桂荣", 1945, "female")
GUO = Person("郭小东", 1982, "male")
GAO, GAO_WIFE = Person("高建军", 1956, "male"), Person("高桂芳", 1958, "female")
REN = Person("任有田", 1948, "male")
DU = Person("杜月英", 1961, "female")
NIU = Person("牛保全", 1953, "male")

CHENS = Signing(PUTUO, "101", date(2018, 9, 10), (CHEN, XU))
FANGS = Signing(PUTUO, "102", date(2019, 3, 5), (FANG,))
HES = Signing(PUTUO, "103", date(2018, 3, 12), (HE,))
YUS = Signing(PUTUO, "104", date(2019, 4, 2), (YU,))
SHENS = Signing(PUTUO, "105", date(2018, 10, 8), (SHEN,))
ZHANGS = Signing(ERQI, "201", date(2016, 12, 28), (ZHANG, LIU))
ZHAOS = Signing(ERQI, "202", date(2017, 1, 9), (ZHAO,))
SUNS = Signing(ERQI, "203", date(2016, 12, 22), (SUN,))
MAS = Signing(ERQI, "204", date(2016, 12, 19), (MA, MA_WIFE))
GUOS = Signing(ERQI, "205", date(2017, 1, 13), (GUO,))
GAO_SIGNED = Signing(JIANGXIAN, "301", date(2018, 12, 27), (GAO,))
GAO_WIFE_SIGNED = Signing(JIANGXIAN, "301", date(2018, 12, 27), (GAO_WIFE,))
REN_SIGNED = Signing(JIANGXIAN, "302", date(2019, 1, 3), (REN,))
DU_SIGNED = Signing(JIANGXIAN, "303", date(2019, 1, 10), (DU,))
DU_SIGNED_AGAIN = Signing(JIANGXIAN, "303", date(2020, 1, 21), (DU,))
NIU_SIGNED = Signing(JIANGXIAN, "304", date(2019, 2, 12), (NIU,))

SIGNINGS = (
    CHENS,
    FANGS,
    HES,
    YUS,
    SHENS,
    ZHANGS,
    ZHAOS,
    SUNS,
    MAS,
    GUOS,
    GAO_SIGNED,
    GAO_WIFE_SIGNED,
    REN_SIGNED,
    DU_SIGNED,
    DU_SIGNED_AGAIN,
    NIU_SIGNED,
)
"""Every contract of the second act."""
