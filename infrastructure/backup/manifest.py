"""What a backup says of itself. Written last: a folder without a manifest is no backup."""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec

from infrastructure.backup.failures import BackupBroken

FILE = "manifest.json"
FORMAT = "jiayi-backup/1"
CHUNK = 1 << 20


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table's file: name, rows, and SHA-256 in hex."""

    file: str
    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`position` is the last record's; `kek_check` (hex) tells which key file opens what is sealed."""

    format: str
    tenant: str
    ledger_version: int
    demo: bool
    kek_check: str
    position: int
    created_at: datetime
    parts: dict[str, Part]


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
