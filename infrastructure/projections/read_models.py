"""Gives questions one state of the live read models to look at."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError, ProgrammingError

from application.queries.archive_view import ArchiveView
from application.queries.roster_view import RosterView
from application.queries.services_view import ServicesView
from infrastructure.patience import PATIENCE_SECONDS, is_away, patiently, pauses_for
from infrastructure.projections import control
from infrastructure.projections.generation import Generation, generation_of
from infrastructure.projections.ports import Database
from projections.archive import ARCHIVE
from projections.archive_reading import ArchiveReading
from projections.batch import Projection
from projections.residents import RESIDENTS
from projections.roster import ROSTER
from projections.roster_reading import RosterReading
from projections.services import SERVICES
from projections.services_reading import ServicesReading

LOOKS = 3
"""How often a question is put when the tables are exchanged while it looks."""

T = TypeVar("T")


class LiveReadModels:
    """Implements `RosterReadModels`, `ArchiveReadModel` and `ServicesReadModel` of `application.queries` on a store.

    `patience_seconds` is how long a question is put to a database that is away.
    """

    def __init__(self, database: Database, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._database = database
        self._patience_seconds = patience_seconds

    def ask(self, question: Callable[[RosterView], T]) -> T:
        """What `question` answers of one state. Raises `ReadModelOutdated`."""
        return self.look((ROSTER, RESIDENTS), lambda connection, live: question(_roster(connection, *live)))

    def ask_archive(self, question: Callable[[ArchiveView], T]) -> T:
        """What `question` answers of one state of the archive. Raises `ReadModelOutdated`."""
        return self.look((ARCHIVE,), lambda connection, live: question(_archive(connection, *live)))

    def ask_services(self, question: Callable[[ServicesView], T]) -> T:
        """What `question` answers of one state of services, roster and residents. Raises `ReadModelOutdated`."""
        models = (SERVICES, ROSTER, RESIDENTS)
        return self.look(models, lambda connection, live: question(_services(connection, live)))

    def look(self, projections: tuple[Projection, ...], question: Callable[[Connection, list[Generation]], T]) -> T:
        """What `question` answers of the live generations of some read models, in one transaction.

        A transaction sees one state of every table that is there; one that is dropped between finding its name and
        reading it is gone, though: then the question is put again.
        """
        for _ in range(LOOKS - 1):
            seen: list[Generation] = []
            try:
                return patiently(
                    partial(self._look, projections, question, seen), pauses_for(self._patience_seconds), is_away
                )
            except (OperationalError, ProgrammingError):
                if not self._exchanged(seen):
                    raise
        return self._look(projections, question, [])

    def _look(
        self,
        projections: tuple[Projection, ...],
        question: Callable[[Connection, list[Generation]], T],
        seen: list[Generation],
    ) -> T:
        with self._database.reading() as connection:
            live = control.live(connection)
            seen[:] = [generation_of(projection, live[projection.name]) for projection in projections]
            return question(connection, seen)

    def _exchanged(self, seen: list[Generation]) -> bool:
        with self._database.reading() as connection:
            live = control.live(connection)
        return any(live[each.name].generation != each.number for each in seen)


def _roster(connection: Connection, roster: Generation, residents: Generation) -> RosterReading:
    positions = (roster.mark.position, residents.mark.position)
    return RosterReading(connection, roster.tables, residents.tables, positions)


def _archive(connection: Connection, archive: Generation) -> ArchiveReading:
    return ArchiveReading(connection, archive.tables, archive.mark.position)


def _services(connection: Connection, live: list[Generation]) -> ServicesReading:
    tables = {name: table for each in live for name, table in each.tables.items()}
    return ServicesReading(connection, tables, [each.mark.position for each in live])
