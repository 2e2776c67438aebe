"""What rests on a move that is to be taken back, and has to be undone first: nothing that happened is lost."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from domain.contract.moves.refusals import MoveRestedUpon, Resting
from domain.contract.state import Contract

Found = Iterator[tuple[Resting, date]]


def require_nothing_rests(
    contract_id: UUID, joined: Contract, people: Collection[UUID], since: date, *, whole: bool
) -> None:
    """Refuse to take people out of a contract of which something is on record that rests on their being there.

    `whole`: the contract came of the move, so that whatever is on record of it does. Terms that silence renewed and
    papers do not count: they are void with the contract.
    """
    for what, day in (*_of_people(joined, people, since), *_of_contract(joined, people, whole=whole)):
        raise MoveRestedUpon(contract=contract_id, what=what, day=day)


def _of_people(joined: Contract, people: Collection[UUID], since: date) -> Found:
    for service in joined.services.values():
        if service.stands and service.delivered_on >= since and not set(people).isdisjoint(service.resident_ids):
            yield Resting.SERVICE, service.delivered_on
    for member in (joined.members[each] for each in people):
        yield from ((Resting.COMING_OR_GOING, day) for day, _ in member.presence.entries if day > since)
        if member.died_on is not None and member.died_on >= since:
            yield Resting.DEATH, member.died_on
    for fee in joined.fees:
        if fee.stands and fee.charged.resident_id in people and fee.charged.charged_on >= since:
            yield Resting.FEE, fee.charged.charged_on


def _of_contract(joined: Contract, people: Collection[UUID], *, whole: bool) -> Found:
    if joined.successor is not None:
        yield Resting.FURTHER_MOVE, joined.successor.last_day_on
    if not whole:
        return
    for member in joined.members.values():
        spans = () if member.resident_id in people else member.present_spans()
        yield from ((Resting.COMING_OR_GOING, from_on) for from_on, _ in spans)
    terms = joined.terms
    if terms.termination is not None:
        yield Resting.TERMINATION, terms.termination.decided_on
    if terms.pending_request is not None:
        yield Resting.TERMINATION_REQUEST, terms.pending_request.requested_on
