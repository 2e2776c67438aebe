"""The store's one secret, in a file outside the database, and the keys that follow from it."""

import hashlib
import hmac
import os
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infrastructure.failures import KekMismatch, KekMissing, KekUnreadable

PREFIX = "jiayi-kek-1:"
KEY_BYTES = 32
NONCE_BYTES = 12
CURRENT_KEY_VERSION = 1


class StoreKeys:
    """Wraps subjects' keys, and hashes what may be compared but not read. Every purpose has its own derived key."""

    def __init__(self, secret: bytes, file: Path) -> None:
        self._wrapping = AESGCM(_derived(secret, b"jiayi/1/wrap subject keys"))
        self._blind_index = _derived(secret, b"jiayi/1/blind index")
        self._command_hash = _derived(secret, b"jiayi/1/command hash")
        self._check = _derived(secret, b"jiayi/1/check")
        self._row_seal = _derived(secret, b"jiayi/1/row seal")
        self._file = file

    @classmethod
    def read(cls, file: Path) -> "StoreKeys":
        """The keys of a file. Raises `KekMissing`, `KekUnreadable`."""
        try:
            text = file.read_text("ascii").strip()
        except FileNotFoundError:
            raise KekMissing(file=str(file)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise KekUnreadable(file=str(file)) from error
        return cls(_secret_of(text, file), file)

    @classmethod
    def create(cls, file: Path) -> "StoreKeys":
        """The keys of a file, which is made (mode 0600, on disk when this returns) where there is none."""
        text = PREFIX + b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n"
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return cls.read(file)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        return cls.read(file)

    def check_value(self, tenant: str) -> bytes:
        """What a store remembers of its key file: enough to tell it from another, nothing to find it by."""
        return hmac.digest(self._check, tenant.encode(), hashlib.sha256)

    def require(self, check_value: bytes, tenant: str) -> None:
        """Raises `KekMismatch` where the key file is not the one that `check_value` was made with."""
        if not hmac.compare_digest(check_value, self.check_value(tenant)):
            raise KekMismatch(file=str(self._file))

    def blind_index(self, kind: str, number: str) -> bytes:
        """32 bytes by which a paper's number is found again without being stored."""
        return hmac.digest(self._blind_index, f"{kind}\x00{number}".encode(), hashlib.sha256)

    def command_hash(self, request: bytes) -> bytes:
        """32 bytes that tell one request from another."""
        return hmac.digest(self._command_hash, request, hashlib.sha256)

    def row_seal(self, table: str, row: Mapping[str, object]) -> bytes:
        """32 bytes that nobody makes without the key file, for exactly these columns of a row."""
        said = [str(table), {str(name): value for name, value in row.items()}]  # names may be SQLAlchemy's own strings
        return hmac.digest(self._row_seal, msgspec.json.encode(said, order="sorted"), hashlib.sha256)

    def wrap(self, subject_id: UUID, key_version: int, key: bytes) -> bytes:
        """A subject's key as it is stored: nonce, ciphertext and tag."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, key, _wrapped_for(subject_id, key_version))

    def unwrap(self, subject_id: UUID, key_version: int, wrapped: bytes) -> bytes:
        """A subject's key. Raises `KekMismatch` where it was wrapped by another secret or for another subject."""
        nonce, ciphertext = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return self._wrapping.decrypt(nonce, ciphertext, _wrapped_for(subject_id, key_version))
        except (InvalidTag, ValueError) as error:
            raise KekMismatch(file=str(self._file)) from error


def new_subject_key() -> bytes:
    """A fresh key for one subject's values."""
    return secrets.token_bytes(KEY_BYTES)


def _secret_of(text: str, file: Path) -> bytes:
    try:
        secret = b64decode(text.removeprefix(PREFIX), validate=True)
    except NotBase64:
        raise KekUnreadable(file=str(file)) from None
    if not text.startswith(PREFIX) or len(secret) != KEY_BYTES:
        raise KekUnreadable(file=str(file))
    return secret


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret)


def _wrapped_for(subject_id: UUID, key_version: int) -> bytes:
    return f"{subject_id}/{key_version}".encode()
