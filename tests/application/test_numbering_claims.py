"""Claims of one append are numbered through, whatever number of contracts it writes."""

from datetime import date
from uuid import UUID

from application.executing import ContractFacts, claims_after
from domain.contract.claims import ResidentClaims
from domain.contract.events import JoinReason, LeaveReason, MemberAdded, MemberRemoved
from domain.contract.state import evolve
from tests.projections.facts import an_id, signed

LI, WANG, CHEN = an_id(1), an_id(2), an_id(3)
PARENTS, COUPLE = an_id(101), an_id(102)


def known(resident_id: UUID, last_seq: int) -> ResidentClaims:
    return ResidentClaims(resident_id=resident_id, last_seq=last_seq)


def test_who_leaves_one_contract_for_another_in_one_append_has_two_numbers() -> None:
    left = MemberRemoved(resident_id=LI, reason=LeaveReason.MARRIED_OUT, last_day_on=date(2018, 5, 31))
    joined = MemberAdded(resident_id=LI, relationship="配偶", reason=JoinReason.MARRIAGE, joined_on=date(2018, 6, 1))
    parents = ContractFacts(contract_id=PARENTS, before=evolve(None, signed(LI, WANG)), version=1, events=(left,))
    couple = ContractFacts(contract_id=COUPLE, before=evolve(None, signed(CHEN)), version=4, events=(joined,))
    claims = claims_after([parents, couple], {LI: known(LI, 7), WANG: known(WANG, 1), CHEN: known(CHEN, 1)})
    assert [(each.resident_id, each.seq, each.contract_id, each.contract_version) for each in claims] == [
        (LI, 8, PARENTS, 2),
        (LI, 9, COUPLE, 5),
    ]
    assert [each.held.stretches for each in claims] == [
        ((date(2018, 3, 15), date(2018, 5, 31)),),
        ((date(2018, 6, 1), date(2019, 3, 14)),),
    ]


def test_a_contract_that_begins_claims_everybody_from_its_first_version_on() -> None:
    begun = ContractFacts(contract_id=COUPLE, before=None, version=0, events=(signed(LI, CHEN),))
    claims = claims_after([begun], {LI: known(LI, 0), CHEN: known(CHEN, 3)})
    assert [(each.resident_id, each.seq, each.contract_version) for each in claims] == [(LI, 1, 1), (CHEN, 4, 1)]
