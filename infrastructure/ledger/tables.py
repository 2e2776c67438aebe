"""The tables of a ledger. Rows that go with a record point to it by stream and version, never by position."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from infrastructure.ledger.column_types import Position
from projections.columns import Instant

metadata = MetaData()

events = Table(
    "events",
    metadata,
    Column("position", Position, primary_key=True, autoincrement=False),  # 1…n without a gap
    Column("recorded_at", Instant, nullable=False),  # stamped under the head, never backwards
    Column("stream_id", Uuid, nullable=False),
    Column("stream_version", Integer, nullable=False),
    Column("type", Text, nullable=False),  # the wire name
    Column("record", LargeBinary, nullable=False),  # canonical JSON, stored verbatim
    UniqueConstraint("stream_id", "stream_version"),
    Index("events_recorded_at", "recorded_at", "position"),
)

ledger_head = Table(
    "ledger_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # one row, locked, never updated
)

claims = Table(
    "claims",
    metadata,
    Column("resident_id", Uuid, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),  # the next one decides a race
    Column("stretch", Integer, primary_key=True, autoincrement=False),  # 0…, one a stretch of days
    Column("contract_id", Uuid, nullable=False),
    Column("contract_version", Integer, nullable=False),
    Column("from_on", Date),  # null: the contract holds no day of the person from this version on
    Column("to_on", Date),  # inclusive; null: open, the contract renews by silence
    Column("died_on", Date),
    Column("seal", LargeBinary, nullable=False),  # keyed hash of the row: the rules that made it may have changed since
)

commands = Table(
    "commands",
    metadata,
    Column("principal", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("request_hash", LargeBinary, nullable=False),  # keyed
    Column("stream_id", Uuid, nullable=False),
    Column("stream_version", Integer, nullable=False),
    Column("seal", LargeBinary, nullable=False),  # keyed hash of the row: no record says what the request was
)

sealed = Table(
    "sealed",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    Column("stream_version", Integer, primary_key=True, autoincrement=False),
    Column("field", Text, primary_key=True),  # where in the facts: details.name, members.0.note
    Column("subject_id", Uuid, nullable=False),
    Column("key_version", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False, index=True),  # what the record holds, in bytes
    Column("ciphertext", LargeBinary, nullable=False),  # nonce, then salt and value under the subject's key
)

subject_keys = Table(
    "subject_keys",
    metadata,
    Column("subject_id", Uuid, primary_key=True),
    Column("key_version", Integer, primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("stream_id", Uuid, nullable=False),
    Column("stream_version", Integer, nullable=False),
)

identifiers = Table(
    "identifiers",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("blind_index", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),  # the newest row says who bears the number
    Column("resident_id", Uuid, nullable=False),
    Column("resident_version", Integer, nullable=False),
    Column("released", Boolean, nullable=False),  # the person bears another number from this record on
)

store_meta = Table(
    "store_meta",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("tenant", Text, nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seal", LargeBinary, nullable=False),  # keyed hash of the row
)

ledger_versions = Table(
    "ledger_versions",
    metadata,
    Column("ledger_version", Integer, primary_key=True, autoincrement=False),  # the highest counts
    Column("made_at", Instant, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)

store_keys = Table(
    "store_keys",
    metadata,
    Column("kek_version", Integer, primary_key=True, autoincrement=False),  # 1…n; the newest counts
    Column("wrapped", LargeBinary, nullable=False),  # the root key under the key file of its time
    Column("made_at", Instant, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)

tracking = Table(
    "tracking",
    metadata,
    Column("name", Text, primary_key=True),
    Column("position", Position, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),  # one piece of work: user, machine, process
    Column("until", Instant, nullable=False),  # the machine's clock; the lease is free from then on
)

WRITTEN_ONCE = (events, claims, commands, sealed, subject_keys, identifiers)
"""What only grows."""

APPENDED_BY_OWNER = (ledger_versions, store_keys)
"""What only grows too; the app reads it."""

NEVER_WRITTEN = (ledger_head, store_meta)
"""What is as the store was made."""

GUARDED = (*WRITTEN_ONCE, *APPENDED_BY_OWNER, *NEVER_WRITTEN)
"""What nobody changes or deletes."""
