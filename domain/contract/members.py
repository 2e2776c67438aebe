"""Rules about the people of a contract: joining, leaving, dying, moving away, returning, and marks made wrongly.

"对已签约家庭和个人因死亡、长期外迁等原因无法继续落实服务的，也要在相关资料上标注清楚" (000, article 5).
"""

from datetime import date
from functools import reduce
from uuid import UUID

from domain.calendar import day_after, day_before
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
    JoinReason,
    LeaveReason,
    Mark,
    MarkWithdrawn,
    MemberAdded,
    MemberDied,
    MemberRelocated,
    MemberRemoved,
    MemberReturned,
    RepresentativeReplaced,
)
from domain.contract.lapse import is_away, lapse_of, last_covered_day, with_lapse, with_resumption
from domain.contract.member import Member, Movement
from domain.contract.populations import flag_of
from domain.contract.questions import require_agreed, require_free, require_in_force, require_member, require_no_error
from domain.contract.refusals import (
    AlreadyContracted,
    AlreadyMember,
    ContractAfterDeath,
    CoveredElsewhere,
    LastMember,
    MarkedOtherwise,
    NotAMember,
    NotAway,
    NothingMarked,
    OnePersonOnly,
    RepresentativeLeaves,
    RepresentativeNotMember,
    ResidentDeceased,
    WentElsewhere,
    WhichMark,
)
from domain.contract.room import crowded, require_room
from domain.contract.state import Contract, InForce, evolve, known
from domain.contract.surroundings import Surroundings
from domain.policy.capacity import Load, OverAdvised
from domain.policy.signing import Unit
from domain.refusal import require_not_future


def add(command: AddMember, contract: Contract, around: Surroundings) -> tuple[ContractEvent, ...]:
    """Take somebody into the contract, which is in force again where it had lapsed for want of them.

    Refused: dated_in_future, not_in_force, one_person_only, already_member, capacity_exceeded (not of a newborn), and
    resident_deceased or already_contracted for any of the days.
    """
    require_not_future(command.joined_on, around.today)
    require_in_force(contract, command.joined_on)
    _require_alone(command, contract, around)
    member = contract.members.get(command.resident_id)
    if member is not None:
        _require_alive(member, command.joined_on)
        if member.present_on(command.joined_on):
            raise AlreadyMember(resident=command.resident_id, day=command.joined_on)
    over_advised = _crowding(command, contract, around)
    added = MemberAdded(
        resident_id=command.resident_id,
        relationship=command.relationship,
        reason=command.reason,
        joined_on=command.joined_on,
        flags=tuple(flag_of(noted, command.joined_on) for noted in command.categories),
        note=command.note,
        over_advised=over_advised,
    )
    return _if_free(added, command.joined_on, contract, around)


def remove(command: RemoveMember, contract: Contract, around: Surroundings) -> tuple[ContractEvent, ...]:
    """Let somebody leave who neither died nor moved away. Quiet where this leaving is on record already.

    Who was listed by mistake may be covered until the day before joining: never. Refused: dated_in_future,
    not_in_force, not_a_member, resident_deceased, last_member (the contract itself has to end), representative_leaves.
    """
    require_not_future(command.last_day_on, around.today)
    require_no_error(contract)
    known = contract.members.get(command.resident_id)
    if known is not None and (day_after(command.last_day_on), Movement.LEFT) in known.movements.entries:
        return ()
    removed = MemberRemoved(resident_id=command.resident_id, reason=command.reason, last_day_on=command.last_day_on)
    if not _never_belonged(command, contract):
        require_in_force(contract, command.last_day_on)
        member = require_member(contract, command.resident_id, command.last_day_on)
        _require_alive(member, day_after(command.last_day_on))
    if _leaves_nobody(contract, evolve(contract, removed)):
        raise LastMember(resident=command.resident_id)
    _require_somebody_speaks(removed, contract)
    return with_lapse(contract, removed)


