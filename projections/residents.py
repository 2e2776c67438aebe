"""What is known of each person: the one read model that holds names, so that people can read the others.

Its rows are personal data: they leave with the person's key, and nothing else copies them. Statements name people by
their ids only, since a server writes a statement that fails into its log.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Index, MetaData, Table, select

from application.envelope import Event
from domain.personal import Personal
from domain.resident.events import (
    IdentifierKind,
    ResidentAbsorbed,
    ResidentDetails,
    ResidentDetailsChanged,
    ResidentEvent,
    ResidentIdentified,
    ResidentMerged,
    ResidentRegistered,
)
from projections.batch import Batch, Projection, Tables
from projections.columns import OPEN_POSITION, day_column, id_column, known_columns, text_column
from projections.span_changes import Row
from projections.writing import add_personal_rows, close_rows

PHONE_TAIL = 4
"""People say the last four digits of a phone number."""

NUMBERS: Mapping[IdentifierKind, str] = {
    IdentifierKind.CITIZEN_ID: "citizen_id",
    IdentifierKind.BIRTH_CERTIFICATE: "birth_certificate",
    IdentifierKind.PASSPORT: "passport",
}


def tables(metadata: MetaData, suffix: str) -> Tables:
    """One row a person and state of knowledge, `known_from` to `known_to`, inclusive; None: not known, or forgotten."""
    table = Table(
        f"residents{suffix}",
        metadata,
        id_column("resident_id", key=True),
        *known_columns(),
        text_column("name", nullable=True),
        text_column("sex", nullable=True),
        day_column("birth_on", nullable=True),
        text_column("phone", nullable=True),
        text_column("phone_tail", nullable=True),
        text_column("address", nullable=True),
        text_column("household_book_number", nullable=True),
        *(text_column(name, nullable=True) for name in NUMBERS.values()),
        id_column("merged_into", nullable=True),
    )
    still_known = table.c.known_to == OPEN_POSITION
    for column in (table.c.name, table.c.phone_tail, *(table.c[name] for name in NUMBERS.values())):
        Index(f"{table.name}_{column.name}", column, sqlite_where=still_known, postgresql_where=still_known)
    merged = table.c.merged_into.is_not(None)
    Index(f"{table.name}_merged", table.c.merged_into, sqlite_where=merged, postgresql_where=merged)
    return {"residents": table}


def apply(connection: Connection, tables: Tables, batch: Batch) -> None:
    """Each fact about a person closes the row that was known and opens the next."""
    facts = [record for record in batch.records if isinstance(record.event, ResidentEvent)]
    table = tables["residents"]
    known = _known(connection, table, list({record.stream_id for record in facts}))
    added: list[Row] = []
    closed: list[Row] = []
    for fact in facts:
        before = known.get(fact.stream_id)
        learned = _learned(fact.event)
        if before is not None and not learned:
            continue
        if before is not None and before["known_from"] < batch.records[0].position:
            closed.append({"resident_id": fact.stream_id, "known_to": fact.position - 1})
        elif before is not None:
            before["known_to"] = fact.position - 1
        after = {**(before or _nobody(table, fact.stream_id)), **learned}
        known[fact.stream_id] = after | {"known_from": fact.position, "known_to": OPEN_POSITION}
        added.append(known[fact.stream_id])
    close_rows(connection, table, closed)
    add_personal_rows(connection, table, added)


def _known(connection: Connection, table: Table, resident_ids: Sequence[UUID]) -> dict[UUID, Row]:
    query = select(table).where(table.c.resident_id.in_(resident_ids), table.c.known_to == OPEN_POSITION)
    return {row["resident_id"]: dict(row) for row in connection.execute(query).mappings()}


def _nobody(table: Table, resident_id: UUID) -> Row:
    return {column.name: None for column in table.columns} | {"resident_id": resident_id}


def _learned(event: Event) -> Row:
    match event:
        case ResidentRegistered() | ResidentDetailsChanged():
            return _details(event.details)
        case ResidentIdentified():
            return {NUMBERS[event.kind]: event.number.text}
        case ResidentMerged():
            return {"merged_into": event.same_as_id}
        case ResidentAbsorbed():
            return {}  # told by the duplicate's own row
        case _:
            raise TypeError("a resident's stream holds events of residents only")


def _details(details: ResidentDetails) -> Row:
    learned: Row = {
        name: value.text
        for name in ("name", "sex", "phone", "address", "household_book_number")
        if isinstance(value := getattr(details, name), Personal)
    }
    if details.birth_on is not None:
        learned["birth_on"] = None if details.birth_on.text is None else date.fromisoformat(details.birth_on.text)
    if "phone" in learned:
        learned["phone_tail"] = learned["phone"] and learned["phone"][-PHONE_TAIL:]
    return learned


RESIDENTS = Projection(name="residents", version=1, tables=tables, apply=apply, reads_personal_values=True)
