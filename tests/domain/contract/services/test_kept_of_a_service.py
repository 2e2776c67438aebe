"""What is kept of a service besides what was done: where, what was noted, which rule judged it."""

from dataclasses import replace
from datetime import date

from domain.contract.services.commands import Confirmation, ConfirmService, DisputeService, VoidService
from domain.contract.services.decide import day_of
from domain.contract.services.items import Evidence, ProofKind
from domain.personal import Personal
from domain.policy.services import ConfirmationKind, Confirmer
from tests.domain.contract.services.visits import (
    MISTAKEN,
    POWER_CUT,
    SECOND_VISIT,
    VISIT,
    correction,
    delivered,
    of_two,
    visit,
)
from tests.support.scenario import CONTRACT, HANBIN, LI

NOTE, PLACE = Personal(CONTRACT, "复查"), Personal(CONTRACT, "村委会")


def test_where_it_was_and_what_was_noted_are_on_record_and_known() -> None:
    noted = replace(visit(date(2018, 5, 4), LI), note=NOTE, place=PLACE)
    after = of_two(date(2018, 5, 5)).when(noted).then(replace(delivered(date(2018, 5, 4), LI), note=NOTE, place=PLACE))
    service = after.contract.services[VISIT]
    assert (service.note, service.place) == (NOTE, PLACE)


def test_a_late_entry_is_refused_by_the_rule_about_late_entries() -> None:
    of_two(date(2018, 4, 26)).when(visit(date(2018, 3, 20), LI)).then_refused(
        "late_reason_missing", rule=HANBIN.cite("late_entry")
    )
    of_two(date(2019, 3, 21)).when(visit(date(2018, 3, 20), LI, late_reason=POWER_CUT)).then_refused(
        "entry_too_late", rule=HANBIN.cite("late_entry_limit")
    )


def test_a_confirmation_that_is_not_accepted_is_refused_by_the_rule_about_confirmations() -> None:
    stamped = Confirmation(confirmer=Confirmer.PERFORMER, kind=ConfirmationKind.STAMP)
    asked = ConfirmService(service_id=VISIT, confirmed_on=date(2018, 5, 4), confirmation=stamped)
    of_two(date(2018, 5, 5)).after(visit(date(2018, 5, 4), LI)).when(asked).then_refused(
        "confirmation_not_accepted", rule=HANBIN.cite("confirmation"), kind=ConfirmationKind.STAMP
    )


def test_proof_that_cannot_be_checked_is_named() -> None:
    blurred = Evidence(evidence_id=CONTRACT, kind=ProofKind.PHOTO, sha256="7777")
    by_photo = Confirmation(confirmer=Confirmer.PERFORMER, kind=ConfirmationKind.SIGNATURE, evidence=blurred)
    asked = ConfirmService(service_id=VISIT, confirmed_on=date(2018, 5, 4), confirmation=by_photo)
    served = of_two(date(2018, 5, 5)).after(visit(date(2018, 5, 4), LI))
    served.when(asked).then_refused("evidence_not_hashed", evidence=CONTRACT)
    served.when(correction(evidence=(blurred,))).then_refused("evidence_not_hashed", evidence=CONTRACT)


def test_what_is_said_of_a_service_later_is_judged_by_the_rules_of_its_day() -> None:
    served = of_two(date(2018, 5, 5)).after(visit(date(2018, 5, 4), LI)).contract
    for command in (
        VoidService(service_id=VISIT, reason=MISTAKEN),
        DisputeService(service_id=VISIT, disputed_on=date(2018, 5, 9), resident_id=LI, reason=NOTE),
        correction(note=NOTE),
    ):
        assert day_of(command, served) == date(2018, 5, 4)
    assert day_of(correction(delivered_on=date(2018, 5, 2)), served) == date(2018, 5, 2)
    assert day_of(visit(date(2018, 4, 30), LI, service_id=SECOND_VISIT), served) == date(2018, 4, 30)
    unknown = VoidService(service_id=SECOND_VISIT, reason=MISTAKEN)
    assert day_of(unknown, served) == date(2018, 3, 15)


def test_what_is_kept_of_a_confirmation_is_kept_of_the_service() -> None:
    scan = Evidence(evidence_id=CONTRACT, kind=ProofKind.FINGERPRINT, sha256="7" * 64)
    by_hand = Confirmation(confirmer=Confirmer.PERFORMER, kind=ConfirmationKind.FINGERPRINT, evidence=scan)
    served = of_two(date(2018, 5, 5)).after(visit(date(2018, 5, 4), LI))
    assert ProofKind.FINGERPRINT not in served.contract.services[VISIT].kept
    asked = ConfirmService(service_id=VISIT, confirmed_on=date(2018, 5, 4), confirmation=by_hand)
    assert ProofKind.FINGERPRINT in served.after(asked).contract.services[VISIT].kept
