"""What is claimed of people, in rows and out of rows: of every contract its newest word."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, select

from domain.contract.claims import Held, ResidentClaims
from infrastructure.ledger.slices import slices
from infrastructure.ledger.tables import claims


class StretchRow(NamedTuple):
    """The columns of one row of a claim that say what is claimed; a claim of no day has one row without days."""

    stretch: int
    from_on: date | None
    to_on: date | None
    died_on: date | None


def read_claims(connection: Connection, resident_ids: Sequence[UUID]) -> dict[UUID, ResidentClaims]:
    """The claims of each person; somebody without any has an empty answer."""
    rows: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for part in slices(set(resident_ids)):
        query = select(claims).where(claims.c.resident_id.in_(part)).order_by(claims.c.seq, claims.c.stretch)
        for row in connection.execute(query):
            rows[row.resident_id].append(row)
    return {resident_id: _claims(resident_id, rows[resident_id]) for resident_id in resident_ids}


def _claims(resident_id: UUID, rows: Sequence[Row[Any]]) -> ResidentClaims:
    newest: dict[UUID, int] = {row.contract_id: row.seq for row in rows}  # in the order of seq: the last one stays
    held = {
        contract_id: held_by([row for row in rows if row.contract_id == contract_id and row.seq == seq])
        for contract_id, seq in newest.items()
    }
    return ResidentClaims(resident_id=resident_id, last_seq=max(newest.values(), default=0), held=held)


def held_by(rows: Sequence[Row[Any]]) -> Held:
    """What the rows of one claim say; one row without a first day says: nothing."""
    stretches = tuple((row.from_on, row.to_on) for row in rows if row.from_on is not None)
    return Held(stretches=stretches, died_on=rows[0].died_on)


def stretches_of(held: Held) -> Iterator[StretchRow]:
    """The rows of one claim."""
    for number, (from_on, to_on) in enumerate(held.stretches or ((None, None),)):
        yield StretchRow(number, from_on, to_on, held.died_on)
