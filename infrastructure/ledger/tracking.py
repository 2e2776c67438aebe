"""The library's tracking of positions: one row a name, which only moves forwards."""

from eventsourcing.persistence import IntegrityError, Tracking, TrackingRecorder
from sqlalchemy import insert, select, update

from infrastructure.database import Store
from infrastructure.ledger.tables import tracking as table


class LedgerTracking(TrackingRecorder):
    """How far each named reader of the library's kind has come."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def insert_tracking(self, tracking: Tracking) -> None:
        """Moves a name on. Raises the library's `IntegrityError` where it was there already or further."""
        moved = update(table).where(table.c.name == tracking.application_name)
        with self._store.transaction() as connection:
            known = connection.execute(
                select(table.c.position).where(table.c.name == tracking.application_name).with_for_update()
            ).scalar()
            if known is None:
                row = {"name": tracking.application_name, "position": tracking.notification_id}
                connection.execute(insert(table), row)
            elif known < tracking.notification_id:
                connection.execute(moved.values(position=tracking.notification_id))
            else:
                raise IntegrityError("this position is behind the recorded one")

    def max_tracking_id(self, application_name: str) -> int | None:
        """The position of a name; None where it has none."""
        with self._store.reading() as connection:
            return connection.execute(select(table.c.position).where(table.c.name == application_name)).scalar()
