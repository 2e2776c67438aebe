"""Reading a jurisdiction's file: what is taken, and that everything else is refused with place and remedy."""

from datetime import date

import pytest

from domain.policy.errors import PolicyFileError, PolicyProblem
from domain.policy.model import HalfYearTerms, TermEndRule, YearTerms
from domain.policy.parse import parse_policy
from tests.support.policies import replaced, written

ERQI = written("erqi")
SECOND = replaced(ERQI[ERQI.index("[[version]]") :], 'version = "1"', 'version = "2"\neffective_from = 2020-03-01')


def refused(text: str) -> PolicyProblem:
    """The only problem of a text."""
    (problem,) = problems(text)
    return problem


def problems(text: str) -> tuple[PolicyProblem, ...]:
    with pytest.raises(PolicyFileError) as caught:
        parse_policy(text)
    assert caught.value.code == "policy_file"
    return caught.value.problems


def test_a_file_gives_its_rules_as_typed_values() -> None:
    (erqi,) = parse_policy(ERQI)
    assert (erqi.ref.name, erqi.ref.version, erqi.title.zh, erqi.timezone) == ("erqi", "1", "二七区", "Asia/Shanghai")
    assert erqi.term == YearTerms(years=3, end_rule=TermEndRule.DAY_BEFORE_ANNIVERSARY)
    assert erqi.effective_from is None
    assert parse_policy(written("putuo"))[0].term == HalfYearTerms()


def test_versions_come_out_in_the_order_of_their_dates_whatever_the_file_says() -> None:
    third = replaced(replaced(SECOND, '"2"', '"3"'), "2020-03-01", "2022-01-01")
    versions = parse_policy(f"{ERQI}\n{third}\n{SECOND}")
    assert [(each.ref.version, each.effective_from) for each in versions] == [
        ("1", None),
        ("2", date(2020, 3, 1)),
        ("3", date(2022, 1, 1)),
    ]


