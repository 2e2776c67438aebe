"""The digest of a version: what it tells from one another, and what it lets pass."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy.defaults import DEFAULTS
from domain.policy.digest import digest_of
from domain.policy.parse import parse_policy
from tests.support.policies import BOOK, replaced, variant, written

ERQI = BOOK.version_on("erqi", date(2018, 1, 1)).ref.digest

NAMES = st.sampled_from(["term", "renewal", "fee", "capacity"])
KEYS = st.sampled_from(["years", "kind", "silent", "categories"])
VALUES = st.one_of(st.integers(0, 3), st.booleans(), st.sampled_from(["0", "1", "a"]), st.lists(st.sampled_from("ab")))
RULES = st.dictionaries(NAMES, st.dictionaries(KEYS, VALUES, min_size=1))
Rules = dict[str, dict[str, Any]]

FRAME = {"name": "erqi", "timezone": "Asia/Shanghai", "effective_from": ""}


def digest(rules: Rules, defaults: Rules) -> str:
    return digest_of(FRAME, rules, defaults)


def complete(rules: Rules, defaults: Rules) -> Rules:
    """The rules as they are read: what a file leaves out has its default."""
    return {name: {**defaults.get(name, {}), **rules.get(name, {})} for name in defaults.keys() | rules.keys()}


@given(rules=RULES, defaults=RULES)
def test_a_rule_that_says_its_default_and_one_that_is_left_out_are_the_same(rules: Rules, defaults: Rules) -> None:
    assert digest(complete(rules, defaults), defaults) == digest(rules, defaults)


@given(rules=RULES, defaults=RULES, name=st.sampled_from(["visits", "papers"]), added=st.dictionaries(KEYS, VALUES))
def test_a_kind_of_rule_that_is_invented_later_changes_no_digest(
    rules: Rules, defaults: Rules, name: str, added: dict[str, Any]
) -> None:
    assert digest({**rules, name: added}, {**defaults, name: added}) == digest(rules, defaults)


@given(rules=RULES, defaults=RULES, name=NAMES, value=VALUES)
def test_an_entry_that_a_rule_gains_later_changes_no_digest_of_those_that_have_its_default(
    rules: Rules, defaults: Rules, name: str, value: object
) -> None:
    gained = {**rules, name: {**rules.get(name, {}), "gained": value}}
    known = {**defaults, name: {**defaults.get(name, {}), "gained": value}}
    assert digest(gained, known) == digest(rules, defaults)


@given(one=RULES, other=RULES, defaults=RULES)
def test_two_versions_have_the_same_digest_only_if_they_decide_the_same(
    one: Rules, other: Rules, defaults: Rules
) -> None:
    one, other = complete(one, defaults), complete(other, defaults)
    assert (digest(one, defaults) == digest(other, defaults)) == (repr(sorted_deep(one)) == repr(sorted_deep(other)))


def sorted_deep(rules: Rules) -> list[tuple[str, list[tuple[str, Any]]]]:
    return sorted((name, sorted(values.items())) for name, values in rules.items())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("有效期为 3 年", "有效期为3年"),
        ('en = "Erqi District"', 'en = "Erqi"'),
        ('elderly = "老年人"', 'elderly = "老年"'),
        ("不提出解约要求", "不提出解约的要求"),
        ('offered = ["basic", "primary"', 'offered = ["primary", "basic"'),
        ("[version.term]", "# corrected\n[version.term]"),
    ],
)
def test_words_order_and_remarks_may_be_put_right(old: str, new: str) -> None:
    assert variant("erqi", old, new).ref.digest == ERQI


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "erqi"', 'name = "other"'),
        ("years = 3", "years = 2"),
        ("at_most = 1500\n", ""),
        ("at_most = 1500", "at_most = 1501"),
        ('kind = "silence"', 'kind = "mutual_consent"'),
        ('copd = "慢性病"\n', ""),
        ('"paid", "personalised"]', '"paid"]'),
        ('timezone = "Asia/Shanghai"', 'timezone = "Asia/Urumqi"'),
    ],
)
def test_what_decides_something_may_not(old: str, new: str) -> None:
    assert variant("erqi", old, new).ref.digest != ERQI


def test_the_day_from_which_a_version_holds_may_not() -> None:
    text = written("erqi")
    second = replaced(text[text.index("[[version]]") :], 'version = "1"', 'version = "2"\neffective_from = 2019-01-01')
    digests = {
        parse_policy(f"{text}\n{each}")[1].ref.digest for each in (second, replaced(second, "2019-01-01", "2020-01-01"))
    }
    assert len(digests | {ERQI}) == 3


DEFAULTS_OF_ERQI = [
    "agreement_copies",
    "elderly_age",
    "eligibility",
    "late_entry",
    "packages",
    "retention",
    "term_end",
    "termination",
    "termination_decision",
    "unit",
    "whole_household",
]


@pytest.mark.parametrize("name", DEFAULTS_OF_ERQI)
def test_a_rule_with_its_default_may_be_left_out_of_the_file(name: str) -> None:
    text = written("erqi")
    without = re.sub(rf"(?ms)^\[version\.{name}\]\n.*?(?=^\[|\Z)", "", text)
    assert without != text
    (policy,) = parse_policy(without)
    assert policy.ref.digest == ERQI
    citation = next(each for rule, each in policy.citations.items() if rule == name)
    assert (citation.stated, citation.source) == (False, "004_108fcb36ebd86237.txt")
    assert citation.clause == DEFAULTS[name]["reason"]


def test_defaults_are_promises() -> None:
    """Digests leave out what has its default: add lines here, and change none that was released."""
    values = {name: {key: rule[key] for key in rule if key != "reason"} for name, rule in DEFAULTS.items()}
    assert values == {
        "term": {"kind": "years", "years": 1},
        "term_end": {"rule": "day_before_anniversary"},
        "renewal": {"kind": "mutual_consent"},
        "reconfirmation": {"required": False},
        "reconfirmation_deadline": {"within_days": 30},
        "late_consent": {"within_days": 30},
        "waiting": {"before_days": 30},
        "termination": {"when": "any_time"},
        "termination_notice": {"days": 0},
        "termination_decision": {"by": "institution"},
        "termination_reasons": {
            "accepted": [
                "resident_request",
                "moved_out",
                "transferred",
                "lost_to_follow_up",
                "refused_one_year",
                "invoice_voided",
                "other",
            ]
        },
        "unit": {"unit": "household"},
        "whole_household": {"required_of": "none"},
        "eligibility": {"may_sign": "all"},
        "member_consent": {"asked_of": "each_adult", "adult_from_age": 18},
        "long_absence": {"after_months": 6},
        "elderly_age": {"from_age": 65},
        "packages": {"offered": ["basic", "primary", "intermediate", "paid", "personalised"]},
        "doctor_change": {"when": "any_time"},
        "team_change": {"when": "any_time"},
        "package_change": {"when": "any_time"},
        "change_decision": {"by": "institution"},
        "confirmation": {"accepted": ["signature", "fingerprint"], "by": ["performer", "recipient"]},
        "evidence": {"kept": []},
        "retention": {"years": 5},
        "health_record_retention": {"years": 15},
        "late_entry": {"after_days": 7},
        "late_entry_limit": {"after_days": 365},
        "capacity": {"per": "nobody"},
        "composition": {"roles": []},
        "documents": {"keepers": {"service_agreement": "both_sides"}},
        "agreement_copies": {"copies": 2},
        "documents_deadline": {"within_days": 30},
        "fee": {"kind": "none"},
        "fee_waiver": {"kind": "none"},
        "fee_refund": {"kind": "decided"},
        "fund_split": {"kind": "none"},
        "monthly_report": {"required": False},
        "summaries": {"required": False},
        "self_check": {"every": "never"},
        "assessment": {"every": "never"},
        "sampling": {"required": False},
    }


def test_the_formula_of_the_digest_is_a_promise_in_any_script_and_order() -> None:
    assert digest_of({"name": "二七"}, {}, {}) == "5a557e8ea25d8fd577c06586658853fcfc2ce0c3e7744204edfa1852dda89b45"
    said = {"documents": {"keepers": {"service_handbook": "household", "service_agreement": "both_sides"}}}
    meant = {"documents": {"keepers": {"service_agreement": "both_sides", "service_handbook": "household"}}}
    assert digest_of({}, said, meant) == digest_of({}, meant, said) == digest_of({}, {}, {})
