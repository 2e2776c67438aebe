"""The key file: the one secret that is not in the database. It wraps the root key of a store, and nothing else."""

import errno
import os
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from infrastructure.failures import FileNotWritable, KekMismatch, KekMissing, KekUnreadable
from infrastructure.vault.keys import KEY_BYTES, NONCE_BYTES, derived

PREFIX = "jiayi-kek-1:"


class KeyFile:
    """A key file that was read. `file` is where it lies."""

    def __init__(self, secret: bytes, file: Path) -> None:
        self.file = file
        self._wrapping = AESGCM(derived(secret, "wrap root key"))

    @classmethod
    def read(cls, file: Path) -> "KeyFile":
        """The key of a file. Raises `KekMissing`, `KekUnreadable`."""
        try:
            text = file.read_text("ascii").strip()
        except FileNotFoundError:
            raise KekMissing(file=str(file)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise KekUnreadable(file=str(file)) from error
        return cls(_secret_of(text, file), file)

    @classmethod
    def create(cls, file: Path) -> "KeyFile":
        """The key of a file, which is made (mode 0600, on disk when this returns) where there is none.

        Raises `FileNotWritable`, `KekUnreadable`.
        """
        try:
            _make(file)
        except FileExistsError:
            pass
        except OSError as error:
            raise FileNotWritable(file=str(file), reason=error.strerror) from error
        return cls.read(file)

    @classmethod
    def require_possible(cls, file: Path) -> None:
        """Raises `FileNotWritable`, `KekUnreadable` where `create` would, before anything else is made."""
        folder = file.absolute().parent
        if file.exists():
            cls.read(file)
        elif not folder.is_dir():
            raise FileNotWritable(file=str(file), reason=os.strerror(errno.ENOENT))
        elif not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
            raise FileNotWritable(file=str(file), reason=os.strerror(errno.EACCES))

    def wrap(self, root: bytes, place: bytes) -> bytes:
        """A root key as it is stored: nonce, ciphertext and tag, bound to `place`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, root, place)

    def unwrap(self, wrapped: bytes, place: bytes) -> bytes:
        """The root key. Raises `KekMismatch` where it was wrapped by another key or for another place."""
        try:
            return self._wrapping.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], place)
        except (InvalidTag, TypeError, ValueError) as error:  # SQLite takes text where bytes belong
            raise KekMismatch(file=str(self.file)) from error


def _secret_of(text: str, file: Path) -> bytes:
    try:
        secret = b64decode(text.removeprefix(PREFIX), validate=True)
    except NotBase64:
        raise KekUnreadable(file=str(file)) from None
    if not text.startswith(PREFIX) or len(secret) != KEY_BYTES:
        raise KekUnreadable(file=str(file))
    return secret


def _make(file: Path) -> None:
    text = PREFIX + b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    _sync(file.absolute().parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
