"""Judges the appends of a batch in their order, each against the record and against those before it."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from application.ports import Conflict, ConflictOn, KeyReused, Repeated
from infrastructure.ledger.look_up import Known
from infrastructure.ledger.rows import Prepared, Row

Refusal = Repeated | KeyReused | Conflict


def refusal_of(known: Known, append: Prepared) -> Refusal | None:
    """Why the append is not written; None where it is."""
    return _repeated(known, append) or _conflict(known, append)


def new_identifiers(known: Known, append: Prepared) -> Mapping[tuple[str, bytes], Row]:
    """The numbers of an accepted append by which nobody is known yet."""
    return {_number(row): row for row in append.identifiers if _number(row) not in known.identifiers}


def new_subject_keys(known: Known, append: Prepared) -> Mapping[tuple[UUID, int], Row]:
    """The subject keys of an accepted append that no earlier append of the batch writes."""
    return {_key(row): row for row in append.subject_keys if _key(row) not in known.subject_keys}


def count_in(known: Known, append: Prepared) -> None:
    """What an accepted append adds to the record, for those behind it."""
    for event in append.events:
        known.versions[UUID(str(event.originator_id))] = event.originator_version
    known.claim_seqs.update({resident_id: max(seqs) for resident_id, seqs in _claimed(append).items()})
    known.identifiers.update({_number(row): row["resident_id"] for row in append.identifiers})
    known.subject_keys.update({_key(row): row["wrapped"] for row in append.subject_keys})
    if append.command:
        known.commands[append.command["principal"], append.command["key"]] = append.command


def _repeated(known: Known, append: Prepared) -> Repeated | KeyReused | None:
    command = append.command
    before = known.commands.get((command["principal"], command["key"])) if command else None
    if command is None or before is None:
        return None
    if before["request_hash"] != command["request_hash"]:
        return KeyReused()
    return Repeated(stream_id=before["stream_id"], stream_version=before["stream_version"])


def _conflict(known: Known, append: Prepared) -> Conflict | None:
    if any(known.versions.get(stream_id, 0) != version for stream_id, version in append.expected):
        return Conflict(on=ConflictOn.STREAM)
    if any(known.claim_seqs.get(resident_id, 0) != seq for resident_id, seq in append.claims_read):
        return Conflict(on=ConflictOn.CLAIM)
    if not all(_follow(seqs, known.claim_seqs.get(resident, 0)) for resident, seqs in _claimed(append).items()):
        return Conflict(on=ConflictOn.CLAIM)
    if any(known.identifiers.get(_number(row), row["resident_id"]) != row["resident_id"] for row in append.identifiers):
        return Conflict(on=ConflictOn.IDENTIFIER)
    if any(known.subject_keys.get(_key(row), row["wrapped"]) != row["wrapped"] for row in append.subject_keys):
        return Conflict(on=ConflictOn.SUBJECT_KEY)
    return None


def _claimed(append: Prepared) -> Mapping[UUID, set[int]]:
    seqs: dict[UUID, set[int]] = defaultdict(set)
    for row in append.claims:
        seqs[row["resident_id"]].add(row["seq"])
    return seqs


def _follow(seqs: set[int], last: int) -> bool:
    return sorted(seqs) == list(range(last + 1, last + 1 + len(seqs)))


def _number(row: Row) -> tuple[str, bytes]:
    return row["kind"], row["blind_index"]


def _key(row: Row) -> tuple[UUID, int]:
    return row["subject_id"], row["key_version"]
