"""Rules about changes of doctor, team and package: "签约期间，特殊情况下可以变更签约家庭医生" (000, article 3).

Who worked before a change stays who worked: services name their performer and team of their own day.
"""

from dataclasses import replace

from domain.care_team.state import CareTeam
from domain.contract.care.commands import CareCommand, ChangeDoctor, ChangePackage, ChangeTeam
from domain.contract.care.events import CareEvent, DoctorChanged, PackageChanged, TeamChanged
from domain.contract.care.refusals import ReasonMissing, ReasonUnexplained
from domain.contract.care.stretches import require_served
from domain.contract.deciding import require_decided
from domain.contract.questions import require_in_force, require_package
from domain.contract.room import require_room
from domain.contract.state import Contract, InForce, evolve
from domain.contract.surroundings import Surroundings
from domain.contract.terms.due import settled
from domain.personal import Personal
from domain.policy.capacity import Load, OverAdvised
from domain.policy.changes import ChangeReason, ChangeRule
from domain.policy.model import Policy
from domain.policy.rule_names import RuleName


def decide(command: CareCommand, contract: Contract, around: Surroundings) -> tuple[CareEvent, ...]:
    """The facts that a change leads to, by the policy of its day, which may lie in a term that silence is to begin."""
    contract = settled(contract, around.policies, around.teams, command.changed_on)
    match command:
        case ChangeDoctor():
            return change_doctor(command, contract, around)
        case ChangeTeam():
            return change_team(command, contract, around)
        case ChangePackage():
            return change_package(command, contract, around)


def change_doctor(command: ChangeDoctor, contract: Contract, around: Surroundings) -> tuple[DoctorChanged, ...]:
    """Let another doctor of the team of that day care for the people. Quiet where that doctor does on that day.

    Refused: not_in_force, doctor_not_in_team, team_closed, reason_missing, reason_unexplained, consent_missing, and
    capacity_exceeded where the policy counts what a doctor has.
    """
    in_force = require_in_force(contract, command.changed_on)
    if in_force.doctor == command.doctor:
        return ()
    policy = around.policies.by_ref(in_force.policy)
    changed = DoctorChanged(
        doctor=command.doctor,
        changed_on=command.changed_on,
        reason=command.reason,
        note=command.note,
        consents=command.consents,
    )
    require_served(contract, evolve(contract, changed), around.teams)
    require_reason(command.reason, command.note, policy.changes.doctor, "doctor_change", policy)
    require_decided(command.consents, policy.changes.decided_by, "change_decision", policy)
    if policy.capacity.alone(command.doctor) is None:
        return (changed,)
    return (replace(changed, over_advised=_require_room(command, around.teams[in_force.team_id], in_force, around)),)


def change_team(
    command: ChangeTeam, contract: Contract, around: Surroundings
) -> tuple[TeamChanged | DoctorChanged, ...]:
    """Let another team care for the people, and a doctor who serves in it on that day.

    The same team with another doctor is a change of doctor. Quiet where it is so on that day. Refused as a change of
    doctor is, for want of room (capacity_exceeded), and where a change of doctor on record of a later day names
    somebody who does not serve in that team.
    """
    in_force = require_in_force(contract, command.changed_on)
    if in_force.team_id == command.team_id:
        same_team = ChangeDoctor(
            doctor=command.doctor,
            changed_on=command.changed_on,
            reason=command.reason,
            note=command.note,
            consents=command.consents,
        )
        return change_doctor(same_team, contract, around)
    changed = TeamChanged(
        team_id=command.team_id,
        doctor=command.doctor,
        changed_on=command.changed_on,
        reason=command.reason,
        note=command.note,
        consents=command.consents,
    )
    require_served(contract, evolve(contract, changed), around.teams)
    policy = around.policies.by_ref(in_force.policy)
    require_reason(command.reason, command.note, policy.changes.team, "team_change", policy)
    require_decided(command.consents, policy.changes.decided_by, "change_decision", policy)
    return (replace(changed, over_advised=_require_room(command, around.teams[command.team_id], in_force, around)),)


def change_package(command: ChangePackage, contract: Contract, around: Surroundings) -> tuple[PackageChanged, ...]:
    """Agree on another package that the policy offers. Quiet where it is agreed for that day.

    Refused: not_in_force, package_not_offered, reason_missing, reason_unexplained, consent_missing.
    """
    in_force = require_in_force(contract, command.changed_on)
    if in_force.package is command.package:
        return ()
    policy = around.policies.by_ref(in_force.policy)
    require_package(command.package, policy)
    require_reason(command.reason, command.note, policy.changes.package, "package_change", policy)
    require_decided(command.consents, policy.changes.decided_by, "change_decision", policy)
    return (
        PackageChanged(
            package=command.package,
            changed_on=command.changed_on,
            reason=command.reason,
            note=command.note,
            consents=command.consents,
        ),
    )


def _require_room(
    command: ChangeDoctor | ChangeTeam, team: CareTeam, in_force: InForce, around: Surroundings
) -> OverAdvised | None:
    coming, policy = Load(persons=len(in_force.members), households=1), around.policies.by_ref(in_force.policy)
    return require_room(coming, around.load, team.name, command.changed_on, policy)


def require_reason(
    reason: ChangeReason | None, note: Personal | None, rule: ChangeRule, named: RuleName, policy: Policy
) -> None:
    """Refuse a change without the reason that the policy asks for, and one that is none of the listed ones untold."""
    if not rule.permits(reason):
        raise ReasonMissing(policy=policy.ref.name, rule=policy.cite(named))
    if reason is ChangeReason.OTHER and note is None:
        raise ReasonUnexplained(reason=reason)
