"""Opens personal values by their digest. What was forgotten stays closed."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Row, select

from domain.personal import Personal
from infrastructure.ledger.slices import slices
from infrastructure.ledger.tables import sealed
from infrastructure.vault.key_ring import SubjectKey, Versioned, recorded_keys
from infrastructure.vault.keys import StoreKeys
from infrastructure.vault.sealing import Place, unseal


def open_values(connection: Connection, keys: StoreKeys, values: Sequence[Personal]) -> list[Personal]:
    """The same values in their order, open where row and key are there. Raises `SealBroken`."""
    closed = {value.digest: value for value in values if value.text is None and value.digest}
    if not closed:
        return list(values)
    subject_keys = recorded_keys(connection, keys, {value.subject for value in closed.values()})
    texts: dict[str, str] = {}
    for part in slices([bytes.fromhex(digest) for digest in closed]):
        for row in connection.execute(select(sealed).where(sealed.c.digest.in_(part))):
            text = opened(row, subject_keys)
            if text is not None and closed[row.digest.hex()].subject == row.subject_id:
                texts[row.digest.hex()] = text
    return [Personal(value.subject, texts.get(value.digest, value.text), value.digest) for value in values]


def opened(row: "Row[tuple[object, ...]]", subject_keys: Mapping[Versioned, SubjectKey]) -> str | None:
    """The value of a row of `sealed`, None where its key was forgotten. Raises `SealBroken`."""
    key = subject_keys.get((row.subject_id, row.key_version))
    if key is None:
        return None
    place = Place(
        stream_id=row.stream_id,
        stream_version=row.stream_version,
        field=row.field,
        subject_id=row.subject_id,
        key_version=row.key_version,
    )
    return unseal(row.ciphertext, row.digest, key.key, place)
