"""Leases: who does what only one at a time should do. They run out by themselves: a killed holder blocks nobody long.

A lease is no part of the ledger: it is not in backups, `verify` passes over it, and nothing on record depends on it.
Whoever works without one, or after losing it, does no harm; the work is only done twice.
"""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from application.ports import Clock
from infrastructure.clock import SystemClock
from infrastructure.database import Store
from infrastructure.failures import LeaseHeld, LeaseLost
from infrastructure.ledger.tables import leases

LEASE_SECONDS = 60.0
PATIENCE_SECONDS = 10.0
STEP_SECONDS = 0.2
RENEWED_EACH = 3
"""It is renewed when a third of its time has gone."""


class Lease:
    """A lease under a name, and one piece of work that wants it. `machine` is a clock that no demo moves."""

    def __init__(
        self, store: Store, name: str, *, machine: Clock | None = None, lease_seconds: float = LEASE_SECONDS
    ) -> None:
        self.name = name
        self.holder = f"{socket.gethostname()}/{os.getpid()}/{uuid4().hex[:8]}"
        self._store = store
        self._machine = machine or SystemClock()
        self._length = timedelta(seconds=lease_seconds)
        self._renew_at = self._machine.now()

    @contextmanager
    def held(self, *, patience_seconds: float = PATIENCE_SECONDS) -> Iterator["Lease"]:
        """Take it, and let the next one have it at the end. Raises `LeaseHeld` where somebody has it for longer."""
        deadline = time.monotonic() + patience_seconds
        while not self.took():
            if time.monotonic() >= deadline:
                raise self._held()
            time.sleep(STEP_SECONDS)
        try:
            yield self
        finally:
            self.release()

    def took(self) -> bool:
        """Whether it is ours now for some time: it was free, or had run out."""
        now = self._machine.now()
        with self._store.transaction() as connection:
            return self._set(connection, now, now + self._length, or_free=True) or self._begun(connection, now)

    def keep(self) -> None:
        """Hold on to it; to be called more often than it runs out. Raises `LeaseLost` where somebody else has it."""
        now = self._machine.now()
        if now < self._renew_at:
            return
        with self._store.transaction() as connection:
            if not self._set(connection, now, now + self._length, or_free=False):
                raise LeaseLost(lease=self.name, holder=self.holder)

    def release(self) -> None:
        """It is free at once; one that was lost is left alone."""
        now = self._machine.now()
        with self._store.transaction() as connection:
            self._set(connection, now, now, or_free=False)

    def _set(self, connection: Connection, now: datetime, until: datetime, *, or_free: bool) -> bool:
        """Compare and set: only a row is changed that is ours, or nobody's."""
        ours = leases.c.holder == self.holder
        statement = update(leases).where(
            leases.c.name == self.name, or_(ours, leases.c.until <= now) if or_free else ours
        )
        changed = connection.execute(statement.values(holder=self.holder, until=until)).rowcount == 1
        if changed:
            self._renew_at = now + self._length / RENEWED_EACH
        return changed

    def _begun(self, connection: Connection, now: datetime) -> bool:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        row = {"name": self.name, "holder": self.holder, "until": now + self._length}
        began = connection.execute(insert(leases).values(row).on_conflict_do_nothing()).rowcount == 1
        if began:
            self._renew_at = now + self._length / RENEWED_EACH
        return began

    def _held(self) -> LeaseHeld:
        with self._store.reading() as connection:
            row = connection.execute(select(leases).where(leases.c.name == self.name)).one()
        return LeaseHeld(lease=self.name, holder=row.holder, until=row.until.isoformat(timespec="seconds"))