def die(command: RecordDeath, contract: Contract, around: Surroundings) -> tuple[ContractEvent, ...]:
    """Mark a death; the contract lapses with its last member. Quiet where this death is on record already.

    Who had moved away may have died, unless another contract covers that day and is the one to mark. Who died before
    the first day of an agreement for later is marked there too, before it is marked where they are under contract. The
    contracts to which the person went after that day record it as well. Refused: marked_otherwise, covered_elsewhere,
    not_in_force, not_a_member, contract_after_death (somebody signed since).
    """
    require_not_future(command.died_on, around.today)
    known = contract.members.get(command.resident_id)
    if known is not None and known.died_on is not None:
        if known.died_on == command.died_on:
            return ()
        raise MarkedOtherwise(resident=command.resident_id, died_on=known.died_on)
    _require_here(command.resident_id, command.died_on, contract, around)
    _require_no_other_death(command, around)
    away = is_away(contract, command.died_on)
    covered_on = command.died_on if away else require_agreed(contract, command.died_on)
    claims = around.claims[command.resident_id].besides(around.onward_ids)
    if known is None or not known.away_on(command.died_on):
        require_member(contract, command.resident_id, covered_on)
    later = claims.overlap(around.contract_id, ((day_after(command.died_on), None),))
    if later is not None and covered_on == command.died_on:
        raise ContractAfterDeath(resident=command.resident_id, contract=later.contract_id, died_on=command.died_on)
    return with_lapse(contract, MemberDied(resident_id=command.resident_id, last_day_on=command.died_on))


def relocate(command: RecordRelocation, contract: Contract, around: Surroundings) -> tuple[ContractEvent, ...]:
    """Mark a move for long; the contract lapses with its last member. Quiet where this move is on record already.

    Who had moved before going on to other contracts was never there, unless they were back by then.

    Whether somebody away for work has moved is for people to decide: 常住 is half a year (national-rules.md §3.1).
    """
    require_not_future(command.moved_on, around.today)
    known = contract.members.get(command.resident_id)
    if known is not None and command.moved_on in known.relocations:
        return ()
    last_day_on = day_before(command.moved_on)
    _require_here(command.resident_id, last_day_on, contract, around)
    require_in_force(contract, last_day_on)
    member = require_member(contract, command.resident_id, last_day_on)
    _require_alive(member, command.moved_on)
    return with_lapse(contract, MemberRelocated(resident_id=command.resident_id, last_day_on=last_day_on))


def return_home(command: RecordReturn, contract: Contract, around: Surroundings) -> tuple[ContractEvent, ...]:
    """Somebody who had moved away is back; the gap stays. A contract that had lapsed is in force again from that day.

    So it is within the term in which everybody had moved away; afterwards the household signs anew. Quiet where this
    return is on record already. Refused: dated_in_future, not_in_force, not_a_member, resident_deceased, not_away,
    already_contracted (also where others of the household are under another contract by then).
    """
    require_not_future(command.returned_on, around.today)
    if is_away(contract, command.returned_on):
        _require_nobody_elsewhere(command, contract, around)
    else:
        require_in_force(contract, command.returned_on)
    member = contract.members.get(command.resident_id)
    if member is None:
        raise NotAMember(resident=command.resident_id, day=command.returned_on)
    _require_alive(member, command.returned_on)
    if (command.returned_on, Movement.RETURNED) in member.movements.entries:
        return ()
    if not member.away_on(day_before(command.returned_on)) or not member.away_on(command.returned_on):
        raise NotAway(resident=command.resident_id, day=command.returned_on)
    coming, policy = _coming(contract, command.returned_on), around.policy_of(contract, command.returned_on)
    returned = MemberReturned(
        resident_id=command.resident_id,
        returned_on=command.returned_on,
        over_advised=crowded(coming, around.load, policy),
    )
    return _if_free(returned, command.returned_on, contract, around)


