"""What may stand in records in plain: villages, relationships, staff, numbers of papers; nobody's id or phone."""

import re

from domain.citizen_id import CitizenIdRefused, parse_citizen_id

LONGEST = 100
"""Characters that a village, a relationship, a team or the number of a paper has at most."""

_DIGITS = re.compile(r"(?<![0-9A-Za-z])[0-9]{11,17}[0-9Xx]?(?![0-9A-Za-z])")
_PHONE = re.compile("1[3-9][0-9]{9}")
_ID_LENGTHS = (15, 18)


def names_somebody(text: str, *, is_number: bool = False) -> bool:
    """Whether an id or a mobile phone stands in a text, which then is about a person and has to be sealed.

    The number of a household or a paper (`is_number`) may look like a phone or like an id of 15 digits: 绛县's begin
    with 14. With 18 characters the check character tells.
    """
    return any(_names_somebody(found, is_number=is_number) for found in _DIGITS.findall(text))


def _names_somebody(digits: str, *, is_number: bool) -> bool:
    if not is_number and _PHONE.fullmatch(digits):
        return True
    if len(digits) not in _ID_LENGTHS[is_number:]:
        return False
    try:
        parse_citizen_id(digits)
    except CitizenIdRefused:
        return False
    return True
