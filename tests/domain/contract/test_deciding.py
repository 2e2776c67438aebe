"""Who decides what changes or ends a contract within its term, where a policy lets both sides decide.

No shipped policy does; the agreement of 溧水 (requirements.md §1.10) does: "early termination needs … both signatures".
"""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.care.commands import CareCommand, ChangeDoctor, ChangePackage, ChangeTeam
from domain.contract.care.events import DoctorChanged, PackageChanged, TeamChanged
from domain.contract.terms.commands import DecideTermination, RequestTermination
from domain.contract.terms.events import ContractTerminated
from domain.policy.model import Policy
from domain.policy.packages import Package
from domain.policy.renewal import Side
from domain.policy.termination import DecidedBy, TerminationReason
from tests.support.policies import variant
from tests.support.scenario import (
    ALL_POLICIES,
    DOCTOR,
    ERQI,
    OTHER_DOCTOR,
    OTHER_TEAM,
    ZHANG,
    Scenario,
    given,
    household,
)

BOTH = (Side.RESIDENT, Side.TEAM)
TERMINATED_BY_BOTH = variant(
    "erqi", '[version.termination_decision]\nby = "institution"', '[version.termination_decision]\nby = "both_sides"'
)
CHANGED_BY_BOTH = variant(
    "erqi",
    "\n[version.capacity]",
    '\n[version.change_decision]\nby = "both_sides"\nclause = "双方签字"\nsource = "lishui.txt"\n\n[version.capacity]',
)
MAY_1 = date(2018, 5, 1)
ENDED = DecideTermination(decided_on=MAY_1, takes_effect_on=date(2018, 6, 1), reason=TerminationReason.RESIDENT_REQUEST)
CHANGES: tuple[CareCommand, ...] = (
    ChangeDoctor(doctor=OTHER_DOCTOR, changed_on=MAY_1),
    ChangeTeam(team_id=OTHER_TEAM, doctor=DOCTOR, changed_on=MAY_1),
    ChangePackage(package=Package.PAID, changed_on=MAY_1),
)


def signed(policy: Policy = ERQI) -> Scenario:
    return given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=policy).on(date(2018, 5, 2))


def test_where_both_sides_decide_an_early_end_needs_both() -> None:
    scenario = signed(TERMINATED_BY_BOTH)
    refused = scenario.when(ENDED)
    refused.then_refused("consent_missing", missing=BOTH)
    assert refused.refusal is not None
    assert refused.refusal.rule == TERMINATED_BY_BOTH.cite("termination_decision")
    scenario.when(replace(ENDED, consents=(Side.TEAM,))).then_refused("consent_missing", missing=(Side.RESIDENT,))
    scenario.when(replace(ENDED, consents=BOTH)).then(
        ContractTerminated(
            last_day_on=date(2018, 5, 31),
            decided_on=MAY_1,
            reason=TerminationReason.RESIDENT_REQUEST,
            consents=BOTH,
        )
    )


def test_a_request_is_no_signature_under_what_was_decided() -> None:
    asked = RequestTermination(requested_on=MAY_1, reason=TerminationReason.MOVED_OUT)
    scenario = signed(TERMINATED_BY_BOTH).after(asked)
    scenario.when(replace(ENDED, reason=None, consents=(Side.TEAM,))).then_refused("consent_missing")


def test_where_the_institution_decides_nobody_else_is_asked() -> None:
    signed().when(ENDED).then(
        ContractTerminated(last_day_on=date(2018, 5, 31), decided_on=MAY_1, reason=TerminationReason.RESIDENT_REQUEST)
    )
    for policy in ALL_POLICIES:
        assert policy.termination.decided_by is policy.changes.decided_by is DecidedBy.INSTITUTION


@pytest.mark.parametrize("change", CHANGES)
def test_where_both_sides_decide_a_change_needs_both(change: CareCommand) -> None:
    scenario = signed(CHANGED_BY_BOTH)
    refused = scenario.when(replace(change, consents=(Side.RESIDENT,)))
    refused.then_refused("consent_missing", missing=(Side.TEAM,))
    assert refused.refusal is not None
    assert refused.refusal.rule == CHANGED_BY_BOTH.cite("change_decision")
    signed().when(change).then(*_fact(change))
    agreed = replace(change, consents=BOTH)
    scenario.when(agreed).then(*_fact(agreed)).when(change).then_nothing()


def test_another_doctor_of_the_same_team_is_decided_as_a_change_of_doctor() -> None:
    same_team = ChangeTeam(team_id=household(ZHANG, signed_on=MAY_1).team_id, doctor=OTHER_DOCTOR, changed_on=MAY_1)
    signed(CHANGED_BY_BOTH).when(same_team).then_refused("consent_missing", missing=BOTH)
    agreed = replace(same_team, consents=BOTH)
    signed(CHANGED_BY_BOTH).when(agreed).then(
        DoctorChanged(doctor=OTHER_DOCTOR, changed_on=MAY_1, reason=None, consents=BOTH)
    )


def _fact(change: CareCommand) -> tuple[DoctorChanged | TeamChanged | PackageChanged]:
    match change:
        case ChangeDoctor(doctor=doctor, consents=consents):
            return (DoctorChanged(doctor=doctor, changed_on=MAY_1, reason=None, consents=consents),)
        case ChangeTeam(team_id=team_id, doctor=doctor, consents=consents):
            return (TeamChanged(team_id=team_id, doctor=doctor, changed_on=MAY_1, reason=None, consents=consents),)
        case ChangePackage(package=package, consents=consents):
            return (PackageChanged(package=package, changed_on=MAY_1, reason=None, consents=consents),)
