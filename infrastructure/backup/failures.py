"""What can be wrong with a backup, or with where it is to go."""

from infrastructure.failures import StoreFailure


class BackupTargetTaken(StoreFailure):
    """There is something at the place where the backup was to go. Facts: `folder`."""

    code = "backup_target_taken"


class BackupBroken(StoreFailure):
    """A file is missing, or not the one that the manifest names. Facts: `file`."""

    code = "backup_broken"


class StoreNotEmpty(StoreFailure):
    """A backup is restored into a store that it makes. Facts: `position`, the last of the store that is there.

    Where that is empty, and has a root key of its own: `database`.
    """

    code = "store_not_empty"


class DemoMismatch(StoreFailure):
    """A demo's records, dated as its clock pleased, belong into a demo, and others do not. Facts: `backup`, `store`."""

    code = "demo_mismatch"
