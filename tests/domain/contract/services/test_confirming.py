"""Confirming: both sides sign or leave a fingerprint, "团队人员和享受服务的群众要亲笔签名或按手印" (000, article 5)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.contract.commands import EnterInError, RecordDeath, ReplaceRepresentative
from domain.contract.services.commands import Confirmation, ConfirmService, DisputeService, VoidService
from domain.contract.services.items import Evidence, ProofKind
from domain.contract.services.standing import ServiceStanding
from domain.personal import Personal
from domain.policy.services import ConfirmationKind, Confirmer
from tests.domain.contract.services.visits import (
    BY_DOCTOR,
    MISTAKEN,
    SECOND_VISIT,
    VISIT,
    by_resident,
    confirmed,
    confirmed_visit,
    delivered,
    of_two,
    standings,
    visit,
)
from tests.support.scenario import CONTRACT, LI, WANG, ZHANG, Scenario


def served() -> Scenario:
    """Li was served on 2 May and nobody has confirmed it."""
    return of_two(date(2018, 5, 10)).after(visit(date(2018, 5, 4), LI))


def confirm(confirmation: Confirmation, confirmed_on: date = date(2018, 5, 4)) -> ConfirmService:
    return ConfirmService(service_id=VISIT, confirmed_on=confirmed_on, confirmation=confirmation)


def test_a_service_counts_when_both_sides_have_confirmed_it() -> None:
    assert standings(served()) == {VISIT: ServiceStanding.UNCONFIRMED}
    by_one = served().when(confirm(BY_DOCTOR)).then(confirmed(BY_DOCTOR, date(2018, 5, 4)))
    assert standings(by_one) == {VISIT: ServiceStanding.UNCONFIRMED}
    by_both = by_one.when(confirm(by_resident(LI), date(2018, 5, 6)))
    assert standings(by_both.then(confirmed(by_resident(LI), date(2018, 5, 6)))) == {VISIT: ServiceStanding.COUNTS}


def test_both_sides_may_confirm_on_the_spot() -> None:
    at_once = of_two(date(2018, 5, 10)).when(confirmed_visit(date(2018, 5, 4), LI))
    after = at_once.then(
        delivered(date(2018, 5, 4), LI),
        confirmed(BY_DOCTOR, date(2018, 5, 4)),
        confirmed(by_resident(LI), date(2018, 5, 4)),
    )
    assert standings(after) == {VISIT: ServiceStanding.COUNTS}


def test_what_is_not_accepted_on_the_spot_refuses_the_service_too() -> None:
    stamped = visit(date(2018, 5, 4), LI, confirmations=(by_resident(LI, ConfirmationKind.STAMP),))
    of_two(date(2018, 5, 10)).when(stamped).then_refused("confirmation_not_accepted", kind=ConfirmationKind.STAMP)


def test_a_stamp_is_refused_where_the_policy_says_signature_or_fingerprint() -> None:
    outcome = served().when(confirm(by_resident(LI, ConfirmationKind.STAMP)))
    outcome.then_refused(
        "confirmation_not_accepted",
        kind=ConfirmationKind.STAMP,
        accepted=frozenset({ConfirmationKind.SIGNATURE, ConfirmationKind.FINGERPRINT}),
    )
    assert outcome.refusal is not None
    assert outcome.refusal.rule is not None
    assert "亲笔签名或按手印" in outcome.refusal.rule.clause


def test_who_speaks_for_the_household_may_confirm_for_it() -> None:
    served().when(confirm(by_resident(ZHANG))).then(confirmed(by_resident(ZHANG), date(2018, 5, 4)))
    since_5_may = served().after(ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 5, 5)))
    since_5_may.when(confirm(by_resident(ZHANG), date(2018, 5, 6))).then(
        confirmed(by_resident(ZHANG), date(2018, 5, 6))
    )


def test_who_came_to_speak_for_the_household_since_may_confirm_from_then_on() -> None:
    of_zhang = of_two(date(2018, 5, 10)).after(
        visit(date(2018, 5, 4), ZHANG), ReplaceRepresentative(representative_id=LI, replaced_on=date(2018, 5, 6))
    )
    of_zhang.when(confirm(by_resident(LI), date(2018, 5, 5))).then_refused("not_the_recipient", resident=LI)
    of_zhang.when(confirm(by_resident(LI), date(2018, 5, 6))).then(confirmed(by_resident(LI), date(2018, 5, 6)))


@pytest.mark.parametrize("somebody", [WANG, LI])
def test_nobody_else_confirms_for_who_was_served(somebody: UUID) -> None:
    of_zhang = of_two(date(2018, 5, 10)).after(visit(date(2018, 5, 4), ZHANG))
    of_zhang.when(confirm(by_resident(somebody))).then_refused("not_the_recipient", resident=somebody, service=VISIT)


def test_the_dead_confirm_nothing() -> None:
    died = served().after(RecordDeath(resident_id=LI, died_on=date(2018, 5, 5)))
    died.when(confirm(by_resident(LI), date(2018, 5, 6))).then_refused("resident_deceased", died_on=date(2018, 5, 5))
    died.when(confirm(by_resident(LI), date(2018, 5, 5))).then(confirmed(by_resident(LI), date(2018, 5, 5)))


@pytest.mark.parametrize(
    "unclear",
    [replace(BY_DOCTOR, resident_id=LI), replace(BY_DOCTOR, confirmer=Confirmer.RECIPIENT)],
)
def test_it_has_to_be_clear_who_confirms(unclear: Confirmation) -> None:
    served().when(confirm(unclear)).then_refused("confirmer_unclear", service=VISIT)


def test_nobody_confirms_before_the_service_or_in_the_future() -> None:
    served().when(confirm(BY_DOCTOR, date(2018, 5, 3))).then_refused(
        "before_service", day=date(2018, 5, 3), delivered_on=date(2018, 5, 4), service=VISIT
    )
    served().when(confirm(BY_DOCTOR, date(2018, 5, 11))).then_refused("dated_in_future")


def test_the_same_confirmation_again_is_quiet() -> None:
    once = served().after(confirm(by_resident(LI)))
    once.when(confirm(by_resident(LI), date(2018, 5, 9))).then_nothing()
    signed = by_resident(LI, ConfirmationKind.SIGNATURE)
    once.when(confirm(signed)).then(confirmed(signed, date(2018, 5, 4)))


def test_what_is_kept_of_a_confirmation_names_its_hash() -> None:
    image = Evidence(kind=ProofKind.FINGERPRINT, evidence_id=UUID(int=7), sha256="a" * 64)
    kept = replace(by_resident(LI), evidence=image)
    served().when(confirm(kept)).then(replace(confirmed(kept, date(2018, 5, 4)), evidence=image))
    served().when(confirm(replace(kept, evidence=replace(image, sha256="A" * 64)))).then_refused("evidence_not_hashed")


def test_who_disputes_a_service_does_not_confirm_it_too() -> None:
    disputed = served().after(
        DisputeService(service_id=VISIT, disputed_on=date(2018, 5, 6), resident_id=LI, reason=MISTAKEN)
    )
    disputed.when(confirm(by_resident(LI))).then_refused("dispute_open", resident=LI, service=VISIT)


def test_what_is_void_or_unknown_or_under_no_contract_is_not_confirmed() -> None:
    void = served().after(VoidService(service_id=VISIT, reason=MISTAKEN))
    void.when(confirm(BY_DOCTOR)).then_refused("service_void", service=VISIT)
    unknown = replace(confirm(BY_DOCTOR), service_id=SECOND_VISIT)
    served().when(unknown).then_refused("no_such_service", service=SECOND_VISIT)
    in_error = served().after(EnterInError(reason=Personal(CONTRACT, "录错人")))
    in_error.when(confirm(BY_DOCTOR)).then_refused("not_in_force")
    assert standings(in_error) == {VISIT: ServiceStanding.OUTSIDE_CONTRACT}