def withdraw_mark(command: WithdrawMark, contract: Contract, around: Surroundings) -> tuple[ContractEvent, ...]:
    """Take back a mark of a member; a contract that had lapsed by it is in force again.

    A death or a move so also in the contracts to which the person had gone. Without a return the contract may have
    lapsed again. Refused: not_in_force (entered in error), nothing_marked, which_mark, went_elsewhere (the removal is
    part of a move, or the person went on after the return), last_member, already_contracted.
    """
    require_no_error(contract)
    last_day_on = _last_day_marked(command, contract)
    withdrawn = MarkWithdrawn(
        resident_id=command.resident_id, mark=command.mark, last_day_on=last_day_on, reason=command.reason
    )
    _require_stayed(withdrawn, contract, around)
    if command.mark is Mark.RETURN:
        return with_lapse(contract, withdrawn)
    return _if_free(withdrawn, last_day_on, contract, around)


def replace_representative(
    command: ReplaceRepresentative, contract: Contract, around: Surroundings
) -> tuple[RepresentativeReplaced, ...]:
    """Let another member speak for the household: "以户主或一位可代表户主的家庭成员的书面签约为依据" (004)."""
    require_not_future(command.replaced_on, around.today)
    in_force = require_in_force(contract, command.replaced_on)
    if command.representative_id not in in_force.members:
        raise RepresentativeNotMember(resident=command.representative_id, day=command.replaced_on)
    if in_force.representative_id == command.representative_id:
        return ()
    return (RepresentativeReplaced(representative_id=command.representative_id, replaced_on=command.replaced_on),)


def _require_nobody_elsewhere(command: RecordReturn, contract: Contract, around: Surroundings) -> None:
    """Refuse to take a contract up again where others who had moved away are under another one by then."""
    day = command.returned_on
    for member in contract.members.values():
        overlap = around.claims[member.resident_id].overlap(around.contract_id, ((day, None),))
        if overlap is not None and member.away_on(day):
            raise AlreadyContracted(
                resident=member.resident_id,
                contract=overlap.contract_id,
                until_on=overlap.until_on,
                rule=around.policy_of(contract, day).cite("unit"),
            )


def _if_free(
    fact: MemberAdded | MemberReturned | MarkWithdrawn, day: date, contract: Contract, around: Surroundings
) -> tuple[ContractEvent, ...]:
    """The facts, if no other contract holds the person on a day that this one holds after all of them."""
    facts = with_resumption(contract, fact)
    claims, policy = around.claims[fact.resident_id].besides(around.onward_ids), around.policy_of(contract, day)
    require_free(around.contract_id, reduce(evolve, facts, contract), claims, policy)
    return facts


def _crowding(command: AddMember, contract: Contract, around: Surroundings) -> OverAdvised | None:
    """What there is to warn of. Refused: capacity_exceeded, but who was born is there, whatever the numbers say."""
    coming, policy = _coming(contract, command.joined_on), around.policy_of(contract, command.joined_on)
    if command.reason is JoinReason.BIRTH:
        return crowded(coming, around.load, policy)
    team = around.teams[known(contract.team_id, command.joined_on)]
    return require_room(coming, around.load, team.name, command.joined_on, policy)


def _coming(contract: Contract, day: date) -> Load:
    """One person; and the household, where nobody of it was left."""
    return Load(persons=1, households=0 if isinstance(contract.on(day), InForce) else 1)


def _require_alone(command: AddMember, contract: Contract, around: Surroundings) -> None:
    """Refuse a second person where a contract is one person's own (003)."""
    policy, people = around.policy_of(contract, command.joined_on), {*contract.members, command.resident_id}
    if policy.unit is Unit.PERSON and len(people) > 1:
        raise OnePersonOnly(policy=policy.ref.name, signed=len(people), rule=policy.cite("unit"))


