"""What is marked of a person counts in the contracts that went on to cover them: in the same append, or not at all.

A death or a move away may become known after the person went to another contract ("因死亡、长期外迁等原因无法继续落实
服务的", 000, article 5). A consent that is taken back in the contract left is taken back where the person is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from domain.calendar import day_after, day_before
from domain.contract.consents.events import ConsentGiven, ConsentWithdrawn
from domain.contract.consents.state import said
from domain.contract.events import ContractEvent, Mark, MarkWithdrawn, MemberDied, MemberRelocated
from domain.contract.keeping.classes import require_not_disposed
from domain.contract.lapse import with_lapse, with_resumption
from domain.contract.member import Movement
from domain.contract.questions import require_free
from domain.contract.state import Contract, evolve
from domain.contract.surroundings import Onward, Surroundings

Said = MemberDied | MemberRelocated | MarkWithdrawn | ConsentWithdrawn
"""What is said of a person wherever they are under contract."""


def onward_of(
    contract_id: UUID, contract: Contract, resident_id: UUID, load: Callable[[UUID], Contract]
) -> tuple[Onward, ...]:
    """The contracts to which a person went from this one, and from there, by day; those entered in error left aside."""
    found: list[Onward] = []
    seen, queue = {contract_id}, [contract]
    while queue:
        for joined_on, to_id in _ways_out(queue.pop(0), resident_id):
            joined = load(to_id)
            member = joined.members.get(resident_id)
            if joined.entered_in_error or member is None or (joined_on, Movement.JOINED) not in member.recorded:
                continue
            found.append(Onward(contract_id=to_id, joined_on=joined_on, contract=joined))
            if to_id not in seen:
                seen.add(to_id)
                queue.append(joined)
    onward = {(each.joined_on, each.contract_id): each for each in found if each.contract_id != contract_id}
    return tuple(onward[key] for key in sorted(onward))


def carried_onward(
    facts: Sequence[ContractEvent], contract: Contract, around: Surroundings
) -> Mapping[UUID, tuple[ContractEvent, ...]]:
    """What these facts of a contract, which stands as given with them, mean to those of `around.onward`.

    Refused: disposed; a mark withdrawn: what taking it back refuses there.
    """
    after: dict[UUID, Contract] = {around.contract_id: contract}
    found: dict[UUID, tuple[ContractEvent, ...]] = {}
    for fact in (each for each in facts if isinstance(each, Said)):
        here = around.contract_id
        for each in around.onward:
            joined = after.setdefault(each.contract_id, each.contract)
            if _ends_before(fact, after[here], each.joined_on):
                break
            told = tuple(_told(fact, joined, each.joined_on, around))
            if told:
                require_not_disposed(joined)
            for one in told:
                joined = evolve(joined, one)
            after[each.contract_id], here = joined, each.contract_id
            found[each.contract_id] = (*found.get(each.contract_id, ()), *told)
            if isinstance(fact, MarkWithdrawn) and told:
                _require_free(fact, each.contract_id, joined, around)
    return {contract_id: told for contract_id, told in found.items() if told}


def _ways_out(contract: Contract, resident_id: UUID) -> Iterator[tuple[date, UUID]]:
    member, successor = contract.members.get(resident_id), contract.successor
    if member is not None:
        yield from member.gone_to
        if successor is not None:
            yield day_after(successor.last_day_on), successor.contract_id


def _ends_before(fact: Said, contract: Contract, joined_on: date) -> bool:
    """Whether a move, or its withdrawal, means nothing to where the person went.

    Who had moved away was back before going on; or had moved away again.
    """
    member, day = contract.members[fact.resident_id], day_before(joined_on)
    match fact:
        case MemberRelocated():
            return member.present_on(day)
        case MarkWithdrawn(mark=Mark.RELOCATION):
            return member.away_on(day)
        case _:
            return False


def _told(fact: Said, joined: Contract, joined_on: date, around: Surroundings) -> Iterator[ContractEvent]:
    member = joined.members[fact.resident_id]
    match fact:
        case MemberDied() if fact.last_day_on < joined_on and member.died_on is None:
            yield from with_lapse(joined, fact)
        case MemberRelocated() if fact.last_day_on < joined_on and not member.away_on(joined_on):
            yield from with_lapse(joined, replace(fact, last_day_on=day_before(joined_on)))
        case MarkWithdrawn(mark=Mark.DEATH) if member.died_on == fact.last_day_on:
            yield from with_resumption(joined, replace(fact, contract_resumes=False))
        case MarkWithdrawn(mark=Mark.RELOCATION) if fact.last_day_on < joined_on and member.away_on(joined_on):
            there = replace(fact, last_day_on=day_before(joined_on), contract_resumes=False)
            yield from with_resumption(joined, there)
        case ConsentWithdrawn():
            last = said(joined.consents, fact.resident_id, fact.purpose).entries[-1:]
            if any(isinstance(given, ConsentGiven) and day <= fact.withdrawn_on for day, given in last):
                yield replace(fact, from_contract_id=around.contract_id)
        case _:
            return


def _require_free(fact: MarkWithdrawn, contract_id: UUID, after: Contract, around: Surroundings) -> None:
    others = around.claims[fact.resident_id].besides({around.contract_id, *around.onward_ids})
    require_free(contract_id, after, others, around.policy_of(after, after.start_on))
