"""Rules about a household that comes out of others: some of one (分户), or of several who marry."""

from collections import Counter

from domain.calendar import day_before
from domain.contract.commands import MemberToSign, RemoveMember, SignContract
from domain.contract.events import ContractSigned, LeaveReason
from domain.contract.moves.carrying import member_to_sign
from domain.contract.moves.commands import FoundingMember, SplitHousehold, SplitReason
from domain.contract.moves.events import Origin, OriginKind
from domain.contract.moves.joining import leave
from domain.contract.moves.questions import begun_by, require_as_recorded
from domain.contract.moves.refusals import NobodyLeaves
from domain.contract.moves.signing_anew import NewContract, signed_anew
from domain.contract.moves.surroundings import QUIET, Moves, MoveSurroundings
from domain.contract.questions import require_in_force
from domain.contract.refusals import NobodySigned, SamePersonTwice
from domain.contract.state import InForce
from domain.refusal import require_not_future

LEAVING = {SplitReason.SPLIT: LeaveReason.HOUSEHOLD_SPLIT, SplitReason.MARRIAGE: LeaveReason.MARRIED_OUT}
ORIGIN = {SplitReason.SPLIT: OriginKind.SPLIT, SplitReason.MARRIAGE: OriginKind.MARRIAGE}


def split(command: SplitHousehold, around: MoveSurroundings) -> Moves:
    """Let members leave their contracts and sign one of their own from the next day.

    Quiet where this very split is on record. Refused: contract_id_taken, move_recorded_otherwise, new_contract_void,
    nobody_leaves, last_member, what leaving refuses, and what `domain.contract.signing.sign` says.
    """
    require_not_future(command.split_on, around.today)
    _require_each_once(command)
    sources = {each.resident_id: each.from_contract_id or around.contract_id for each in command.members}
    origin = Origin(kind=ORIGIN[command.reason], contract_ids=tuple(dict.fromkeys(sources.values())))
    begun = begun_by(command.new_contract_id, origin, around)
    if begun is not None:
        _require_same(command, begun)
        return QUIET
    in_force = require_in_force(around.contract, day_before(command.split_on))
    if around.contract_id not in sources.values():
        raise NobodyLeaves(contract=around.contract_id)
    moves = Moves()
    for resident_id, contract_id in sources.items():
        leaving = RemoveMember(
            resident_id=resident_id, reason=LEAVING[command.reason], last_day_on=day_before(command.split_on)
        )
        moves = leave(leaving, contract_id, command.new_contract_id, moves, around)
    new = NewContract(
        contract_id=command.new_contract_id,
        agreement=_agreement(command, around, in_force),
        policy=around.policies.version_on(in_force.policy.name, command.split_on),
        origin=origin,
        sources=sources,
    )
    return signed_anew(new, moves, around)


def _require_same(command: SplitHousehold, begun: ContractSigned) -> None:
    """Refuse another split under the same id."""
    require_as_recorded(
        command.new_contract_id,
        (command.split_on, begun.signed_on),
        (
            [(each.resident_id, each.relationship) for each in command.members],
            [(each.resident_id, each.relationship) for each in begun.members],
        ),
        ((command.representative_id, command.household_number), (begun.representative_id, begun.household_number)),
        (command.household_size, begun.household_size),
        (command.village, begun.village),
        (command.agreement_number, begun.agreement_number),
    )


def _agreement(command: SplitHousehold, around: MoveSurroundings, in_force: InForce) -> SignContract:
    def named(each: FoundingMember) -> MemberToSign:
        contract = around.contracts[each.from_contract_id or around.contract_id]
        return member_to_sign(contract.members[each.resident_id], each.relationship, command.split_on)

    return SignContract(
        household_number=command.household_number,
        household_size=command.household_size or len(command.members),
        village=command.village or in_force.village,
        members=tuple(named(each) for each in command.members),
        representative_id=command.representative_id,
        team_id=in_force.team_id,
        doctor=in_force.doctor,
        package=in_force.package,
        signed_on=command.split_on,
        agreement_number=command.agreement_number,
    )


def _require_each_once(command: SplitHousehold) -> None:
    if not command.members:
        raise NobodySigned
    for resident_id, times in Counter(each.resident_id for each in command.members).items():
        if times > 1:
            raise SamePersonTwice(resident=resident_id)
