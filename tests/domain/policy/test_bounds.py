"""Every number of a policy has bounds, so that a slip of the finger is no rule."""

import pytest

from domain.policy.errors import PolicyFileError
from domain.policy.parse import parse_policy

FRAME = """
name = "bounds"
title = { zh = "界", en = "Bounds" }

[[version]]
version = "1"
timezone = "Asia/Shanghai"
document = "bounds.txt"

[version.key_populations]
words = { elderly = "老" }
clause = "老"
source = "bounds.txt"
"""

BOUNDS = [
    ("term", 'kind = "years"', "years", 1, 10),
    ("reconfirmation_deadline", "", "within_days", 1, 366),
    ("late_consent", "", "within_days", 0, 366),
    ("waiting", "", "before_days", 1, 366),
    ("termination_notice", "", "days", 0, 366),
    ("member_consent", 'asked_of = "nobody"', "adult_from_age", 1, 120),
    ("long_absence", "", "after_months", 1, 120),
    ("elderly_age", "", "from_age", 1, 120),
    ("late_entry", "", "after_days", 0, 3660),
    ("late_entry_limit", "", "after_days", 0, 3660),
    ("retention", "", "years", 1, 100),
    ("health_record_retention", "", "years", 1, 100),
    ("capacity", 'per = "team"\ncounted = "persons"', "advised", 1, 1_000_000),
    ("capacity", 'per = "doctor"\ncounted = "households"', "at_most", 1, 1_000_000),
    ("composition", "roles = []", "from_health_centre", 1, 100),
    ("agreement_copies", "", "copies", 1, 9),
    ("documents_deadline", "", "within_days", 0, 3660),
    ("monthly_report", "required = true\ncentre_by_day = 5", "village_by_day", 1, 28),
    ("monthly_report", "required = true\nvillage_by_day = 25", "centre_by_day", 1, 28),
    ("summaries", "required = true", "by_day", 1, 28),
    ("sampling", "required = true\nhouseholds_per_village = 2", "times_a_month", 1, 28),
    ("sampling", "required = true\ntimes_a_month = 2", "households_per_village", 1, 1_000_000),
]


def text(table: str, others: str, key: str, number: int) -> str:
    return f'{FRAME}\n[version.{table}]\n{others}\n{key} = {number}\nclause = "老"\nsource = "bounds.txt"\n'


@pytest.mark.parametrize(("table", "others", "key", "at_least", "at_most"), BOUNDS)
def test_a_number_is_taken_within_its_bounds_and_no_further(
    table: str, others: str, key: str, at_least: int, at_most: int
) -> None:
    for number in (at_least, at_most):
        assert parse_policy(text(table, others, key, number))
    for number in (at_least - 1, at_most + 1):
        with pytest.raises(PolicyFileError) as caught:
            parse_policy(text(table, others, key, number))
        (problem,) = caught.value.problems
        assert (problem.entry, problem.found) == (f"version[1].{table}.{key}", str(number))
        assert problem.expected == f"{at_least}..{at_most}"


def test_what_is_owed_in_a_year_and_the_parts_of_a_split_have_theirs() -> None:
    owed = '\n[[version.due_services]]\nitem = "physical_exam"\ntimes = {}\nclause = "老"\nsource = "bounds.txt"\n'
    assert parse_policy(FRAME + owed.format(366))
    for times in (0, 367):
        with pytest.raises(PolicyFileError):
            parse_policy(FRAME + owed.format(times))
    split = "kind = 'percent'\ninstitution_head = 0\noperations = 0"
    assert parse_policy(text("fund_split", split, "team", 100))
    with pytest.raises(PolicyFileError) as caught:
        parse_policy(text("fund_split", split, "team", 101))
    assert caught.value.problems[0].expected == "0..100"
