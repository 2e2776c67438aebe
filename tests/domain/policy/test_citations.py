"""Every rule is in the document that it names, word for word, or says that it is ours."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from domain.citation import Citation
from domain.policy.model import Policy, RuleName
from tests.support.policies import BOOK

SOURCES = Path(__file__).parents[3] / "docs" / "sources"
VERSIONS = [policy for name in BOOK.names() for policy in BOOK.versions(name)]
RULES = [
    pytest.param(citation, id=f"{policy.ref.name}-{policy.ref.version}-{rule}")
    for policy in VERSIONS
    for rule, citation in policy.citations.items()
]

RELEASED = {
    ("erqi", "1"): "07d123ad178dffae79bd5c21ee7ccc782ff3e712b057701185785bc3a94b0c12",
    ("hanbin", "1"): "36fe0462b25c3a1e33d6897f1091d5fb6b95a48bd01d8652c223984d23e7b0ce",
    ("putuo", "1"): "b6e5833bc58ef639a813d26625adfcd92f9e1633f1d0f099a357a68205d6e90d",
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


def test_what_each_document_states_and_what_is_ours() -> None:
    ours = {
        name: sorted(
            rule for rule, each in BOOK.version_on(name, date(2018, 1, 1)).citations.items() if not each.stated
        )
        for name in BOOK.names()
    }
    assert ours == {
        "erqi": ["elderly_age", "late_entry", "packages", "retention", "term_end", "whole_household"],
        "hanbin": ["late_entry", "packages", "renewal", "term", "term_end"],
        "putuo": ["eligibility", "late_entry", "packages", "retention"],
    }


def test_a_released_version_is_what_it_was_when_it_was_released() -> None:
    """A change to a version in use needs a new version: contracts on record name the digest of the old one."""
    assert {(policy.ref.name, policy.ref.version): policy.ref.digest for policy in VERSIONS} == RELEASED
