"""A service counts once the team keeps what the policy asks for: "团队及时留存…影像资料" (000, article 5)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.contract.services.commands import ConfirmService
from domain.contract.services.items import Evidence, ProofKind
from domain.contract.services.standing import ServiceStanding, standing_of
from domain.policy.services import EvidenceKind
from tests.domain.contract.services.visits import (
    BY_DOCTOR,
    PHOTO,
    VISIT,
    by_resident,
    confirmed_visit,
    correction,
    of_two,
    standings,
    visit,
)
from tests.support.scenario import ALL_POLICIES, HANBIN, LI, Scenario

MAY_4, MAY_5 = date(2018, 5, 4), date(2018, 5, 5)
FILM = Evidence(kind=ProofKind.VIDEO, evidence_id=UUID(int=602), sha256="a" * 64)
SIGNATURE = Evidence(kind=ProofKind.SIGNATURE, evidence_id=UUID(int=603), sha256="b" * 64)


def served(*evidence: Evidence) -> Scenario:
    return of_two(MAY_5).after(replace(confirmed_visit(MAY_4, LI), evidence=evidence))


@pytest.mark.parametrize("kept", [PHOTO, FILM])
def test_a_photo_or_a_film_is_enough(kept: Evidence) -> None:
    assert standings(served(kept)) == {VISIT: ServiceStanding.COUNTS}


def test_a_service_without_photo_and_film_is_recorded_and_does_not_count_before_one_is_added() -> None:
    assert standings(served()) == standings(served(SIGNATURE)) == {VISIT: ServiceStanding.EVIDENCE_MISSING}
    added = served().on(date(2019, 5, 1)).after(correction(evidence=(PHOTO,)))
    assert standings(added) == {VISIT: ServiceStanding.COUNTS}
    assert standings(added.after(correction(evidence=()))) == {VISIT: ServiceStanding.EVIDENCE_MISSING}


def test_a_photo_that_was_taken_of_the_confirmation_is_one() -> None:
    by_photo = replace(by_resident(LI), evidence=PHOTO)
    scenario = of_two(MAY_5).after(visit(MAY_4, LI, evidence=(), confirmations=(BY_DOCTOR,)))
    confirmed = scenario.after(ConfirmService(service_id=VISIT, confirmed_on=MAY_5, confirmation=by_photo))
    assert standings(confirmed) == {VISIT: ServiceStanding.COUNTS}


def test_who_has_still_to_confirm_is_told_before_what_is_to_be_kept() -> None:
    unconfirmed = of_two(MAY_5).after(visit(MAY_4, LI, evidence=()))
    assert standings(unconfirmed) == {VISIT: ServiceStanding.UNCONFIRMED}


def test_where_the_document_asks_for_no_photos_none_is_missing() -> None:
    contract = served().contract
    asking = [
        policy.ref.name
        for policy in ALL_POLICIES
        if standing_of(contract.services[VISIT], contract, policy.confirmation) is ServiceStanding.EVIDENCE_MISSING
    ]
    assert asking == ["hanbin"]


def test_of_several_kinds_one_has_to_be_kept() -> None:
    rules = HANBIN.confirmation
    assert rules.missing_evidence(frozenset()) == {EvidenceKind.PHOTO, EvidenceKind.VIDEO}
    assert rules.missing_evidence({ProofKind.SIGNATURE}) == {EvidenceKind.PHOTO, EvidenceKind.VIDEO}
    assert rules.missing_evidence({ProofKind.VIDEO}) == frozenset()
