"""When nobody is left to serve: a contract lapses with its last member, and goes on where one turns out to be left.

"对已签约家庭和个人因死亡、长期外迁等原因无法继续落实服务的" (000, article 5).
"""

from dataclasses import replace
from datetime import date

from domain.calendar import day_after, day_before
from domain.contract.events import (
    ContractEvent,
    ContractLapsed,
    LapseReason,
    MarkWithdrawn,
    MemberAdded,
    MemberDied,
    MemberRelocated,
    MemberRemoved,
    MemberReturned,
)
from domain.contract.member import Member
from domain.contract.refusals import LastMember
from domain.contract.state import Contract, Lapse, evolve


def with_lapse(
    contract: Contract, ending: MemberDied | MemberRelocated | MemberRemoved | MarkWithdrawn
) -> tuple[ContractEvent, ...]:
    """An ending, or a return that never was, followed by the lapse that comes of it, if not on record."""
    return (ending, *_lapsed_otherwise(contract, evolve(contract, ending)))


def with_resumption(
    contract: Contract, fact: MemberAdded | MemberReturned | MarkWithdrawn
) -> tuple[ContractEvent, ...]:
    """A fact that leaves somebody with a contract that had lapsed, which then is in force again.

    Refused (last_member): with it, everybody would have left the household and nobody died or moved away.
    """
    after = evolve(contract, fact)
    if last_covered_day(after) is None:
        return (fact if contract.lapse is None else replace(fact, contract_resumes=True),)
    if lapse_of(after) is None:
        raise LastMember(resident=fact.resident_id)
    return (fact, *_lapsed_otherwise(contract, after))


def last_covered_day(contract: Contract) -> date | None:
    """The last day on which anybody is a member; None while somebody is with an open end."""
    last_days = [end_on for member in contract.members.values() for _, end_on in member.present_spans()]
    ends = [end_on for end_on in last_days if end_on is not None]
    return None if len(ends) < len(last_days) else max(ends, default=day_before(contract.start_on))


def lapse_of(contract: Contract) -> Lapse | None:
    """How the contract lapses; None while somebody is left, or where nobody died or moved away but all left."""
    last_day_on = last_covered_day(contract)
    reasons = {reason for member in contract.members.values() if (reason := _reason_of(member)) is not None}
    if last_day_on is None or not reasons:
        return None
    reason = reasons.pop() if len(reasons) == 1 else LapseReason.MIXED
    return Lapse(reason=reason, last_day_on=last_day_on)


def gaps(contract: Contract) -> tuple[tuple[date, date], ...]:
    """First and last day of each stretch of the contract's days on which nobody is in it; inclusive."""
    found, reached = [], day_before(contract.start_on)
    spans = [span for member in contract.members.values() for span in member.present_spans()]
    for start_on, end_on in sorted(spans, key=lambda span: span[0]):
        if start_on > day_after(reached):
            found.append((day_after(reached), day_before(start_on)))
        if end_on is None:
            break
        reached = max(reached, end_on)
    else:
        if reached < contract.last_day_on:
            found.append((day_after(reached), contract.last_day_on))
    return tuple(found)


def is_away(contract: Contract, day: date) -> bool:
    """Whether everybody of a contract is away on a day of the term in which the last one moved, and it may go on.

    Where they died it does not, nor where another contract went on instead, or this one was ended by then.
    """
    lapse = contract.lapse
    if contract.entered_in_error or contract.successor is not None or day > contract.terms.last_day_on:
        return False
    if lapse is None or day <= lapse.last_day_on:
        return any(first <= day <= last for first, last in gaps(contract))
    return lapse.reason is not LapseReason.DECEASED and day <= contract.terms.on(lapse.last_day_on).term.end_on


def _lapsed_otherwise(contract: Contract, after: Contract) -> tuple[ContractLapsed, ...]:
    lapse = lapse_of(after)
    if lapse is None or lapse == contract.lapse:
        return ()
    never_in_force = lapse.last_day_on < contract.start_on
    return (ContractLapsed(reason=lapse.reason, last_day_on=lapse.last_day_on, never_in_force=never_in_force),)


def _reason_of(member: Member) -> LapseReason | None:
    spans = member.present_spans()
    if not spans:  # died or moved away before the first day in the contract, or never belonged to it
        return LapseReason.DECEASED if member.died_on is not None else _away_from_the_first_day(member)
    last_day_on = spans[-1][1]
    if last_day_on is None:
        return None
    if last_day_on == member.died_on:
        return LapseReason.DECEASED
    return LapseReason.RELOCATED if member.away_on(day_after(last_day_on)) else None


def _away_from_the_first_day(member: Member) -> LapseReason | None:
    return LapseReason.RELOCATED if member.relocations and member.away_on(member.relocations[0]) else None