def _require_here(resident_id: UUID, day: date, contract: Contract, around: Surroundings) -> None:
    """Refuse to mark here whom another contract covered on that day, if this one came to cover them later."""
    member = contract.members.get(resident_id)
    yet_to_begin = contract.signed_on <= day < contract.start_on
    if member is None or member.present_on(day) or yet_to_begin:
        return
    elsewhere = around.claims[resident_id].overlap(around.contract_id, ((day, day),))
    if elsewhere is not None:
        raise CoveredElsewhere(resident=resident_id, contract=elsewhere.contract_id, day=day)


def _require_no_other_death(command: RecordDeath, around: Surroundings) -> None:
    """Refuse a second day of death; one that was told where the person went is withdrawn there first."""
    for each in around.onward:
        died_on = each.contract.members[command.resident_id].died_on
        if died_on not in (None, command.died_on):
            raise MarkedOtherwise(resident=command.resident_id, died_on=died_on)


def _require_alive(member: Member, day: date) -> None:
    if member.died_on is not None and member.died_on < day:
        raise ResidentDeceased(resident=member.resident_id, died_on=member.died_on)


def _require_somebody_speaks(removed: MemberRemoved, contract: Contract) -> None:
    """Refuse the leaving of who speaks for those who stay: "一位可代表户主的家庭成员" (004)."""
    member = evolve(contract, removed).members[removed.resident_id]
    for from_on, to_on, representative_id in contract.representative_id.spans():
        day = max(from_on, day_after(removed.last_day_on))
        covered = contract.goes_on_silently or day <= contract.last_day_on
        if representative_id != removed.resident_id or not covered or (to_on is not None and to_on < day):
            continue
        if not member.present_on(day):
            raise RepresentativeLeaves(resident=removed.resident_id, day=day)


def _never_belonged(command: RemoveMember, contract: Contract) -> bool:
    member = contract.members.get(command.resident_id)
    joined = (day_after(command.last_day_on), Movement.JOINED)
    by_mistake = command.reason is LeaveReason.LISTED_BY_MISTAKE
    return member is not None and by_mistake and joined in member.movements.entries


def _leaves_nobody(contract: Contract, after: Contract) -> bool:
    """Whether a removal, and not a death or a move on record, ends the contract."""
    if last_covered_day(after) is None:
        return False
    lapse = lapse_of(after)
    return lapse is None or contract.lapse is None or lapse.last_day_on != contract.lapse.last_day_on


def _last_day_marked(command: WithdrawMark, contract: Contract) -> date:
    """The last day before the mark that is meant. Refused: nothing_marked, which_mark."""
    member, mark = contract.members.get(command.resident_id), command.mark
    days = () if member is None else member.marked_on(mark)
    if not days:
        raise NothingMarked(resident=command.resident_id, mark=mark)
    last_days = days if mark is Mark.DEATH else tuple(day_before(day) for day in days)
    told = dict(zip(last_days if mark is Mark.REMOVAL else days, last_days, strict=True))
    if command.marked_on is None and len(told) == 1:
        return last_days[0]
    if command.marked_on not in told:
        raise WhichMark(resident=command.resident_id, mark=mark, days=tuple(told))
    return told[command.marked_on]


def _require_stayed(withdrawn: MarkWithdrawn, contract: Contract, around: Surroundings) -> None:
    """Refuse to withdraw one half of a move, or a return without which the person could not have gone on."""
    resident_id, day = withdrawn.resident_id, day_after(withdrawn.last_day_on)
    if withdrawn.mark is Mark.REMOVAL:
        for gone_on, contract_id in contract.members[resident_id].gone_to:
            if gone_on == day:
                raise WentElsewhere(resident=resident_id, contract=contract_id, day=day)
    if withdrawn.mark is Mark.RETURN:
        for each in around.onward:
            if each.joined_on >= day and each.contract.members[resident_id].present_on(each.joined_on):
                raise WentElsewhere(resident=resident_id, contract=each.contract_id, day=each.joined_on)
