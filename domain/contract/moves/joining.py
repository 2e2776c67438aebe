"""Rules about people who go to another household that is under contract: by marriage, or all of them together."""

from dataclasses import replace
from uuid import UUID

from domain.calendar import day_before
from domain.contract import members
from domain.contract.commands import AddMember, RemoveMember
from domain.contract.events import ContractEvent, JoinReason, LeaveReason, MemberAdded, MemberRemoved
from domain.contract.member import Movement
from domain.contract.moves.carrying import absence_carried, consents_carried, flags_carried, note_carried
from domain.contract.moves.commands import MergeHousehold, MoveMember, MoveReason
from domain.contract.moves.events import ContractMerged
from domain.contract.moves.questions import require_nothing_after
from domain.contract.moves.refusals import NotEverybodyNamed, SameContract
from domain.contract.moves.surroundings import QUIET, Moves, MoveSurroundings
from domain.contract.questions import require_in_force, require_member, require_no_error, require_not_succeeded
from domain.contract.refusals import NotAMember, SamePersonTwice
from domain.contract.terms.termination import require_to_be_ended
from domain.refusal import require_not_future

LEAVING = {MoveReason.MARRIAGE: LeaveReason.MARRIED_OUT, MoveReason.HOUSEHOLD_CHANGED: LeaveReason.LEFT_HOUSEHOLD}
JOINING = {MoveReason.MARRIAGE: JoinReason.MARRIAGE, MoveReason.HOUSEHOLD_CHANGED: JoinReason.MOVED_IN}


def move(command: MoveMember, around: MoveSurroundings) -> Moves:
    """Let a member go from one contract to another without a day between them. Quiet where it is on record.

    Refused: same_contract, last_member (who is alone merges the households), and what leaving and joining refuse.
    """
    to_id, day = command.to_contract_id, command.moved_on
    _require_other(to_id, around)
    if _on_record(command, around):
        return QUIET
    leaving = RemoveMember(resident_id=command.resident_id, reason=LEAVING[command.reason], last_day_on=day_before(day))
    moves = leave(leaving, around.contract_id, to_id, Moves(), around)
    joining = AddMember(
        resident_id=command.resident_id,
        relationship=command.relationship,
        reason=JOINING[command.reason],
        joined_on=day,
    )
    return _join(joining, to_id, moves, around)


def merge(command: MergeHousehold, around: MoveSurroundings) -> Moves:
    """Let everybody of a contract join another one; it ends. Quiet where it did so on that day.

    Refused: same_contract, contract_succeeded, not_in_force, not_everybody_named, not_a_member, same_person_twice,
    recorded_later, and what joining refuses.
    """
    contract, day = around.contract, command.merged_on
    ended = ContractMerged(last_day_on=day_before(day), into_contract_id=command.into_contract_id)
    require_not_future(day, around.today)
    require_no_error(contract)
    _require_other(command.into_contract_id, around)
    known = contract.successor
    if known is not None and (known.contract_id, known.last_day_on) == (ended.into_contract_id, ended.last_day_on):
        return QUIET
    require_not_succeeded(contract)
    require_to_be_ended(day, contract)
    require_in_force(contract, ended.last_day_on)
    _require_everybody(command, around)
    require_nothing_after(contract, ended.last_day_on)
    moves = Moves().followed_by(around.contract_id, (ended,))
    for going in command.members:
        joining = AddMember(
            resident_id=going.resident_id,
            relationship=going.relationship,
            reason=JoinReason.HOUSEHOLDS_MERGED,
            joined_on=day,
        )
        moves = _join(joining, command.into_contract_id, moves, around)
    return moves


def leave(command: RemoveMember, contract_id: UUID, to_id: UUID, moves: Moves, around: MoveSurroundings) -> Moves:
    """The moves, and after them a member's leaving one contract for another. Refused as a removal is."""
    facts = members.remove(command, moves.contract(contract_id, around), moves.surroundings_of(contract_id, around))
    if not facts:
        raise NotAMember(resident=command.resident_id, day=command.last_day_on)
    named = (replace(fact, to_contract_id=to_id) if isinstance(fact, MemberRemoved) else fact for fact in facts)
    return moves.followed_by(contract_id, tuple(named))


def _join(command: AddMember, to_id: UUID, moves: Moves, around: MoveSurroundings) -> Moves:
    known = around.contract.members[command.resident_id]
    joining = replace(command, note=note_carried(known))
    facts = members.add(joining, moves.contract(to_id, around), moves.surroundings_of(to_id, around))
    flags = flags_carried(known, command.joined_on)

    def carried(fact: ContractEvent) -> ContractEvent:
        if not isinstance(fact, MemberAdded):
            return fact
        return replace(fact, flags=flags, from_contract_id=around.contract_id)

    joined = around.contracts[to_id].consents
    consents = consents_carried(command.resident_id, around.contract.consents, around.contract_id, joined)
    absence = absence_carried(known, day_before(command.joined_on), around.contract_id)
    return moves.followed_by(to_id, (*(carried(fact) for fact in facts), *absence, *consents))


def _on_record(command: MoveMember, around: MoveSurroundings) -> bool:
    here = around.contract.members.get(command.resident_id)
    there = around.contracts[command.to_contract_id].members.get(command.resident_id)
    if here is None or there is None:
        return False
    left, joined = (command.moved_on, Movement.LEFT), (command.moved_on, Movement.JOINED)
    return left in here.movements.entries and joined in there.movements.entries


def _require_other(contract_id: UUID, around: MoveSurroundings) -> None:
    if contract_id == around.contract_id:
        raise SameContract(contract=contract_id)


def _require_everybody(command: MergeHousehold, around: MoveSurroundings) -> None:
    contract, day, named = around.contract, command.merged_on, [each.resident_id for each in command.members]
    for resident_id in named:
        require_member(contract, resident_id, day)
        if named.count(resident_id) > 1:
            raise SamePersonTwice(resident=resident_id)
    for member in contract.members.values():
        if member.present_on(day) and member.resident_id not in named:
            raise NotEverybodyNamed(resident=member.resident_id)
