"""How people write names, ids and phones into cells, and what is meant: nothing is guessed, only spelling is undone."""

import re
import unicodedata

_CONTROLS = (*range(9), 11, 12, *range(14, 32), *range(127, 160))
_MARKS = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
_UNSEEN = dict.fromkeys((*_CONTROLS, *_MARKS))
"""What nobody sees: control characters, but for tab and line breaks, and marks of width and direction."""

_FORMULA_STARTS = ("=", "+", "-", "@")
_QUOTES = "'\"`‘’“”"
_NO_NAME = frozenset({"无", "空", "未知", "不详", "暂无"})
_JOINTS = "〇 ·•・‧∙●.．-'’ʼ"
_LOOKS_LIKE_X = str.maketrans("×хХχΧ", "XXXXX")
_HAN = "[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"


def seen(text: str) -> str:
    """The text without the characters that nobody sees, and without white space around it."""
    return text.translate(_UNSEEN).strip()


def plain(text: str) -> str:
    """Full-width letters and digits made half-width, unseen characters dropped, runs of white space one space."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_UNSEEN)).split())


def compact(text: str) -> str:
    """The same without any white space."""
    return plain(text).replace(" ", "")


def name_of(text: str) -> str:
    """A name without the spaces that pad it (张　三) and the quote that made it text; no character is replaced."""
    words = " ".join(text.translate(_UNSEEN).split()).strip(_QUOTES + " ")
    return re.sub(f"(?<={_HAN}) (?={_HAN})", "", words)


def is_a_name(text: str) -> bool:
    """Whether there is a name at all, and not just what stands for none (/, 无)."""
    return any(character.isalpha() for character in text) and text not in _NO_NAME


def is_only_a_name(text: str) -> bool:
    """Whether nothing but a name is written: letters, and what joins the parts of a name."""
    return all(character.isalpha() or character in _JOINTS for character in text)


def organisation_of(text: str) -> str:
    """The name of a village or a team, the same whether its digits are full-width, and wherever it is padded."""
    return re.sub(f"(?<={_HAN}) | (?={_HAN})", "", plain(text))


def id_of(text: str) -> str:
    """An id without spaces and the quote that made it text; X upper case, also where a look-alike was typed."""
    bare = compact(text).strip(_QUOTES)
    return (bare[:-1] + bare[-1].translate(_LOOKS_LIKE_X)).upper() if bare else ""


def phone_of(text: str) -> str:
    """A phone number without spaces and dashes."""
    return re.sub(r"[\s\-‐‑–—]", "", plain(text))


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula: it begins with = + - @, full-width or not."""
    return plain(text).startswith(_FORMULA_STARTS)
