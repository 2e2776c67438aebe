"""Rules about the people of a contract: joining, leaving, dying, moving away, returning, and marks made wrongly.

"对已签约家庭和个人因死亡、长期外迁等原因无法继续落实服务的，也要在相关资料上标注清楚" (000, article 5).
"""

from datetime import date
from uuid import UUID

from domain.calendar import day_after, day_before
from domain.contract.claims import ResidentClaims
from domain.contract.commands import (
    AddMember,
    RecordDeath,
    RecordRelocation,
    RecordReturn,
    RemoveMember,
    ReplaceRepresentative,
    WithdrawMark,
)
from domain.contract.events import (
    ContractEvent,
    ContractLapsed,
    LapseReason,
    Mark,
    MarkWithdrawn,
    MemberAdded,
    MemberDied,
    MemberRelocated,
    MemberRemoved,
    MemberReturned,
    RepresentativeReplaced,
)
from domain.contract.populations import flag_of
from domain.contract.questions import require_free, require_in_force, require_member
from domain.contract.refusals import (
    AlreadyMember,
    ContractAfterDeath,
    LastMember,
    MarkedOtherwise,
    NotAMember,
    NotAway,
    NothingMarked,
    RepresentativeNotMember,
    ResidentDeceased,
)
from domain.contract.state import Contract, Member, evolve
from domain.refusal import require_not_future


def add(
    command: AddMember, contract_id: UUID, contract: Contract, claims: ResidentClaims, today: date
) -> tuple[MemberAdded]:
    """Take somebody into the contract. Refused: who is a member, dead, or in another contract on one of the days."""
    require_not_future(command.joined_on, today)
    require_in_force(contract, command.joined_on)
    member = contract.members.get(command.resident_id)
    if member is not None and member.died_on is not None:
        raise ResidentDeceased(resident=command.resident_id, died_on=member.died_on)
    if member is not None and member.present_on(command.joined_on):
        raise AlreadyMember(resident=command.resident_id, day=command.joined_on)
    added = MemberAdded(
        resident_id=command.resident_id,
        relationship=command.relationship,
        reason=command.reason,
        joined_on=command.joined_on,
        flags=tuple(flag_of(noted, command.joined_on) for noted in command.categories),
        note=command.note,
    )
    require_free(contract_id, evolve(contract, added), claims)
    return (added,)


def remove(command: RemoveMember, contract: Contract, today: date) -> tuple[MemberRemoved]:
    """Let somebody leave who neither died nor moved away.

    Refused for the last member: the contract itself has to end.
    """
    require_not_future(command.last_day_on, today)
    require_in_force(contract, command.last_day_on)
    member = require_member(contract, command.resident_id, command.last_day_on)
    removed = MemberRemoved(resident_id=member.resident_id, reason=command.reason, last_day_on=command.last_day_on)
    if _last_present_day(evolve(contract, removed)) is not None:
        raise LastMember(resident=member.resident_id)
    return (removed,)


def die(
    command: RecordDeath, contract_id: UUID, contract: Contract, claims: ResidentClaims, today: date
) -> tuple[ContractEvent, ...]:
    """Mark a death; the contract lapses with its last member. Quiet where this death is on record already."""
    require_not_future(command.died_on, today)
    known = contract.members.get(command.resident_id)
    if known is not None and known.died_on is not None:
        if known.died_on == command.died_on:
            return ()
        raise MarkedOtherwise(resident=command.resident_id, died_on=known.died_on)
    require_in_force(contract, command.died_on)
    require_member(contract, command.resident_id, command.died_on)
    later = claims.overlap(contract_id, ((day_after(command.died_on), None),))
    if later is not None:
        raise ContractAfterDeath(resident=command.resident_id, contract=later.contract_id, died_on=command.died_on)
    return _with_lapse(contract, MemberDied(resident_id=command.resident_id, last_day_on=command.died_on))


def relocate(command: RecordRelocation, contract: Contract, today: date) -> tuple[ContractEvent, ...]:
    """Mark a move for long; the contract lapses with its last member. Quiet where this move is on record already.

    Whether somebody away for work has moved is for people to decide: 常住 is half a year (national-rules.md §3.1).
    """
    require_not_future(command.moved_on, today)
    known = contract.members.get(command.resident_id)
    if known is not None and command.moved_on in known.relocations:
        return ()
    last_day_on = day_before(command.moved_on)
    require_in_force(contract, last_day_on)
    require_member(contract, command.resident_id, last_day_on)
    return _with_lapse(contract, MemberRelocated(resident_id=command.resident_id, last_day_on=last_day_on))


