"""Which language a person is spoken to in: what they ask for, else what their surroundings say, else Chinese."""

from collections.abc import Mapping

from domain.policy.errors import Language

_TOLD_BY = ("JIAYI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def language_of(env: Mapping[str, str]) -> Language:
    """The first of JIAYI_LANG, LC_ALL, LC_MESSAGES and LANG that names a language: `en…` is English.

    A locale that names none, such as C or POSIX, says nothing; any other language gets Chinese, the registers' own.
    """
    told = (env.get(name, "").casefold() for name in _TOLD_BY)
    named = next((text for text in told if text and text.split(".")[0] not in {"c", "posix"}), "zh")
    return "en" if named.startswith("en") else "zh"
