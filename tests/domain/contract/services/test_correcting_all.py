"""A correction of a service may be about anything that was written of it, and records what differs."""

from dataclasses import replace
from datetime import date

from domain.care_team.state import CareTeam
from domain.contract.care.commands import ChangeTeam
from domain.contract.services.events import ServiceCorrected
from domain.contract.services.items import Evidence, ProofKind, ServiceChannel
from domain.personal import Personal
from tests.domain.contract.services.visits import MISTAKEN, VISIT, confirmed_visit, correction, of_two
from tests.support.scenario import CONTRACT, DOCTOR, LI, OTHER_TEAM, TEAM, Scenario, team_of

PHOTO = Evidence(evidence_id=CONTRACT, kind=ProofKind.PHOTO, sha256="7" * 64)
NOTE, PLACE = Personal(CONTRACT, "复查"), Personal(CONTRACT, "村委会")
CORRECTED = ServiceCorrected(service_id=VISIT, corrected_from=date(2018, 5, 4), reason=MISTAKEN)


def served() -> Scenario:
    visited = replace(confirmed_visit(date(2018, 5, 4), LI), note=NOTE, place=PLACE, evidence=())
    return of_two(date(2018, 5, 5)).after(visited)


def test_another_way_to_meet_is_recorded_and_has_to_be_confirmed_again() -> None:
    phoned = replace(CORRECTED, channel=ServiceChannel.PHONE, unconfirmed=True)
    after = served().when(correction(channel=ServiceChannel.PHONE)).then(phoned)
    assert after.contract.services[VISIT].channel is ServiceChannel.PHONE
    assert after.contract.services[VISIT].team_id == TEAM
    after.when(correction(channel=ServiceChannel.PHONE)).then_nothing()


def test_a_photo_that_was_missing_is_added_and_stays() -> None:
    after = served().when(correction(evidence=(PHOTO,))).then(replace(CORRECTED, evidence=(PHOTO,)))
    assert after.contract.services[VISIT].evidence == (PHOTO,)
    later = after.after(correction(note=Personal(CONTRACT, "血压正常")))
    assert later.contract.services[VISIT].evidence == (PHOTO,)
    assert (
        later.when(correction(evidence=())).then(replace(CORRECTED, evidence=())).contract.services[VISIT].evidence
        == ()
    )


def test_a_note_and_a_place_that_are_written_already_are_no_correction() -> None:
    served().when(correction(note=NOTE, place=PLACE, evidence=())).then_nothing()


def test_the_team_of_the_right_day_did_it() -> None:
    moved = replace(served(), other_team=both_teams()).after(
        ChangeTeam(team_id=OTHER_TEAM, doctor=DOCTOR, changed_on=date(2018, 5, 3))
    )
    after = moved.when(correction(delivered_on=date(2018, 5, 2))).facts
    assert [getattr(fact, "team_id", None) for fact in after] == [None]
    told_late = moved.when(correction(channel=ServiceChannel.CLINIC)).then(
        replace(CORRECTED, team_id=OTHER_TEAM, channel=ServiceChannel.CLINIC, unconfirmed=True)
    )
    assert told_late.contract.services[VISIT].team_id == OTHER_TEAM


def test_what_is_only_noted_stays_with_the_team_that_was_written() -> None:
    moved = replace(served(), other_team=both_teams()).after(
        ChangeTeam(team_id=OTHER_TEAM, doctor=DOCTOR, changed_on=date(2018, 5, 3))
    )
    moved.when(correction(evidence=(PHOTO,))).then(replace(CORRECTED, evidence=(PHOTO,)))


def test_a_service_for_nobody_and_one_of_nothing_are_none() -> None:
    served().when(correction(resident_ids=())).then_refused("nothing_delivered")
    served().when(correction(items=())).then_refused("nothing_delivered")


def both_teams() -> CareTeam:
    return team_of(DOCTOR)
