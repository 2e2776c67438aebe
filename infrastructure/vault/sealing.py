"""Closes personal values under their subject's key, and opens them again.

What is sealed is a random salt and the value; what the record holds is the digest of both. Without the key nobody can
tell by trying whether a digest is that of a given name or number.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from infrastructure.ledger.rows import Row
from infrastructure.vault.failures import SealBroken
from infrastructure.vault.keys import NONCE_BYTES

SALT_BYTES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a sealed value belongs; it opens nowhere else."""

    stream_id: UUID
    stream_version: int
    field: str
    subject_id: UUID
    key_version: int

    @property
    def associated_data(self) -> bytes:
        """The place as bytes that the seal is bound to."""
        parts = (str(self.stream_id), self.stream_version, self.field, str(self.subject_id), self.key_version)
        return json.dumps(parts, separators=(",", ":")).encode()


def seal(text: str, key: bytes, place: Place) -> Row:
    """The row of the table `sealed` for a value."""
    salted = secrets.token_bytes(SALT_BYTES) + text.encode()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return {
        "stream_id": place.stream_id,
        "stream_version": place.stream_version,
        "field": place.field,
        "subject_id": place.subject_id,
        "key_version": place.key_version,
        "digest": hashlib.sha256(salted).digest(),
        "ciphertext": nonce + AESGCM(key).encrypt(nonce, salted, place.associated_data),
    }


def unseal(ciphertext: bytes, digest: bytes, key: bytes, place: Place) -> str:
    """The value of a sealed row. Raises `SealBroken`."""
    nonce, body = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
    try:
        salted = AESGCM(key).decrypt(nonce, body, place.associated_data)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error
    if hashlib.sha256(salted).digest() != digest:
        raise SealBroken
    return salted[SALT_BYTES:].decode()
