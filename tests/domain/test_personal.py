"""A personal value never shows itself by accident, and is equal to what says the same of the same subject."""

from domain.personal import Personal
from tests.support.scenario import LI, WANG


def test_a_personal_value_shows_whose_it_is_and_whether_it_is_open_but_never_what_it_says() -> None:
    assert repr(Personal(LI, "李梅")) == f"Personal({LI}, open)"
    assert repr(Personal(LI, None)) == f"Personal({LI}, closed)"


def test_values_are_equal_if_they_say_the_same_of_the_same_subject_however_they_were_sealed() -> None:
    assert Personal(LI, "李梅", "aa") == Personal(LI, "李梅", "bb")
    assert Personal(LI, "李梅") != Personal(WANG, "李梅")
    assert Personal(LI, "李梅") != Personal(LI, "李莓")
    assert Personal(LI, "李梅") != "李梅"
    assert {Personal(LI, "李梅", "aa"), Personal(LI, "李梅"), Personal(LI, "李莓")} == {
        Personal(LI, "李梅"),
        Personal(LI, "李莓"),
    }
    assert hash(Personal(LI, "李梅")) != hash(Personal(LI, "李莓"))


def test_a_value_that_was_never_sealed_has_no_digest() -> None:
    assert Personal(LI, "李梅").digest == ""
