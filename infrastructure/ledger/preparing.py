"""Makes an append ready before the head is taken: encoded, sealed, hashed; only position and instant are missing."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from application.envelope import Event, effective_on
from application.ports import Append, CommandKey, NewClaim
from domain.personal import Personal
from infrastructure.ledger.canonical import UnsealedValue
from infrastructure.ledger.claims import stretches_of
from infrastructure.ledger.mapper import Fact, RecordMapper
from infrastructure.ledger.rows import Prepared, Row
from infrastructure.ledger.tables import claims, commands
from infrastructure.vault.key_ring import KeyRing
from infrastructure.vault.keys import StoreKeys
from infrastructure.vault.personal_fields import personal_values, rewritten
from infrastructure.vault.sealing import Place, seal

OWN_KEY = "command"
"""The principal under which a command without a key of its own is known."""


def subjects(appends: Sequence[Append]) -> Collection[UUID]:
    """Everybody of whom the appends hold a personal value."""
    return {
        value.subject
        for append in appends
        for stream in append.streams
        for event in stream.events
        for value in personal_values(event)
    }


def prepare(append: Append, mapper: RecordMapper, keys: StoreKeys, ring: KeyRing) -> Prepared:
    """The rows of one append.

    Raises `ValueError` for one without events, or with none of what it is about; `UnsealedValue` for a closed value.
    """
    if not append.streams or not all(stream.events for stream in append.streams):
        raise ValueError("an append has at least one event for every stream that it names")
    seals = _Seals(ring)
    records = tuple(_records(append, mapper, seals))
    return Prepared(
        events=records,
        expected=(
            *((stream.stream_id, stream.expected_version) for stream in append.streams),
            *append.read.streams,
        ),
        claims_read=append.read.claims,
        claims=tuple(row for claim in append.claims for row in _claim_rows(claim, keys)),
        command=_command_row(append, keys),
        identifiers=tuple(
            {
                "kind": new.identifier.kind.value,
                "blind_index": keys.blind_index(new.identifier.kind.value, new.identifier.number),
                "resident_id": new.resident_id,
                "resident_version": new.resident_version,
                "released": new.released,
            }
            for new in append.identifiers
        ),
        sealed=tuple(seals.rows),
        subject_keys=tuple(seals.new_keys.values()),
    )


class _Seals:
    """Seals the values of one append and gathers the rows that come of it."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self.rows: list[Row] = []
        self.new_keys: dict[UUID, Row] = {}

    def close(self, event: Event, stream_id: UUID, version: int) -> Event:
        """The event with digests for its personal values."""
        return rewritten(event, lambda field, value: self._close(value, stream_id, version, field))

    def _close(self, value: Personal, stream_id: UUID, version: int, field: str) -> Personal:
        if value.text is None:
            raise UnsealedValue
        key = self._ring.of(value.subject)
        place = Place(
            stream_id=stream_id,
            stream_version=version,
            field=field,
            subject_id=value.subject,
            key_version=key.version,
        )
        row = seal(value.text, key.key, place)
        self.rows.append(row)
        if key.new_wrapped is not None and value.subject not in self.new_keys:
            self.new_keys[value.subject] = {
                "subject_id": value.subject,
                "key_version": key.version,
                "wrapped": key.new_wrapped,
                "stream_id": stream_id,
                "stream_version": version,
            }
        return Personal(value.subject, value.text, row["digest"].hex())


def _records(append: Append, mapper: RecordMapper, seals: _Seals) -> Iterator[StoredEvent]:
    for stream in append.streams:
        for version, event in enumerate(stream.events, stream.expected_version + 1):
            fact = Fact(
                originator_id=stream.stream_id,
                originator_version=version,
                effective_on=effective_on(event),
                actor=append.actor,
                cause=append.cause,
                event=seals.close(event, stream.stream_id, version),
            )
            yield mapper.to_stored_event(fact)


def _claim_rows(claim: NewClaim, keys: StoreKeys) -> Iterator[Row]:
    for stretch in stretches_of(claim.held):
        row = {
            "resident_id": claim.resident_id,
            "seq": claim.seq,
            "contract_id": claim.contract_id,
            "contract_version": claim.contract_version,
            **stretch._asdict(),
        }
        yield {**row, "seal": keys.row_seal(claims.name, row)}


def _command_row(append: Append, keys: StoreKeys) -> Row:
    about = append.main
    command = append.command or _own_key(append)
    row = {
        "principal": command.principal,
        "key": command.key,
        "request_hash": keys.command_hash(command.request),
        "stream_id": about.stream_id,
        "stream_version": about.expected_version + len(about.events),
    }
    return {**row, "seal": keys.row_seal(commands.name, row)}


def _own_key(append: Append) -> CommandKey:
    """The command id is the key. The request says what it was for: the same id for other facts is no repetition."""
    about = append.main
    request = f"{about.stream_id}/{about.expected_version}".encode()
    return CommandKey(principal=OWN_KEY, key=str(append.cause.command_id), request=request)
