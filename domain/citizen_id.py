"""The citizen id (公民身份号码): what it says of its bearer, and when it cannot be one.

GB 11643-1999: 18 characters; 15 digits as issued before. Whether a division code was ever allocated is not judged here:
codes are retired, ids that carry them stay valid.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.refusal import Refused

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_DIVISION_DIGITS = 6
_BODY_DIGITS = 17
_CENTURY_OF_15_DIGITS = "19"


class Sex(StrEnum):
    """The sex that an id or a register names."""

    MALE = "male"
    FEMALE = "female"


class CitizenIdRefused(Refused):
    """The text is no citizen id. The facts never quote it."""


class CitizenIdLength(CitizenIdRefused):
    """Neither 17 digits and a check character, nor 15 digits; `length` is how many characters there are."""

    code = "id_length"


class CitizenIdImpossibleDate(CitizenIdRefused):
    """The birth date in the id is no date, or lies in the future."""

    code = "id_impossible_date"


class CitizenIdCheckDigit(CitizenIdRefused):
    """The check character does not follow from the other 17 characters: one of the 18 was mistaken."""

    code = "check_digit"


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A person's id in 18 characters (X upper case), and what it says of them. Its representation shows none of it."""

    number: str = field(repr=False)
    birth_on: date = field(repr=False)
    sex: Sex = field(repr=False)

    @property
    def division_code(self) -> str:
        """The six digits of the county of first registration: not where the person lives."""
        return self.number[:_DIVISION_DIGITS]


def parse_citizen_id(text: str, today: date | None = None) -> CitizenId:
    """The id that `text` is: 18 characters (x may be lower case) or 15 digits, which become the 18 of the same person.

    With `today`, a birth after that day is impossible. Raises CitizenIdLength, CitizenIdImpossibleDate or
    CitizenIdCheckDigit, in this order of judging.
    """
    number = text.upper()
    if re.fullmatch("[0-9]{15}", number):
        body = number[:_DIVISION_DIGITS] + _CENTURY_OF_15_DIGITS + number[_DIVISION_DIGITS:]
        number = body + check_character(body)
    if len(number) != _BODY_DIGITS + 1:
        raise CitizenIdLength(length=len(number))
    birth_on = _birth_on(number)
    if birth_on is None or (today is not None and birth_on > today):
        raise CitizenIdImpossibleDate
    if not re.fullmatch("[0-9]{17}[0-9X]", number) or check_character(number[:_BODY_DIGITS]) != number[-1]:
        raise CitizenIdCheckDigit
    return CitizenId(number, birth_on, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def check_character(body: str) -> str:
    """The check character of the first 17 digits: ISO 7064, MOD 11-2."""
    return _CHECK_CHARACTERS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True)) % 11]


def _birth_on(number: str) -> date | None:
    written = number[_DIVISION_DIGITS : _DIVISION_DIGITS + 8]
    if not re.fullmatch("[0-9]{8}", written):
        return None
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None
