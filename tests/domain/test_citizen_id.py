"""What a citizen id says, and when it is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.citizen_id import (
    CitizenId,
    CitizenIdCheckDigit,
    CitizenIdImpossibleDate,
    CitizenIdLength,
    CitizenIdRefused,
    Sex,
    check_character,
    parse_citizen_id,
)


@pytest.mark.parametrize(
    ("number", "birth_on", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
        ("440524188001010014", date(1880, 1, 1), Sex.MALE),
        ("34052419800101001X", date(1980, 1, 1), Sex.MALE),
    ],
)
def test_an_id_says_when_its_bearer_was_born_and_which_sex(number: str, birth_on: date, sex: Sex) -> None:
    assert parse_citizen_id(number) == CitizenId(number, birth_on, sex)


def test_a_lower_case_x_is_the_same_id() -> None:
    assert parse_citizen_id("11010519491231002x").number == "11010519491231002X"


def test_15_digits_are_the_person_of_the_18() -> None:
    assert parse_citizen_id("110105491231002") == parse_citizen_id("11010519491231002X")


@pytest.mark.parametrize("text", ["", "610990195611", "1101054912310023", "11010519491231002XX", "11010549123100X"])
def test_another_length_is_no_id(text: str) -> None:
    with pytest.raises(CitizenIdLength) as refused:
        parse_citizen_id(text)
    assert (refused.value.code, dict(refused.value.facts)) == ("id_length", {"length": len(text)})


@pytest.mark.parametrize(
    "text", ["610990198713324819", "110105194902290025", "110105491331002", "1101051949I231002X", "110105000001010010"]
)
def test_a_birth_date_that_never_was_is_no_id(text: str) -> None:
    with pytest.raises(CitizenIdImpossibleDate):
        parse_citizen_id(text)


def test_nobody_is_born_after_today() -> None:
    assert parse_citizen_id("11010519491231002X", today=date(1949, 12, 31)).birth_on == date(1949, 12, 31)
    with pytest.raises(CitizenIdImpossibleDate):
        parse_citizen_id("11010519491231002X", today=date(1949, 12, 30))


@pytest.mark.parametrize("text", ["110105194912310021", "11010519491231X02X", "1101O519491231002X"])
def test_a_mistaken_character_does_not_agree_with_the_check_character(text: str) -> None:
    with pytest.raises(CitizenIdCheckDigit):
        parse_citizen_id(text)


@given(st.dates(date(1900, 1, 1), date(2018, 12, 31)), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_mistaken_digit_never_gives_an_id(birth_on: date, order: int, place: int, mistake: int) -> None:
    body = f"610902{birth_on:%Y%m%d}{order:03}"
    right = body + check_character(body)
    assert parse_citizen_id(right).birth_on == birth_on
    wrong = right[:place] + str((int(right[place]) + mistake) % 10) + right[place + 1 :]
    with pytest.raises(CitizenIdRefused):
        parse_citizen_id(wrong)


@given(st.text(max_size=20))
def test_any_other_text_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(CitizenIdRefused) as refused:
        parse_citizen_id(f"{text}?")
    assert str(refused.value) == refused.value.code
    assert set(refused.value.facts) <= {"length"}


def test_an_id_shows_nothing_of_itself_in_a_log() -> None:
    assert repr(parse_citizen_id("11010519491231002X")) == "CitizenId()"


def test_a_check_character_is_of_17_digits() -> None:
    assert check_character("11010519491231002") == "X"
    with pytest.raises(ValueError, match="shorter"):
        check_character("1101051949123100")
