"""What can be wrong with a store: small classes with a stable code and facts that never hold a value or a password."""

from typing import ClassVar

from application.ports import LedgerUnavailable


class StoreFailure(Exception):
    """The store cannot be used as asked. `code` is stable; `facts` are what a sentence about it names."""

    code: ClassVar[str] = "store_failure"

    def __init__(self, **facts: object) -> None:
        named = ", ".join(f"{name}={value}" for name, value in facts.items())
        super().__init__(f"{self.code}: {named}" if named else self.code)
        self.facts = facts


class SettingInvalid(StoreFailure):
    """A setting cannot be read. Facts: `setting`, the name of the variable; of a tenant `longest` and an `example`."""

    code = "setting_invalid"


class DatabaseUnreachable(StoreFailure, LedgerUnavailable):
    """There is no database, or it does not answer. Facts: `database`, without user and password."""

    code = "database_unreachable"


class StoreNotBegun(DatabaseUnreachable):
    """Where the database is asked for there is room for a store, and none yet: whoever writes first makes it."""


class StoreBusy(StoreFailure, LedgerUnavailable):
    """Somebody else writes. Facts on SQLite: `holder`, `pid`, `command`, `since`; on PostgreSQL `database`."""

    code = "store_busy"


class LeaseHeld(StoreFailure):
    """Somebody else does this work already. Facts: `lease`, `holder`, `until` (an instant, the machine's clock)."""

    code = "lease_held"


class LeaseLost(StoreFailure):
    """The lease ran out and somebody else took the work over; nothing is wrong on record. Facts: `lease`, `holder`."""

    code = "lease_lost"


class FileNotWritable(StoreFailure):
    """A file of the store cannot be made or written where it should be. Facts: `file`, `reason` (the system's word)."""

    code = "file_not_writable"


class DiskFull(StoreFailure, LedgerUnavailable):
    """The database's disk is full; nothing was recorded. Facts: `database`."""

    code = "disk_full"


class DiskFailing(StoreFailure, LedgerUnavailable):
    """The database's disk did not read or write; whether the last step was recorded is not known. Facts: `database`."""

    code = "disk_failing"


class StoreReadOnly(StoreFailure, LedgerUnavailable):
    """The database can be read and not written. Facts: `database`."""

    code = "store_read_only"


class HeadMissing(StoreFailure):
    """The row that every append takes is gone, so nothing keeps two of them apart; nothing is appended. No facts."""

    code = "head_missing"


class RightsMissing(StoreFailure):
    """The user may not make the store's schema. Facts: `sql`, what an administrator runs."""

    code = "rights_missing"


class OutcomeUnknown(StoreFailure, LedgerUnavailable):
    """The connection was lost during COMMIT, or the wait for a synchronous standby was cancelled. Facts: `database`."""

    code = "outcome_unknown"


class NotAStore(StoreFailure):
    """The file is something else than a ledger of this service. Facts: `database`."""

    code = "not_a_store"


class StoreAltered(StoreFailure):
    """What the store says of itself was edited by who lacks its root key. Facts: `table`."""

    code = "store_altered"


class LedgerVersionUnknown(StoreFailure):
    """The ledger was written by another version of the service. Facts: `found`, `known`."""

    code = "ledger_version"


class TenantMismatch(StoreFailure):
    """The store, or the backup, belongs to another tenant. Facts: `asked`, `found`."""

    code = "tenant_mismatch"


class NotADemo(StoreFailure):
    """Only a store marked demo has a clock that moves. No facts."""

    code = "not_a_demo"


class KekMissing(StoreFailure):
    """The store's key file is not there. Facts: `file`."""

    code = "kek_missing"


class KekUnreadable(StoreFailure):
    """The key file is no key file. Facts: `file`."""

    code = "kek_unreadable"


class KekMismatch(StoreFailure):
    """The key file does not open the store. Facts: `file`; where it did before a change, `former` and `current`."""

    code = "kek_mismatch"


class AppRoleMissing(StoreFailure):
    """The role that the service works as is missing and could not be made. Facts: `sql`, what an administrator runs."""

    code = "app_role_missing"
