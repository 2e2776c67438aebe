"""A value from a date: written in any order, read for any day."""

from datetime import date

from domain.timeline import Timeline

JANUARY, MARCH, MAY = date(2018, 1, 1), date(2018, 3, 1), date(2018, 5, 1)


def test_a_value_holds_from_its_day_until_the_day_before_the_next() -> None:
    doctors = Timeline[str]().write(JANUARY, "王").write(MARCH, "赵")
    assert doctors.on(date(2017, 12, 31)) is None
    assert doctors.on(JANUARY) == "王"
    assert doctors.on(date(2018, 2, 28)) == "王"
    assert doctors.on(MARCH) == "赵"
    assert doctors.on(date(2030, 1, 1)) == "赵"
    assert list(doctors.spans()) == [(JANUARY, date(2018, 2, 28), "王"), (MARCH, None, "赵")]


def test_what_is_written_late_of_an_earlier_day_leaves_what_is_written_of_a_later_one() -> None:
    doctors = Timeline[str]().write(MAY, "李").write(JANUARY, "王").write(MARCH, "赵")
    assert list(doctors.spans()) == [
        (JANUARY, date(2018, 2, 28), "王"),
        (MARCH, date(2018, 4, 30), "赵"),
        (MAY, None, "李"),
    ]


def test_what_is_written_of_a_day_again_takes_the_place_of_what_was_written_before() -> None:
    doctors = Timeline[str]().write(JANUARY, "王").write(MARCH, "赵").write(JANUARY, "李")
    assert list(doctors.spans()) == [(JANUARY, date(2018, 2, 28), "李"), (MARCH, None, "赵")]


def test_values_that_cannot_be_compared_are_kept_in_the_order_of_their_days() -> None:
    flags = Timeline[frozenset[str] | None]().write(MARCH, None).write(JANUARY, frozenset({"tumour"}))
    assert [value for _, _, value in flags.spans()] == [frozenset({"tumour"}), None]
