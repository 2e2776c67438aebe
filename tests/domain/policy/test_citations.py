"""Every rule is in the document that it names, word for word, or says that it is ours."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from domain.citation import Citation
from domain.policy.defaults import DEFAULTS
from domain.policy.model import Policy, RuleName
from tests.support.policies import BOOK

SOURCES = Path(__file__).parents[3] / "docs" / "sources"
VERSIONS = [policy for name in BOOK.names() for policy in BOOK.versions(name)]
RULES = [
    pytest.param(citation, id=f"{policy.ref.name}-{policy.ref.version}-{rule}")
    for policy in VERSIONS
    for rule, citation in policy.citations.items()
] + [
    pytest.param(due.rule, id=f"{policy.ref.name}-{policy.ref.version}-{due.item}")
    for policy in VERSIONS
    for due in policy.due_services
]

RELEASED = {
    ("erqi", "1"): "06ccf6262243413ac55cae245e4295773384cdd78d30674b454c1c5ff3f719d7",
    ("fanhu", "1"): "ac65c8c0c9d2ba8f3013e9198fda673ea97eeef11d7faf193e8ead683bc26b40",
    ("hanbin", "1"): "e86c9561c124d0fff2f1164d21930b11daf2df557b74b0e2ee0118f58911de2b",
    ("jiangxian", "1"): "6db10e43c1919f7c26c03d90b746ab9321ffce9ee3a6ba823750f1c22f41f9d5",
    ("putuo", "1"): "9075147d1fe475fabef149d019076d543352a0006fe6d6991b40cf8e0fca88f8",
    ("yingdong", "1"): "fa8746ec2f74d728b8ce6bf9b48469697fb813995a311b56f698d87d7c984266",
}


def document(source: str) -> str:
    """The text that a citation names, without white space; of one article, where it names one."""
    name, _, article = source.partition(", article ")
    text = "".join((SOURCES / name).read_text(encoding="utf-8").split())
    if not article:
        return text
    start = text.index(f"第{article}篇：")
    end = text.find(f"第{int(article) + 1}篇：")
    return text[start : end if end > 0 else None]


@pytest.mark.parametrize("citation", RULES)
def test_a_stated_clause_stands_in_the_document_that_it_names(citation: Citation) -> None:
    found = "".join(citation.clause.split()) in document(citation.source)
    assert found == citation.stated


@pytest.mark.parametrize("policy", VERSIONS, ids=lambda policy: f"{policy.ref.name}-{policy.ref.version}")
def test_every_rule_is_cited_but_the_last_day_of_half_years_which_their_term_states(policy: Policy) -> None:
    without = {"term_end"} if policy.ref.name == "putuo" else set()
    assert set(policy.citations) == set(get_args(RuleName)) - without


@pytest.mark.parametrize("policy", VERSIONS, ids=lambda policy: f"{policy.ref.name}-{policy.ref.version}")
def test_a_version_cites_one_document(policy: Policy) -> None:
    cited = [*policy.citations.values(), *(due.rule for due in policy.due_services)]
    assert len({citation.source for citation in cited}) == 1


def test_every_rule_but_whom_a_jurisdiction_puts_first_has_a_default() -> None:
    assert set(get_args(RuleName)) - DEFAULTS.keys() == {"key_populations"}


def test_the_manual_names_every_table() -> None:
    manual = (SOURCES.parent / "policies.md").read_text(encoding="utf-8")
    assert [name for name in (*get_args(RuleName), "due_services") if f"`{name}`" not in manual] == []


def test_what_each_document_states_all_the_rest_is_ours() -> None:
    stated = {
        name: sorted(rule for rule, each in BOOK.version_on(name, date(2018, 1, 1)).citations.items() if each.stated)
        for name in BOOK.names()
    }
    assert stated == {
        "erqi": [
            "agreement_copies",
            "assessment",
            "capacity",
            "composition",
            "documents",
            "eligibility",
            "key_populations",
            "reconfirmation",
            "renewal",
            "term",
            "termination",
            "termination_decision",
            "unit",
        ],
        "fanhu": ["eligibility", "key_populations", "sampling"],
        "hanbin": [
            "agreement_copies",
            "assessment",
            "composition",
            "confirmation",
            "documents",
            "elderly_age",
            "eligibility",
            "evidence",
            "key_populations",
            "monthly_report",
            "retention",
            "self_check",
            "summaries",
            "unit",
            "whole_household",
        ],
        "jiangxian": ["composition", "elderly_age", "eligibility", "key_populations", "renewal", "term", "unit"],
        "putuo": [
            "capacity",
            "doctor_change",
            "elderly_age",
            "fee",
            "fee_waiver",
            "fund_split",
            "key_populations",
            "renewal",
            "term",
            "unit",
            "whole_household",
        ],
        "yingdong": ["composition", "confirmation", "documents", "key_populations"],
    }


def test_a_released_version_is_what_it_was_when_it_was_released() -> None:
    """A change to a version in use needs a new version: contracts on record name the digest of the old one."""
    assert {(policy.ref.name, policy.ref.version): policy.ref.digest for policy in VERSIONS} == RELEASED
