"""The keys of subjects: those on record, and new ones for subjects that have none."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from infrastructure.ledger.slices import slices
from infrastructure.ledger.tables import subject_keys
from infrastructure.vault.keys import CURRENT_KEY_VERSION, StoreKeys, new_subject_key

Versioned = tuple[UUID, int]
"""A subject and the version of its key."""


@dataclass(frozen=True, slots=True)
class SubjectKey:
    """A subject's key, open; `new_wrapped` is its form on record where it is not yet there."""

    subject_id: UUID
    version: int
    key: bytes
    new_wrapped: bytes | None = None


def recorded_keys(
    connection: Connection, keys: StoreKeys, subject_ids: Collection[UUID]
) -> Mapping[Versioned, SubjectKey]:
    """The keys on record of these subjects; a forgotten subject has none."""
    found = {}
    for part in slices(subject_ids):
        for row in connection.execute(select(subject_keys).where(subject_keys.c.subject_id.in_(part))):
            key = keys.unwrap(row.subject_id, row.key_version, row.wrapped)
            found[row.subject_id, row.key_version] = SubjectKey(row.subject_id, row.key_version, key)
    return found


class KeyRing:
    """The keys that a batch of appends seals with; a subject that is new to the ledger gets one key for the batch."""

    def __init__(self, keys: StoreKeys, recorded: Mapping[Versioned, SubjectKey]) -> None:
        self._keys = keys
        self._newest = {key.subject_id: key for _, key in sorted(recorded.items())}

    def of(self, subject_id: UUID) -> SubjectKey:
        """The subject's newest key."""
        if subject_id not in self._newest:
            key = new_subject_key()
            wrapped = self._keys.wrap(subject_id, CURRENT_KEY_VERSION, key)
            self._newest[subject_id] = SubjectKey(subject_id, CURRENT_KEY_VERSION, key, wrapped)
        return self._newest[subject_id]
