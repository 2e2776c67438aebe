"""Papers: handed over once to each who holds one, replaced when lost, void numbers kept."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.commands import EnterInError
from domain.contract.decide import decide
from domain.contract.papers.commands import CopyToIssue, IssueDocuments, ReissueDocument
from domain.contract.papers.events import DocumentReissued, DocumentsIssued, Holder, IssuedCopy, ReissueReason
from domain.contract.papers.refusals import NoSuchPaperHere
from domain.contract.papers.state import Copy, held_by
from domain.contract.surroundings import Surroundings
from domain.contract.terms.events import ContractRenewed
from domain.personal import Personal
from domain.policy.documents import Paper
from domain.policy.parse import parse_policy
from domain.policy.renewal import RenewalKind
from domain.policy.resolve import PolicyBook
from domain.policy.terms import Term
from tests.support.policies import replaced, written
from tests.support.scenario import CONTRACT, HANBIN, LI, PUTUO, ZHANG, Scenario, given, household

HANDBOOK = CopyToIssue(paper=Paper.SERVICE_HANDBOOK, holder=Holder.HOUSEHOLD)
HANDING_OVER = IssueDocuments(issued_on=date(2018, 3, 20), copies=(HANDBOOK,))
HANDED_OVER = DocumentsIssued(
    issued_on=date(2018, 3, 20),
    copies=(IssuedCopy(paper=Paper.SERVICE_HANDBOOK, number=1, holder=Holder.HOUSEHOLD),),
)
LOST = ReissueDocument(
    paper=Paper.SERVICE_HANDBOOK,
    holder=Holder.HOUSEHOLD,
    reissued_on=date(2018, 9, 1),
    reason=ReissueReason.LOST,
)


def signed() -> Scenario:
    return given(household(ZHANG, LI, signed_on=date(2018, 3, 15)))


def test_row_43_a_lost_handbook_is_replaced_by_number_2_and_number_1_is_void_and_kept() -> None:
    replaced = (
        signed()
        .after(HANDING_OVER)
        .when(LOST)
        .then(
            DocumentReissued(
                copy=IssuedCopy(paper=Paper.SERVICE_HANDBOOK, number=2, holder=Holder.HOUSEHOLD),
                replaces=1,
                reissued_on=date(2018, 9, 1),
                reason=ReissueReason.LOST,
            )
        )
    )
    assert replaced.contract.papers[Paper.SERVICE_HANDBOOK] == (
        Copy(number=1, holder=Holder.HOUSEHOLD, issued_on=date(2018, 3, 20), void_from=date(2018, 9, 1)),
        Copy(number=2, holder=Holder.HOUSEHOLD, issued_on=date(2018, 9, 1), replaces=1),
    )
    replaced.when(LOST).then_nothing()


def test_row_43_a_handbook_lost_again_is_replaced_again() -> None:
    twice = signed().after(HANDING_OVER, LOST, replace(LOST, reissued_on=date(2018, 9, 2)))
    held = held_by(twice.contract.papers, Paper.SERVICE_HANDBOOK, Holder.HOUSEHOLD)
    assert held == Copy(number=3, holder=Holder.HOUSEHOLD, issued_on=date(2018, 9, 2), replaces=2)
    assert [copy.void_from for copy in twice.contract.papers[Paper.SERVICE_HANDBOOK]] == [
        date(2018, 9, 1),
        date(2018, 9, 2),
        None,
    ]


def test_row_43_what_was_never_handed_over_is_not_replaced() -> None:
    signed().when(LOST).then_refused("paper_not_issued", paper=Paper.SERVICE_HANDBOOK, holder=Holder.HOUSEHOLD)
    signed().after(HANDING_OVER).when(replace(LOST, reissued_on=date(2018, 3, 19))).then_refused(
        "paper_not_issued", day=date(2018, 3, 19)
    )
    signed().after(HANDING_OVER).when(replace(LOST, holder=Holder.TEAM)).then_refused("paper_not_issued")


def test_the_copies_of_a_paper_are_numbered_through_and_each_holder_gets_one() -> None:
    both = (
        CopyToIssue(paper=Paper.SERVICE_AGREEMENT, holder=Holder.HOUSEHOLD),
        CopyToIssue(paper=Paper.SERVICE_AGREEMENT, holder=Holder.TEAM),
    )
    issued = (
        signed()
        .after(HANDING_OVER)
        .when(IssueDocuments(issued_on=date(2018, 3, 21), copies=(HANDBOOK, *both, both[0])))
        .then(
            DocumentsIssued(
                issued_on=date(2018, 3, 21),
                copies=(
                    IssuedCopy(paper=Paper.SERVICE_AGREEMENT, number=1, holder=Holder.HOUSEHOLD),
                    IssuedCopy(paper=Paper.SERVICE_AGREEMENT, number=2, holder=Holder.TEAM),
                ),
            )
        )
    )
    after = issued.after(replace(LOST, paper=Paper.SERVICE_AGREEMENT))
    copy = held_by(after.contract.papers, Paper.SERVICE_AGREEMENT, Holder.HOUSEHOLD)
    assert copy is not None
    assert (copy.number, copy.replaces) == (3, 1)
    assert held_by(after.contract.papers, Paper.SERVICE_AGREEMENT, Holder.TEAM) is not None


def test_who_has_the_paper_gets_no_second_one() -> None:
    signed().when(HANDING_OVER).then(HANDED_OVER).when(HANDING_OVER).then_nothing()


def test_nothing_is_handed_over_that_nobody_names() -> None:
    signed().when(replace(HANDING_OVER, copies=())).then_refused("nothing_to_issue")


def test_where_the_documents_list_the_papers_no_other_belongs_to_a_contract() -> None:
    card = CopyToIssue(paper=Paper.CONTACT_CARD, holder=Holder.HOUSEHOLD)
    signed().when(replace(HANDING_OVER, copies=(card,))).then_refused(
        "no_such_paper_here", paper=Paper.CONTACT_CARD, policy=HANBIN.ref.name, rule=HANBIN.cite("documents")
    )
    unlisted = given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=PUTUO)
    assert unlisted.after(HANDING_OVER).facts[1:]


def test_papers_are_those_of_the_version_that_governs_their_day_whatever_governs_the_next_term() -> None:
    second = written("hanbin")[written("hanbin").index("[[version]]") :]
    for old, new in (
        ('version = "1"', 'version = "2"\neffective_from = 2019-01-01'),
        ('service_handbook = "household"', 'contact_card = "household"'),
    ):
        second = replaced(second, old, new)
    policies = PolicyBook(parse_policy(f"{written('hanbin')}\n{second}"))
    renewed = ContractRenewed(
        term=Term(number=2, start_on=date(2019, 3, 15), end_on=date(2020, 3, 14), anchor_on=date(2019, 3, 15)),
        basis=RenewalKind.MUTUAL_CONSENT,
        policy=policies.version_on("hanbin", date(2019, 1, 1)).ref,
        renews_silently=False,
    )
    contract = signed().after(renewed).contract
    around = Surroundings(contract_id=CONTRACT, today=date(2019, 6, 1), policies=policies, claims={}, teams={})
    assert decide(HANDING_OVER, contract, around) == (HANDED_OVER,)
    with pytest.raises(NoSuchPaperHere):
        decide(replace(HANDING_OVER, issued_on=date(2019, 3, 15)), contract, around)


@pytest.mark.parametrize("day", [date(2018, 3, 14), date(2019, 3, 15)])
def test_papers_are_handed_over_for_a_contract_that_was_signed_and_is_not_over(day: date) -> None:
    signed().when(replace(HANDING_OVER, issued_on=day)).then_refused("not_in_force", day=day)


def test_what_is_lost_after_the_last_day_is_x_the_papers_are_disposed_of() -> None:
    over, day = signed().after(HANDING_OVER), date(2023, 3, 1)
    lost = replace(LOST, reissued_on=day)
    copy = IssuedCopy(paper=Paper.SERVICE_HANDBOOK, number=2, holder=Holder.HOUSEHOLD)
    reissued = DocumentReissued(copy=copy, replaces=1, reissued_on=day, reason=ReissueReason.LOST)
    over.when(lost).then(reissued).when(lost).then_nothing()
    signed().when(lost).then_refused("paper_not_issued", day=day)


def test_a_paper_of_a_contract_that_is_over_is_judged_by_the_version_of_its_last_term() -> None:
    card = CopyToIssue(paper=Paper.CONTACT_CARD, holder=Holder.HOUSEHOLD)
    lost = replace(LOST, paper=card.paper, reissued_on=date(2020, 1, 2))
    signed().when(lost).then_refused("no_such_paper_here", paper=Paper.CONTACT_CARD, policy=HANBIN.ref.name)


def test_a_copy_goes_to_who_keeps_the_paper_by_the_documents() -> None:
    for_the_team = CopyToIssue(paper=Paper.SERVICE_HANDBOOK, holder=Holder.TEAM)
    refused = signed().when(replace(HANDING_OVER, copies=(HANDBOOK, for_the_team)))
    refused.then_refused("not_kept_by", paper=Paper.SERVICE_HANDBOOK, holder=Holder.TEAM, policy="hanbin")
    assert refused.refusal is not None
    assert refused.refusal.rule is not None
    assert "手册》(签约家庭留存)" in refused.refusal.rule.clause
    silent = given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=PUTUO)
    agreement = CopyToIssue(paper=Paper.SERVICE_AGREEMENT, holder=Holder.AUTHORITY)
    assert silent.after(replace(HANDING_OVER, copies=(agreement,))).contract.papers


def test_papers_may_be_handed_over_before_the_first_day() -> None:
    later = given(household(ZHANG, signed_on=date(2018, 3, 15), start_on=date(2018, 4, 1)))
    assert later.after(HANDING_OVER).contract.papers
    later.when(replace(HANDING_OVER, issued_on=date(2018, 3, 14))).then_refused("not_in_force")


def test_no_papers_tomorrow_nor_for_a_contract_that_never_was() -> None:
    signed().on(date(2018, 3, 19)).when(HANDING_OVER).then_refused("dated_in_future")
    handed = signed().after(HANDING_OVER)
    handed.on(date(2018, 8, 31)).when(LOST).then_refused("dated_in_future")
    void = handed.after(EnterInError(reason=Personal(CONTRACT, "录错人")))
    void.when(LOST).then_refused("not_in_force", from_on=None)
