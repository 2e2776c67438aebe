"""One generation of a read model: its own tables, made and dropped whole."""

import re
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, MetaData, Table
from sqlalchemy.schema import DropTable

from infrastructure.ledger.look_up import take_head
from infrastructure.projections import control
from infrastructure.projections.control import BEGINNING, GenerationState, Mark
from infrastructure.projections.ports import Database
from projections.batch import Projection, Tables

SCRATCH = "verify/"
"""What the name of a generation begins with that is only made to compare with."""


OF_A_GENERATION = re.compile(r"[a-z_]+_[gv]\d+")
"""The name of a generation's table. Only such a one is dropped, whatever somebody wrote into the note of names."""


class ReadModelOutdated(Exception):
    """The live tables were built by other code; they are rebuilt before this code reads or writes them."""

    def __init__(self, name: str, *, found: int, expected: int) -> None:
        super().__init__(f"{name}: version {found} is live, this program knows {expected}; run: jiayi rebuild {name}")
        self.name = name
        self.found = found
        self.expected = expected


@dataclass(frozen=True, kw_only=True, slots=True)
class Generation:
    """A generation as it stood when it was read: `mark` is how far it had come, `name` what it is kept under."""

    projection: Projection
    name: str
    number: int
    mark: Mark

    @property
    def tables(self) -> Tables:
        """Its tables, by the names that the projection calls them."""
        return _tables(self.projection, self.name, self.number)[1]


def generation_of(projection: Projection, state: GenerationState) -> Generation:
    """The generation behind a state. Raises `ReadModelOutdated` where its tables are another version's."""
    if state.version != projection.version:
        raise ReadModelOutdated(projection.name, found=state.version, expected=projection.version)
    return Generation(projection=projection, name=projection.name, number=state.generation, mark=state.mark)


def make_generation(connection: Connection, projection: Projection, *, scratch: bool = False) -> Generation:
    """Empty tables, at the beginning of the ledger; nobody reads them yet. A scratch one never becomes live.

    Holds the ledger's head until the owner's transaction ends: two who begin at once would make the same tables.
    """
    take_head(connection)
    name = f"{SCRATCH}{projection.name}" if scratch else projection.name
    number = control.next_number(connection, name)
    metadata, tables = _tables(projection, name, number)
    state = GenerationState(projection=name, generation=number, version=projection.version, mark=BEGINNING)
    for table in tables.values():  # what nobody noted is nobody's: left behind where the note was lost
        connection.execute(DropTable(table, if_exists=True))
    control.add(connection, state, [table.name for table in tables.values()])
    metadata.create_all(connection, checkfirst=False)
    return Generation(projection=projection, name=name, number=number, mark=BEGINNING)


def drop_others(database: Database, name: str, *, up_to: int | None = None) -> None:
    """Drop the generations kept under a name, up to a number where one is given, each with what was noted of it.

    A live one stays, and so does one that becomes live meanwhile.
    """
    with database.owner_transaction() as connection:
        for number in control.others(connection, name):
            if up_to is None or number <= up_to:
                for table in filter(OF_A_GENERATION.fullmatch, control.forget(connection, name, number)):
                    connection.execute(DropTable(Table(table, MetaData()), if_exists=True))


@cache
def _tables(projection: Projection, name: str, number: int) -> tuple[MetaData, Tables]:
    metadata = MetaData()
    kind = "v" if name.startswith(SCRATCH) else "g"
    return metadata, projection.tables(metadata, f"_{kind}{number}")
