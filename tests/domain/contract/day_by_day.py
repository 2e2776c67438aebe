"""Who is covered when, worked out day by day from the facts: the slow and obvious way, to compare the rules with."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from domain.calendar import day_after, day_before
from domain.contract import events as facts
from domain.contract.claims import Stretch
from domain.contract.events import ContractEvent, Mark
from domain.contract.moves.events import MemberMoveVoided

FIRST, LAST = date(2018, 3, 1), date(2018, 6, 30)


def calendar() -> Iterator[date]:
    """Every day on which something may be dated here, and the day after."""
    return (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 2))


def covered_days(history: Sequence[ContractEvent], resident_id: UUID) -> set[date]:
    """The days on which somebody is covered, written down day by day, the slow and obvious way."""
    written: dict[date, bool] = {}
    died_on = date.max
    for recorded in remaining(history):
        fact = recorded.signing if isinstance(recorded, facts.ContractBackSigned) else recorded
        if isinstance(fact, facts.ContractSigned) and any(each.resident_id == resident_id for each in fact.members):
            written[fact.term.start_on] = True
        elif getattr(fact, "resident_id", None) == resident_id:
            match fact:
                case facts.MemberAdded(joined_on=day) | facts.MemberReturned(returned_on=day):
                    written[day] = True
                case facts.MemberRemoved(last_day_on=day) | facts.MemberRelocated(last_day_on=day):
                    written[day_after(day)] = False
                case facts.MemberDied(last_day_on=day):
                    died_on = day
                case _:
                    pass
    covered, found = False, set()
    for day in calendar():
        covered = written.get(day, covered)
        if covered and day <= died_on:
            found.add(day)
    return found


def remaining(history: Sequence[ContractEvent]) -> list[ContractEvent]:
    """The facts without the marks that were withdrawn, and without the leaving of who is said to have stayed."""
    kept: list[ContractEvent] = []
    for fact in history:
        if isinstance(fact, facts.MarkWithdrawn):
            assert any(_marks(fact, each) for each in kept)
            kept = [each for each in kept if not _marks(fact, each)]
        elif isinstance(fact, MemberMoveVoided):
            (left,) = [each for each in kept if _is_of(fact, each)]
            kept.remove(left)
        else:
            kept.append(fact)
    return kept


def _marks(withdrawn: facts.MarkWithdrawn, fact: ContractEvent) -> bool:
    match fact:
        case facts.MemberReturned(resident_id=who, returned_on=day):
            told = (who, Mark.RETURN, day_before(day))
        case facts.MemberDied(resident_id=who, last_day_on=day):
            told = (who, Mark.DEATH, day)
        case facts.MemberRelocated(resident_id=who, last_day_on=day):
            told = (who, Mark.RELOCATION, day)
        case facts.MemberRemoved(resident_id=who, last_day_on=day):
            told = (who, Mark.REMOVAL, day)
        case _:
            return False
    return told == (withdrawn.resident_id, withdrawn.mark, withdrawn.last_day_on)


def _is_of(voided: MemberMoveVoided, fact: ContractEvent) -> bool:
    told = (voided.resident_id, voided.last_day_on, voided.to_contract_id)
    return isinstance(fact, facts.MemberRemoved) and (fact.resident_id, fact.last_day_on, fact.to_contract_id) == told


def days_of(stretches: Sequence[Stretch]) -> set[date]:
    return {day for start_on, end_on in stretches for day in calendar() if start_on <= day <= (end_on or day)}