WRONG = [
    ("years = 3", "years = ", "not_toml", ""),
    ('name = "erqi"', "", "missing", "name"),
    ('name = "erqi"', 'name = "二七"', "wrong_value", "name"),
    ('name = "erqi"', 'name = "erqi"\nowner = "me"', "unknown_key", "owner"),
    ('en = "Erqi District"', "", "not_toml", ""),
    ('{ zh = "二七区", en = "Erqi District" }', '{ zh = "二七区" }', "missing", "title.en"),
    ('en = "Erqi District" }', 'en = "Erqi", fr = "Erqi" }', "unknown_key", "title.fr"),
    ('{ zh = "二七区", en = "Erqi District" }', '{ zh = "二七区", en = " " }', "wrong_value", "title.en"),
    ('{ zh = "二七区", en = "Erqi District" }', '"二七区"', "wrong_value", "title"),
    ('timezone = "Asia/Shanghai"', 'timezone = "Asia/Erqi"', "wrong_value", "version[1].timezone"),
    ('timezone = "Asia/Shanghai"', 'timezone = "../secret"', "wrong_value", "version[1].timezone"),
    ('version = "1"', "version = 1", "wrong_value", "version[1].version"),
    ('version = "1"', 'version = "1"\nfees = 120', "unknown_key", "version[1].fees"),
    ('version = "1"', 'version = "1"\neffective_from = "2017-01-01"', "wrong_value", "version[1].effective_from"),
    (
        'version = "1"',
        'version = "1"\neffective_from = 2017-01-01T00:00:00',
        "wrong_value",
        "version[1].effective_from",
    ),
    ('version = "1"', 'version = "1"\neffective_from = 2017-01-01', "first_version_dated", "version[1].effective_from"),
    ('kind = "years"', 'kind = "months"', "wrong_value", "version[1].term.kind"),
    ('kind = "years"', "kind = 1", "wrong_value", "version[1].term.kind"),
    ('kind = "years"', 'kind = "half_year"', "unknown_key", "version[1].term.years"),
    ("years = 3", "years = 0", "wrong_value", "version[1].term.years"),
    ("years = 3", "years = 11", "wrong_value", "version[1].term.years"),
    ("years = 3", "years = true", "wrong_value", "version[1].term.years"),
    ("years = 3", "years = 3.0", "wrong_value", "version[1].term.years"),
    ("years = 3", "", "missing", "version[1].term.years"),
    ('clause = "签约服务协议有效期为 3 年"', "", "missing", "version[1].term.clause"),
    ('clause = "签约服务协议有效期为 3 年"', 'clause = ""', "wrong_value", "version[1].term.clause"),
    ('clause = "签约服务协议有效期为 3 年"', 'reason = "三年"', "missing", "version[1].term.clause"),
    ("required = true", 'required = "yes"', "wrong_value", "version[1].reconfirmation.required"),
    ('kind = "silence"', 'kind = "nobody"', "wrong_value", "version[1].renewal.kind"),
    ("stated = false\nreason", "reason", "missing", "version[1].term_end.clause"),
    ("stated = false\nreason", 'stated = false\nclause = "x"\nreason', "unknown_key", "version[1].term_end.clause"),
    ('年"\nsource = "004_108fcb36ebd86237.txt"', '年"', "missing", "version[1].term.source"),
    ("[version.renewal]", "[version.renewals]", "unknown_key", "version[1].renewals"),
    ('document = "004_108fcb36ebd86237.txt"', "", "missing", "version[1].reconfirmation_deadline"),
    ("[version.renewal]", "[version.term_end.renewal]", "unknown_key", "version[1].term_end.renewal"),
    ('elderly = "老年人"', 'elders = "老年人"', "unknown_key", "version[1].key_populations.words.elders"),
    ('elderly = "老年人"', "elderly = 65", "wrong_value", "version[1].key_populations.words.elderly"),
    ('elderly = "老年人"', 'elderly = "老人"', "words_not_in_clause", "version[1].key_populations.words.elderly"),
    ('offered = ["basic", ', 'offered = ["gold", ', "wrong_value", "version[1].packages.offered"),
    ('offered = ["basic", ', 'offered = ["paid", ', "wrong_value", "version[1].packages.offered"),
    (
        '["basic", "primary", "intermediate", "paid", "personalised"]',
        "[]",
        "wrong_value",
        "version[1].packages.offered",
    ),
    (
        '["basic", "primary", "intermediate", "paid", "personalised"]',
        '"all"',
        "wrong_value",
        "version[1].packages.offered",
    ),
    ("[[version]]", "[version]", "wrong_value", "version"),
]


@pytest.mark.parametrize(("old", "new", "problem", "entry"), WRONG)
def test_a_wrong_entry_is_refused_with_its_place(old: str, new: str, problem: str, entry: str) -> None:
    assert (problem, entry) in [(each.problem, each.entry) for each in problems(replaced(ERQI, old, new))]


def test_a_list_of_key_populations_that_is_empty_is_refused() -> None:
    start = ERQI.index("[version.key_populations.words]\n") + len("[version.key_populations.words]\n")
    found = refused(ERQI[:start] + ERQI[ERQI.index("\n[version.elderly_age]") :])
    assert (found.problem, found.entry) == ("missing", "version[1].key_populations.words")


def test_a_file_without_a_version_is_refused() -> None:
    found = refused(ERQI[: ERQI.index("[[version]]")])
    assert (found.problem, found.entry, found.expected) == ("missing", "version", "[[version]]")


def test_two_versions_from_the_same_day_are_refused() -> None:
    same_day = replaced(SECOND, 'version = "2"', 'version = "3"')
    found = refused(f"{ERQI}\n{SECOND}\n{same_day}")
    assert (found.problem, found.entry) == ("overlapping_versions", "version[3].effective_from")
    assert found.found == "effective_from 2020-03-01"


