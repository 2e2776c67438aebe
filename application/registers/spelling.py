"""How people write names, ids and phones into cells, and what is meant: nothing is guessed, only spelling is undone."""

import re
import unicodedata

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"))
_FORMULA_STARTS = ("=", "+", "-", "@")
_QUOTES = "'\"`‘’“”"
_LOOKS_LIKE_X = str.maketrans("×хХχΧ", "XXXXX")
_HAN = "[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"


def plain(text: str) -> str:
    """Full-width letters and digits made half-width, unseen characters dropped, runs of white space one space."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_UNSEEN)).split())


def compact(text: str) -> str:
    """The same without any white space."""
    return plain(text).replace(" ", "")


def name_of(text: str) -> str:
    """A name without the spaces that pad it (张　三); its characters stay as written, the rarest too."""
    words = " ".join(text.translate(_UNSEEN).split())
    return re.sub(f"(?<={_HAN}) (?={_HAN})", "", words)


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
