"""Rules about a household that goes to another team (转签): one team at a time, and no day without one."""

from domain.calendar import day_before
from domain.contract.care.decide import require_reason
from domain.contract.commands import SignContract
from domain.contract.events import ContractSigned
from domain.contract.moves.carrying import member_to_sign
from domain.contract.moves.commands import TransferContract
from domain.contract.moves.events import ContractTransferred, Origin, OriginKind
from domain.contract.moves.questions import begun_by, require_as_recorded, require_nothing_after
from domain.contract.moves.refusals import SameTeam
from domain.contract.moves.signing_anew import NewContract, signed_anew
from domain.contract.moves.surroundings import QUIET, Moves, MoveSurroundings
from domain.contract.questions import require_in_force, require_no_error, require_not_succeeded
from domain.contract.state import Contract, InForce
from domain.contract.terms.termination import require_to_be_ended
from domain.policy.model import Policy
from domain.refusal import require_not_future


def transfer(command: TransferContract, around: MoveSurroundings) -> Moves:
    """End the contract with one team, and sign one with another from the next day, for everybody in it.

    Quiet where this very transfer is on record. A new term begins, under the version of the policy that holds on that
    day; whether and why somebody may leave is for the policy of the contract left to say. Refused: contract_id_taken,
    move_recorded_otherwise, new_contract_void, contract_succeeded, not_in_force, same_team, reason_missing,
    reason_unexplained, recorded_later, unknown_policy, and what `domain.contract.signing.sign` says.
    """
    contract, day = around.contract, command.transferred_on
    require_not_future(day, around.today)
    require_no_error(contract)
    origin = Origin(kind=OriginKind.TRANSFER, contract_ids=(around.contract_id,))
    begun = begun_by(command.new_contract_id, origin, around)
    if begun is not None:
        _require_same(command, begun, contract)
        return QUIET
    require_not_succeeded(contract)
    require_to_be_ended(day, contract)
    in_force = require_in_force(contract, day_before(day))
    if in_force.team_id == command.team_id:
        raise SameTeam(team=command.team_id, day=day)
    governing = around.policies.by_ref(in_force.policy)
    _require_reason(command, governing)
    require_nothing_after(contract, day_before(day))
    ended = ContractTransferred(
        last_day_on=day_before(day),
        to_contract_id=command.new_contract_id,
        team_id=command.team_id,
        reason=command.reason,
        note=command.note,
    )
    agreement = _agreement(command, contract, in_force)
    new = NewContract(
        contract_id=command.new_contract_id,
        agreement=agreement,
        policy=around.policies.version_on(command.policy or governing.ref.name, day),
        origin=origin,
        sources={each.resident_id: around.contract_id for each in agreement.members},
    )
    return signed_anew(new, Moves().followed_by(around.contract_id, (ended,)), around)


def _require_same(command: TransferContract, begun: ContractSigned, contract: Contract) -> None:
    """Refuse another transfer under the same id; texts are left aside: those on record may be forgotten."""
    require_as_recorded(
        command.new_contract_id,
        ((command.team_id, command.doctor, command.transferred_on), (begun.team_id, begun.doctor, begun.signed_on)),
        (command.reason, None if contract.successor is None else contract.successor.reason),
        (command.representative_id, begun.representative_id),
        (command.household_size, begun.household_size),
        (command.package, begun.package),
        (command.policy, begun.policy.name),
        (command.agreement_number, begun.agreement_number),
    )


def _require_reason(command: TransferContract, policy: Policy) -> None:
    """Another team is another doctor too: "签约期间，特殊情况下可以变更签约家庭医生" (000, article 3)."""
    require_reason(command.reason, command.note, policy.changes.team, "team_change", policy)
    require_reason(command.reason, command.note, policy.changes.doctor, "doctor_change", policy)


def _agreement(command: TransferContract, contract: Contract, in_force: InForce) -> SignContract:
    day = command.transferred_on
    staying = [member for member in contract.members.values() if member.present_on(day)]
    unsigned = max(contract.household_size - len(contract.members), 0)
    return SignContract(
        household_number=contract.household_number,
        household_size=command.household_size or len(staying) + unsigned,
        village=in_force.village,
        members=tuple(member_to_sign(member, member.relationship, day) for member in staying),
        representative_id=command.representative_id or in_force.representative_id,
        team_id=command.team_id,
        doctor=command.doctor,
        package=command.package or in_force.package,
        signed_on=day,
        agreement_number=command.agreement_number,
    )
