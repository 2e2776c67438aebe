"""The service packages (服务包) of the source documents, and what they are called."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """A name for people to read, in both languages."""

    zh: str
    en: str


class Package(StrEnum):
    """Service packages, by their glossary names."""

    BASIC = "basic"
    PRIMARY = "primary"
    INTERMEDIATE = "intermediate"
    PAID = "paid"
    PERSONALISED = "personalised"


PACKAGE_TITLES = MappingProxyType(
    {
        Package.BASIC: Title(zh="基础包", en="Basic package"),
        Package.PRIMARY: Title(zh="初级包", en="Primary package"),
        Package.INTERMEDIATE: Title(zh="中级包", en="Intermediate package"),
        Package.PAID: Title(zh="有偿包", en="Paid package"),
        Package.PERSONALISED: Title(zh="个性化包", en="Personalised package"),
    }
)
"""What agreements and registers print (颍东: 基础包, 初级包, 中级包, 有偿包; 汉滨 and 普陀: 个性化签约服务包)."""

_ENDINGS = ("签约服务包", "服务包", "包")


def package_called(text: str) -> Package | None:
    """The package that `text` names: its code, or its Chinese title with or without 包, 服务包, 签约服务包."""
    wanted = _bare(text.strip().casefold())
    return next((package for package, title in PACKAGE_TITLES.items() if wanted in (package, _bare(title.zh))), None)


def _bare(text: str) -> str:
    return next((text.removesuffix(ending) for ending in _ENDINGS if text.endswith(ending)), text)
