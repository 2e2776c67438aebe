"""A copy of ledger and vault in plain files that either database can be made from. The key file is no part of it."""

from infrastructure.backup.checking import checked_backup
from infrastructure.backup.failures import BackupBroken, BackupTargetTaken, DemoMismatch, StoreNotEmpty
from infrastructure.backup.manifest import Manifest, read_manifest
from infrastructure.backup.restoring import restore
from infrastructure.backup.writing import back_up

__all__ = [
    "BackupBroken",
    "BackupTargetTaken",
    "DemoMismatch",
    "Manifest",
    "StoreNotEmpty",
    "back_up",
    "checked_backup",
    "read_manifest",
    "restore",
]
