"""The root key of a store, random and made with it, and the keys that follow from it: one for every purpose."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infrastructure.vault.failures import SealBroken

KEY_BYTES = 32
NONCE_BYTES = 12
CURRENT_KEY_VERSION = 1


class StoreKeys:
    """Wraps subjects' keys, and hashes what may be compared but not read. `root` leaves it only to be wrapped."""

    def __init__(self, root: bytes, tenant: str) -> None:
        self.root = root
        self.tenant = tenant
        self._wrapping = AESGCM(derived(root, "wrap subject keys", tenant))
        self._blind_index = derived(root, "blind index", tenant)
        self._command_hash = derived(root, "command hash", tenant)
        self._row_seal = derived(root, "row seal", tenant)

    @classmethod
    def new(cls, tenant: str) -> "StoreKeys":
        """The keys of a store that is being made."""
        return cls(secrets.token_bytes(KEY_BYTES), tenant)

    def blind_index(self, kind: str, number: str) -> bytes:
        """32 bytes by which a paper's number is found again without being stored."""
        return hmac.digest(self._blind_index, f"{kind}\x00{number}".encode(), hashlib.sha256)

    def command_hash(self, request: bytes) -> bytes:
        """32 bytes that tell one request from another."""
        return hmac.digest(self._command_hash, request, hashlib.sha256)

    def row_seal(self, table: str, row: Mapping[Any, object]) -> bytes:
        """32 bytes that nobody makes without the root key, for these columns of a row; `seal` is not one of them."""
        columns = {str(name): value for name, value in row.items() if name != "seal"}  # names may be SQLAlchemy's own
        return hmac.digest(self._row_seal, msgspec.json.encode([str(table), columns], order="sorted"), hashlib.sha256)

    def wrap(self, subject_id: UUID, key_version: int, key: bytes) -> bytes:
        """A subject's key as it is stored: nonce, ciphertext and tag."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, key, _wrapped_for(subject_id, key_version))

    def unwrap(self, subject_id: UUID, key_version: int, wrapped: bytes) -> bytes:
        """A subject's key. Raises `SealBroken` where it was altered, or wrapped for another subject or store."""
        nonce, ciphertext = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return self._wrapping.decrypt(nonce, ciphertext, _wrapped_for(subject_id, key_version))
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error


def new_subject_key() -> bytes:
    """A fresh key for one subject's values."""
    return secrets.token_bytes(KEY_BYTES)


def derived(secret: bytes, purpose: str, tenant: str = "") -> bytes:
    """The key of one purpose, by HKDF-SHA-256; who has it learns nothing of another's."""
    info = f"jiayi/1/{tenant}/{purpose}" if tenant else f"jiayi/1/{purpose}"
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info.encode()).derive(secret)


def _wrapped_for(subject_id: UUID, key_version: int) -> bytes:
    return f"{subject_id}/{key_version}".encode()