def return_home(
    command: RecordReturn, contract_id: UUID, contract: Contract, claims: ResidentClaims, today: date
) -> tuple[MemberReturned, ...]:
    """Somebody who had moved away is back; the gap stays. Refused where another contract took them meanwhile."""
    require_not_future(command.returned_on, today)
    require_in_force(contract, command.returned_on)
    member = contract.members.get(command.resident_id)
    if member is None:
        raise NotAMember(resident=command.resident_id, day=command.returned_on)
    if member.died_on is not None:
        raise ResidentDeceased(resident=command.resident_id, died_on=member.died_on)
    if member.presence.on(command.returned_on) and command.returned_on in _returns(member):
        return ()
    if member.present_on(command.returned_on) or not any(day < command.returned_on for day in member.relocations):
        raise NotAway(resident=command.resident_id, day=command.returned_on)
    returned = MemberReturned(resident_id=command.resident_id, returned_on=command.returned_on)
    require_free(contract_id, evolve(contract, returned), claims)
    return (returned,)


def withdraw_mark(
    command: WithdrawMark, contract_id: UUID, contract: Contract, claims: ResidentClaims
) -> tuple[ContractEvent, ...]:
    """Take back the death, or the latest move, of a member; a contract that had lapsed by it is in force again."""
    member = contract.members.get(command.resident_id)
    last_day_on = None if member is None else _marked(member, command.mark)
    if member is None or last_day_on is None:
        raise NothingMarked(resident=command.resident_id, mark=command.mark)
    withdrawn = MarkWithdrawn(
        resident_id=command.resident_id,
        mark=command.mark,
        last_day_on=last_day_on,
        contract_resumes=contract.lapse is not None,
        reason=command.reason,
    )
    after = evolve(contract, withdrawn)
    lapsed = _lapse(after) if contract.lapse is not None else None
    require_free(contract_id, after if lapsed is None else evolve(after, lapsed), claims)
    return (withdrawn,) if lapsed is None else (withdrawn, lapsed)


def replace_representative(
    command: ReplaceRepresentative, contract: Contract, today: date
) -> tuple[RepresentativeReplaced, ...]:
    """Let another member speak for the household: "以户主或一位可代表户主的家庭成员的书面签约为依据" (004)."""
    require_not_future(command.replaced_on, today)
    in_force = require_in_force(contract, command.replaced_on)
    if command.representative_id not in in_force.members:
        raise RepresentativeNotMember(resident=command.representative_id, day=command.replaced_on)
    if in_force.representative_id == command.representative_id:
        return ()
    return (RepresentativeReplaced(representative_id=command.representative_id, replaced_on=command.replaced_on),)


def _with_lapse(contract: Contract, marked: MemberDied | MemberRelocated) -> tuple[ContractEvent, ...]:
    lapsed = _lapse(evolve(contract, marked))
    return (marked,) if lapsed is None else (marked, lapsed)


def _lapse(contract: Contract) -> ContractLapsed | None:
    last_day_on = _last_present_day(contract)
    if last_day_on is None or last_day_on > contract.terms[-1].end_on:
        return None
    return ContractLapsed(reason=_lapse_reason(contract), last_day_on=last_day_on)


def _last_present_day(contract: Contract) -> date | None:
    """The last day on which anybody is a member; None while somebody is with an open end."""
    last_days = [end_on for member in contract.members.values() for _, end_on in member.present_spans()]
    ends = [end_on for end_on in last_days if end_on is not None]
    return None if len(ends) < len(last_days) else max(ends)


def _lapse_reason(contract: Contract) -> LapseReason:
    died = any(member.died_on is not None for member in contract.members.values())
    moved = any(member.relocations and member.died_on is None for member in contract.members.values())
    if died and moved:
        return LapseReason.MIXED
    return LapseReason.DECEASED if died else LapseReason.RELOCATED


def _marked(member: Member, mark: Mark) -> date | None:
    if mark is Mark.DEATH:
        return member.died_on
    return day_before(max(member.relocations)) if member.relocations else None


def _returns(member: Member) -> frozenset[date]:
    return frozenset(from_on for from_on, present in member.presence.entries if present)
