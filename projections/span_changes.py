"""What a batch of facts does to the spans of its contracts, worked out in memory before a table is touched."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from application.envelope import Event, Recorded
from domain.contract.events import ContractEvent
from domain.contract.state import Contract, evolve
from projections.columns import OPEN_POSITION
from projections.spans import AbsenceSpan, ContractSpan, DueDay, FlagSpan, MemberSpan, Span, spans_of

Row = dict[str, Any]


class SpanChanges:
    """Rows to add, some of them superseded already, and open rows of earlier batches to close."""

    def __init__(self) -> None:
        self._added: list[tuple[Span, Row]] = []
        self._closed: list[tuple[Span, Row]] = []
        self._open: dict[tuple[UUID, Span], Row] = {}

    def fold(self, history: Sequence[Recorded[Event]], facts: Sequence[Recorded[Event]]) -> None:
        """Take in the facts of one contract, which follow its history; together they begin with its signing."""
        contract = _folded(history)
        signed_position = (history or facts)[0].position
        before = frozenset() if contract is None else spans_of(contract)
        for fact in facts:
            contract = _evolved(contract, fact)
            after = spans_of(contract)
            for span in before - after:
                self._close(fact.stream_id, span, fact.position - 1)
            for span in after - before:
                self._add(fact.stream_id, span, fact.position, signed_position)
            before = after

    def added(self, kind: type[Span]) -> list[Row]:
        """The rows to add to the table of one kind of span."""
        return [row for span, row in self._added if isinstance(span, kind)]

    def closed(self, kind: type[Span]) -> list[Row]:
        """The key of each open row to close, with its `known_to`."""
        return [row for span, row in self._closed if isinstance(span, kind)]

    def _close(self, contract_id: UUID, span: Span, known_to: int) -> None:
        added_here = self._open.pop((contract_id, span), None)
        if added_here is None:
            self._closed.append((span, {**_key(contract_id, span), "known_to": known_to}))
        else:
            added_here["known_to"] = known_to

    def _add(self, contract_id: UUID, span: Span, position: int, signed_position: int) -> None:
        row = {**_key(contract_id, span), **_values(span), "known_from": position, "known_to": OPEN_POSITION}
        if isinstance(span, ContractSpan):
            row["signed_position"] = signed_position
        self._open[contract_id, span] = row
        self._added.append((span, row))


def _folded(history: Sequence[Recorded[Event]]) -> Contract | None:
    contract: Contract | None = None
    for record in history:
        contract = _evolved(contract, record)
    return contract


def _evolved(contract: Contract | None, record: Recorded[Event]) -> Contract:
    if not isinstance(record.event, ContractEvent):
        raise TypeError("a contract's stream holds events of contracts only")
    return evolve(contract, record.event)


def _key(contract_id: UUID, span: Span) -> Row:
    key: Row = {"contract_id": contract_id, "from_on": span.from_on}
    if isinstance(span, MemberSpan | FlagSpan | AbsenceSpan):
        key["resident_id"] = span.resident_id
    if isinstance(span, FlagSpan):
        key["category"] = span.category.value
    return key


def _values(span: Span) -> Row:
    if isinstance(span, DueDay):
        return {"by_silence": span.by_silence}
    if isinstance(span, FlagSpan):
        return {"to_on": span.to_on}
    if isinstance(span, AbsenceSpan):
        return {"to_on": span.to_on, "since_on": span.since_on}
    if isinstance(span, ContractSpan):
        return _contract_values(span)
    return {"to_on": span.to_on, "member_number": span.member_number, "relationship": span.relationship}


def _contract_values(span: ContractSpan) -> Row:
    return {
        "to_on": span.to_on,
        "household_number": span.household_number,
        "agreement_number": span.agreement_number,
        "policy_name": span.policy.name,
        "policy_version": span.policy.version,
        "policy_digest": span.policy.digest,
        "team_id": span.team_id,
        "doctor": span.doctor,
        "village": span.village,
        "package": span.package.value,
        "term_number": span.term.number,
        "term_start_on": span.term.start_on,
        "term_end_on": span.term.end_on,
        "term_anchor_on": span.term.anchor_on,
    }