def test_two_versions_without_a_first_day_are_refused() -> None:
    undated = replaced(SECOND, "effective_from = 2020-03-01", "")
    assert refused(f"{ERQI}\n{undated}").problem == "overlapping_versions"


def test_two_versions_of_the_same_number_are_refused() -> None:
    same_number = replaced(SECOND, 'version = "2"', 'version = "1"')
    found = refused(f"{ERQI}\n{same_number}")
    assert (found.problem, found.entry) == ("overlapping_versions", "version[2].version")


def test_shares_that_do_not_add_up_are_refused() -> None:
    putuo = written("putuo")
    fee = refused(replaced(putuo, 'self_share = "40.00"', 'self_share = "30.00"'))
    assert (fee.problem, fee.entry, fee.found) == ("shares_do_not_add_up", "version[1].fee.amount", "120.00")
    split = refused(replaced(putuo, "team = 60", "team = 50"))
    assert (split.problem, split.entry, split.found) == ("shares_do_not_add_up", "version[1].fund_split.kind", "100")
    number = refused(replaced(putuo, 'self_share = "40.00"', "self_share = 40.00"))
    assert (number.problem, number.expected) == ("wrong_value", '"0.00"')


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_lines() -> None:
    text = ERQI
    for old, new in (
        ("years = 3\n", "years = 30\n"),
        ('clause = "签约服务协议有效期为 3 年"', "colour = 3"),
        ('kind = "silence"', 'kind = "luck"'),
        ("[version.eligibility]", "[version.luck]"),
        ('copd = "慢性病"', 'copd = "慢病"'),
        ("from_age = 65", 'from_age = "65"'),
    ):
        text = replaced(text, old, new)
    found = problems(text)
    assert [(each.problem, each.entry) for each in found] == [
        ("missing", "version[1].term.clause"),
        ("wrong_value", "version[1].term.years"),
        ("unknown_key", "version[1].term.colour"),
        ("wrong_value", "version[1].renewal.kind"),
        ("unknown_key", "version[1].luck"),
        ("words_not_in_clause", "version[1].key_populations.words.copd"),
        ("wrong_value", "version[1].elderly_age.from_age"),
    ]
    lines = [text.split("\n")[each.line - 1] for each in found]
    assert lines[0] == "[version.term]"
    assert all(each.entry.rpartition(".")[2] in line for each, line in zip(found[1:], lines[1:], strict=True))


def test_a_missing_clause_an_unknown_key_and_an_overlap_of_versions_are_told_at_once_with_their_lines() -> None:
    unclear = replaced(ERQI, 'clause = "签约服务协议有效期为 3 年"', "colour = 3")
    text = "\n".join([unclear, SECOND, replaced(SECOND, 'version = "2"', 'version = "3"')])
    lines = text.split("\n")
    second, third = (each for each, line in enumerate(lines, start=1) if line == "effective_from = 2020-03-01")
    assert second < third
    assert [(each.problem, each.entry, each.line) for each in problems(text)] == [
        ("missing", "version[1].term.clause", lines.index("[version.term]") + 1),
        ("unknown_key", "version[1].term.colour", lines.index("colour = 3") + 1),
        ("overlapping_versions", "version[3].effective_from", third),
    ]


def test_of_a_rule_whose_kind_is_wrong_the_rest_is_not_judged() -> None:
    assert refused(replaced(written("erqi"), 'per = "team"', 'per = "village"')).entry == "version[1].capacity.per"
    assert (
        refused(replaced(written("putuo"), 'kind = "percent"', 'kind = "half"')).entry == "version[1].fund_split.kind"
    )


def test_a_syntax_error_says_its_line() -> None:
    found = refused(replaced(ERQI, "years = 3\n", "years = \n"))
    assert (found.problem, found.line) == ("not_toml", ERQI.split("\n").index("years = 3") + 1)
