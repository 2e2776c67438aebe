"""A folded contract as spans of days: what held from when to when, as far as is known. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from domain.calendar import day_after, day_before
from domain.contract.lapse import gaps
from domain.contract.member import Member
from domain.contract.state import Contract, InForce
from domain.contract.terms.due import next_due_on
from domain.policy.model import PolicyRef, Term
from domain.policy.packages import Package
from domain.populations import Category
from domain.timeline import Timeline
from projections.columns import OPEN_DAY

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractSpan:
    """Days of one term on which team, doctor, village and package stayed the same; inclusive."""

    household_number: str | None
    agreement_number: str
    policy: PolicyRef
    team_id: UUID
    doctor: str
    village: str
    package: Package
    term: Term
    from_on: date
    to_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberSpan:
    """Days on which a person belonged to the contract, terms left aside: a renewal changes none.

    `member_number` counts from 1 in the order in which people joined.
    """

    resident_id: UUID
    member_number: int
    relationship: str
    from_on: date
    to_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagSpan:
    """Days for which a population category is noted of a member."""

    resident_id: UUID
    category: Category
    from_on: date
    to_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class DueDay:
    """The day on which the contract falls due: the first after its last term, where something is to be decided then.

    `by_silence`: that term is one that silence renews.
    """

    from_on: date
    by_silence: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AbsenceSpan:
    """Days on which a member is away for work, and since when; covered all the same."""

    resident_id: UUID
    since_on: date
    from_on: date
    to_on: date


Span = ContractSpan | MemberSpan | FlagSpan | DueDay | AbsenceSpan


def spans_of(contract: Contract) -> frozenset[Span]:
    """Everything that the contract says of days; nothing if it was entered in error."""
    if contract.entered_in_error:
        return frozenset()
    members = enumerate(contract.members.values(), start=1)
    return frozenset(
        [
            *_contract_spans(contract),
            *(span for number, member in members for span in _member_spans(number, member)),
            *_due_days(contract),
        ]
    )


def _due_days(contract: Contract) -> Iterator[DueDay]:
    due_on = next_due_on(contract)
    if due_on is not None:
        yield DueDay(from_on=due_on, by_silence=contract.terms.last.renews_silently)


def _contract_spans(contract: Contract) -> Iterator[ContractSpan]:
    starts = [day for day in sorted(_days_of_change(contract)) if contract.start_on <= day <= contract.last_day_on]
    ends = [*(day_before(day) for day in starts[1:]), contract.last_day_on]
    for from_on, to_on in zip(starts, ends, strict=False):  # no start where the contract lapsed before its first day
        standing = contract.on(from_on)
        if isinstance(standing, InForce):
            yield ContractSpan(
                household_number=contract.household_number,
                agreement_number=contract.agreement_number,
                policy=standing.policy,
                team_id=standing.team_id,
                doctor=standing.doctor,
                village=standing.village,
                package=standing.package,
                term=standing.term,
                from_on=from_on,
                to_on=to_on,
            )


def _days_of_change(contract: Contract) -> set[date]:
    return (
        {agreed.term.start_on for agreed in contract.terms.agreed}
        | _days(contract.team_id)
        | _days(contract.doctor)
        | _days(contract.village)
        | _days(contract.package)
        | {day for first, last in gaps(contract) for day in (first, day_after(last))}
    )


def _days(timeline: Timeline[T]) -> set[date]:
    return {day for day, _ in timeline.entries}


def _member_spans(number: int, member: Member) -> Iterator[MemberSpan | FlagSpan | AbsenceSpan]:
    for from_on, to_on in member.present_spans():
        yield MemberSpan(
            resident_id=member.resident_id,
            member_number=number,
            relationship=member.relationship,
            from_on=from_on,
            to_on=to_on or OPEN_DAY,
        )
    for category, from_on, to_on in member.flag_spans():
        yield FlagSpan(resident_id=member.resident_id, category=category, from_on=from_on, to_on=to_on or OPEN_DAY)
    for since_on, from_on, to_on in member.absences():
        yield AbsenceSpan(resident_id=member.resident_id, since_on=since_on, from_on=from_on, to_on=to_on or OPEN_DAY)
