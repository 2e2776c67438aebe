"""What a backup says of itself. Written last: a folder without a manifest is no backup."""

import hashlib
import hmac
from datetime import datetime
from pathlib import Path

import msgspec

from infrastructure.backup.failures import BackupBroken
from infrastructure.vault.keys import StoreKeys

FILE = "manifest.json"
FORMAT = "jiayi-backup/1"
CHUNK = 1 << 20


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table's file: name, rows, and SHA-256 in hex."""

    file: str
    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`position` is the last record's; `parts` are the tables' files, by table.

    `seal` (hex) is a keyed hash of everything else: without the key file nobody edits a backup unseen.
    """

    format: str
    tenant: str
    ledger_version: int
    demo: bool
    position: int
    created_at: datetime
    parts: dict[str, Part]
    seal: str = ""

    def sealed(self, keys: StoreKeys) -> "Manifest":
        """The same with its seal."""
        return msgspec.structs.replace(self, seal=self._seal(keys))

    def require_unaltered(self, keys: StoreKeys) -> None:
        """Raises `BackupBroken` where somebody edited it."""
        if not self.is_sealed_by(keys):
            raise BackupBroken(file=FILE)

    def is_sealed_by(self, keys: StoreKeys) -> bool:
        """Whether it was sealed as it is under the root key of `keys`."""
        return hmac.compare_digest(self._seal(keys), self.seal)

    def _seal(self, keys: StoreKeys) -> str:
        said = msgspec.to_builtins(msgspec.structs.replace(self, seal=""))
        return keys.row_seal(FORMAT, said).hex()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup. Raises `BackupBroken`."""
    try:
        manifest = msgspec.json.decode((folder / FILE).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise BackupBroken(file=FILE) from error
    if manifest.format != FORMAT:
        raise BackupBroken(file=FILE)
    return manifest


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
