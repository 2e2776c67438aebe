"""Judges the appends of a batch in their order, each against the record and against those before it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from application.ports import Conflict, ConflictOn, KeyReused, Repeated
from infrastructure.ledger.look_up import NOBODY, Bearer, Known
from infrastructure.ledger.rows import Prepared, Row

Refusal = Repeated | KeyReused | Conflict


def refusal_of(known: Known, append: Prepared) -> Refusal | None:
    """Why the append is not written; None where it is."""
    return _repeated(known, append) or _conflict(known, append)


def new_identifiers(known: Known, append: Prepared) -> Sequence[Row]:
    """What an accepted append changes about who is known by a number, with the place in the number's own history."""
    return _changes_of_bearer(known, append) or ()


def new_subject_keys(known: Known, append: Prepared) -> Mapping[tuple[UUID, int], Row]:
    """The subject keys of an accepted append that no earlier append of the batch writes."""
    return {_key(row): row for row in append.subject_keys if _key(row) not in known.subject_keys}


def count_in(known: Known, append: Prepared) -> None:
    """What an accepted append adds to the record, for those behind it."""
    for event in append.events:
        known.versions[UUID(str(event.originator_id))] = event.originator_version
    known.claim_seqs.update({resident_id: max(seqs) for resident_id, seqs in _claimed(append).items()})
    known.identifiers.update({_number(row): _bearer_after(row) for row in new_identifiers(known, append)})
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
    if _changes_of_bearer(known, append) is None:
        return Conflict(on=ConflictOn.IDENTIFIER)
    if any(known.subject_keys.get(_key(row), row["wrapped"]) != row["wrapped"] for row in append.subject_keys):
        return Conflict(on=ConflictOn.SUBJECT_KEY)
    return None


def _changes_of_bearer(known: Known, append: Prepared) -> Sequence[Row] | None:
    """None where a number is somebody else's. Who bears it already takes it again without a trace."""
    changed: dict[tuple[str, bytes], Bearer] = {}
    rows: list[Row] = []
    for row in append.identifiers:
        number = _number(row)
        bearer, seq = changed.get(number) or known.identifiers.get(number, NOBODY)
        if bearer != row["resident_id"] and (row["released"] or bearer is not None):
            return None
        if row["released"] or bearer is None:
            rows.append({**row, "seq": seq + 1})
            changed[number] = _bearer_after(rows[-1])
    return rows


def _bearer_after(row: Row) -> Bearer:
    return Bearer(None if row["released"] else row["resident_id"], row["seq"])


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
