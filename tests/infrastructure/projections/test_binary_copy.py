"""Rows that name people reach PostgreSQL beside the statement, and are what was sent, whatever they hold."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, create_engine, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from infrastructure.database import Store
from infrastructure.engines.translation import translated
from infrastructure.failures import DatabaseUnreachable
from projections.binary_copy import copy_rows
from projections.columns import day_column, id_column, position_column, text_column
from projections.writing import add_personal_rows
from tests.support.postgres import PostgresServer

PEOPLE = Table(
    "people",
    MetaData(),
    id_column("resident_id", key=True),
    position_column("known_from"),
    text_column("name", nullable=True),
    day_column("birth_on", nullable=True),
    id_column("merged_into", nullable=True),
)
LI: dict[str, Any] = {
    "resident_id": UUID(int=1),
    "known_from": 1,
    "name": "李秀英",
    "birth_on": date(1949, 12, 31),
    "merged_into": None,
}
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
PERSONS = st.fixed_dictionaries(
    {
        "resident_id": st.uuids(),
        "known_from": st.integers(-(2**63), 2**63 - 1),
        "name": st.none() | NAMES,
        "birth_on": st.none() | st.dates(),
        "merged_into": st.none() | st.uuids(),
    }
)


@pytest.fixture(scope="module")
def engine(postgres: PostgresServer) -> Iterator[Engine]:
    url = postgres.create_database()
    made = create_engine(url, hide_parameters=True)
    PEOPLE.metadata.create_all(made)
    yield made
    made.dispose()
    postgres.drop_database(url)


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """In a transaction that is rolled back."""
    with engine.connect() as opened:
        yield opened


@given(st.lists(PERSONS, max_size=5, unique_by=lambda row: row["resident_id"]))
@example([LI, {**LI, "resident_id": UUID(int=2), "name": "𠮷\t𪚥\\N\n", "birth_on": date.max, "merged_into": uuid4()}])
@example([{**LI, "name": "", "birth_on": date.min, "known_from": 2**62}, {**LI, "resident_id": UUID(int=3)}])
def test_what_was_sent_is_what_is_there(engine: Engine, rows: list[dict[str, Any]]) -> None:
    with engine.connect() as connection:
        copy_rows(connection, PEOPLE, rows)
        there = [dict(row) for row in connection.execute(select(PEOPLE)).mappings()]
    assert by_id(there) == by_id(rows)


def by_id(rows: list[dict[str, Any]]) -> dict[UUID, dict[str, Any]]:
    return {row["resident_id"]: row for row in rows}


def test_rows_that_are_rolled_back_were_never_there(engine: Engine, connection: Connection) -> None:
    with connection.begin(), connection.begin_nested() as savepoint:
        copy_rows(connection, PEOPLE, [LI])
        savepoint.rollback()
    with engine.connect() as other:
        assert other.execute(select(PEOPLE)).all() == []


@pytest.mark.parametrize(
    ("rows", "error"),
    [([LI, LI], IntegrityError), ([{**LI, "name": "李\x00秀英"}], DataError)],
)
def test_an_error_quotes_no_name(
    connection: Connection, postgres: PostgresServer, rows: list[dict[str, Any]], error: type[DBAPIError]
) -> None:
    logged = postgres.log_path.stat().st_size
    with pytest.raises(error) as raised:
        copy_rows(connection, PEOPLE, rows)
    log = postgres.log_path.read_bytes()[logged:].decode()
    assert "STATEMENT:  COPY people" in log
    assert not [text for text in (str(raised.value), log) if "秀英" in text or "1949" in text]


def test_a_column_that_has_no_binary_form_is_a_defect(connection: Connection) -> None:
    counted = Table("counted", MetaData(), Column("count", Integer))
    with pytest.raises(TypeError, match="Integer"):
        copy_rows(connection, counted, [{"count": 1}])


def test_a_connection_that_is_gone_is_told_as_a_store_that_cannot_be_reached(engine: Engine) -> None:
    with pytest.raises(DatabaseUnreachable), translated("the store"), engine.connect() as connection:  # noqa: PT012 as a transaction of the store has them
        mine = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with engine.connect() as other:
            other.exec_driver_sql("SELECT pg_terminate_backend(%s)", (mine,))
        copy_rows(connection, PEOPLE, [LI])
    with engine.connect() as connection:
        assert connection.execute(select(PEOPLE)).all() == []


def test_names_are_written_on_either_engine(store: Store) -> None:
    with store.owner_transaction() as connection:
        PEOPLE.create(connection)
    with store.transaction() as connection:
        add_personal_rows(connection, PEOPLE, [])
        add_personal_rows(connection, PEOPLE, [LI])
    with store.reading() as connection:
        assert [dict(row) for row in connection.execute(select(PEOPLE)).mappings()] == [LI]
