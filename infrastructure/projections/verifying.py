"""Verifies read models: their rows equal a replay from the first record, and their position is where they say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError, ProgrammingError

from infrastructure.projections import control
from infrastructure.projections.comparing import differences
from infrastructure.projections.control import AnotherRunnerMoved
from infrastructure.projections.driving import Driver
from infrastructure.projections.failures import is_of_the_surroundings
from infrastructure.projections.generation import SCRATCH, Generation, drop_others, generation_of, make_generation
from projections.batch import Projection

ATTEMPTS = 3
"""How often a read model is looked at again that was rebuilt while it was looked at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadModelFinding:
    """What is wrong with a read model: in which table, at which row. Keys and error classes only, never a value."""

    projection: str
    table: str
    key: str
    code: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadModelCheck:
    """One read model next to a replay up to its position."""

    position: int
    equal: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadModelChecks:
    """Every read model next to a replay, and what differs."""

    projections: Mapping[str, ReadModelCheck]
    findings: Sequence[ReadModelFinding]


def check_read_models(
    driver: Driver,
    projections: Iterable[Projection],
    head: Callable[[], int],
    on_progress: Callable[[str, int], None] | None = None,
) -> ReadModelChecks:
    """Replays the ledger up to each live position, into tables that are dropped after, and compares.

    `driver` reads past records with unknown names. `head` says the ledger's last position. Raises `ReadModelOutdated`.
    """
    checks: dict[str, ReadModelCheck] = {}
    findings: list[ReadModelFinding] = []
    for projection in projections:
        position, found = _patiently_checked(driver, projection, head, on_progress)
        checks[projection.name] = ReadModelCheck(position=position, equal=not found)
        findings += found
    return ReadModelChecks(projections=checks, findings=findings)


def _patiently_checked(
    driver: Driver, projection: Projection, head: Callable[[], int], on_progress: Callable[[str, int], None] | None
) -> tuple[int, list[ReadModelFinding]]:
    for _ in range(ATTEMPTS - 1):
        try:
            return _checked(driver, projection, head, on_progress)
        except (AnotherRunnerMoved, OperationalError, ProgrammingError):  # also: a table that is gone
            continue
    try:
        return _checked(driver, projection, head, on_progress)
    except (OperationalError, ProgrammingError) as error:
        if is_of_the_surroundings(error):
            raise
        return 0, [_finding(projection, "tables", projection.name, "structure_differs")]


def _checked(
    driver: Driver, projection: Projection, head: Callable[[], int], on_progress: Callable[[str, int], None] | None
) -> tuple[int, list[ReadModelFinding]]:
    live, found = _as_it_stands(driver, projection)
    if live is None or found:
        return 0, [] if head() == 0 else found  # an empty ledger has no read models before it is first opened to write
    scratch = f"{SCRATCH}{projection.name}"
    drop_others(driver.database, scratch)
    try:
        with driver.database.owner_transaction() as connection:
            replayed = make_generation(connection, projection, scratch=True)
        replayed = _replay(driver, replayed, min(live.mark.position, head()), on_progress)
        found += [*_of_the_position(live, replayed), *_of_waiting(driver, live, "parked")]
        found += _of_waiting(driver, replayed, "not_applicable")
        found += [
            ReadModelFinding(projection=projection.name, table=each.table, key=each.key, code=each.difference.value)
            for each in differences(driver.database, live, replayed)
        ]
        return live.mark.position, found
    finally:
        drop_others(driver.database, scratch)


def _as_it_stands(driver: Driver, projection: Projection) -> tuple[Generation | None, list[ReadModelFinding]]:
    """The live generation, and what of it is not there."""
    with driver.database.reading() as connection:
        there = set(inspect(connection).get_table_names())
        missing = control.metadata.tables.keys() - there
        state = None if missing else control.live(connection).get(projection.name)
        if state is None:
            return None, [_finding(projection, "projection_live", projection.name, "missing")]
        live = generation_of(projection, state)
        names = [table.name for table in live.tables.values()]
        found = [_finding(projection, name, "table", "structure_missing") for name in names if name not in there]
        if control.tables_on_record(connection, live.name, live.number) != " ".join(names):
            found.append(_finding(projection, "projection_generations", projection.name, "different"))
        return live, found


def _finding(projection: Projection, table: str, key: str, code: str) -> ReadModelFinding:
    return ReadModelFinding(projection=projection.name, table=table, key=key, code=code)


def _replay(
    driver: Driver, generation: Generation, until: int, on_progress: Callable[[str, int], None] | None
) -> Generation:
    while read := driver.read(generation.mark.position, until):
        generation = driver.advance(generation, read)
        if on_progress is not None:
            on_progress(generation.projection.name, generation.mark.position)
    return generation


def _of_the_position(live: Generation, replayed: Generation) -> list[ReadModelFinding]:
    """The live position carries the digest of its record, so a position that was only written there shows."""
    if live.mark == replayed.mark:
        return []
    key = f"position={live.mark.position}"
    name = live.projection.name
    return [ReadModelFinding(projection=name, table="projection_generations", key=key, code="position")]


def _of_waiting(driver: Driver, generation: Generation, code: str) -> list[ReadModelFinding]:
    return [
        ReadModelFinding(
            projection=generation.projection.name,
            table="projection_parked",
            key=f"stream={each.stream_id} position={each.position}",
            code=code,
            detail=each.error,
        )
        for each in driver.parked(generation)
    ]
