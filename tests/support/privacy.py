"""Looks for what is written about people in places where it must not be: databases, logs, folders.

Everything of a place is turned into bytes and searched for each value in every form in which programs write text:
UTF-8, UTF-16, JSON's and Python's escapes, hexadecimal digits as PostgreSQL shows bytes.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import uuid4

import psycopg2
from sqlalchemy import make_url

from infrastructure.engines.postgresql import schema_of
from infrastructure.settings import Settings
from tests.support.postgres import PostgresServer
from tests.support.registers import TrueHousehold, true_households

PEOPLE = 20
READ_MODEL = "residents"
"""The one read model that holds names; its tables, of every generation, are left aside."""


def register_of_known_people() -> list[TrueHousehold]:
    """Sound households in which no name and no phone is like anybody's who has to do with them."""
    made = true_households(Random(20), 12)
    letters = iter(range(0x9F20, 0x9FA0))  # rare enough to stand nowhere else
    return [
        replace(
            household,
            number=f"61098800{place:03}",
            persons=tuple(replace(each, name=f"{each.name[:1]}{chr(next(letters))}") for each in household.persons),
        )
        for place, household in enumerate(made)
    ]


def values_of(households: Iterable[TrueHousehold]) -> list[str]:
    """Names, ids and phones of the first twenty people."""
    people = [person for household in households for person in household.persons][:PEOPLE]
    if len(people) < PEOPLE:
        raise AssertionError("too few people")
    return [value for person in people for value in (person.name, person.number, person.phone)]


def found(values: Iterable[str], places: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """Where which value stands: pairs of the name of a place and a value."""
    return {
        (name, value)
        for value in values
        for form in _forms(value)
        for name, content in places.items()
        if form in content
    }


def _forms(value: str) -> set[bytes]:
    utf8 = value.encode()
    escaped = json.dumps(value).strip('"')
    return {
        utf8,
        value.encode("utf-16-le"),
        value.encode("utf-16-be"),
        escaped.encode(),
        escaped.upper().replace("\\U", "\\u").encode(),
        utf8.hex().encode(),
        utf8.hex().upper().encode(),
        repr(utf8)[2:-1].encode(),
    }


def places(settings: Settings, words: Path, server: PostgresServer) -> dict[str, bytes]:
    """Everything there is but the read model that holds names: the store, a folder of words, the server's own log."""
    everywhere = {**folder(words), "server.log": server.log_path.read_bytes()}
    if settings.url.get_backend_name() == "sqlite":
        file = Path(str(settings.url.database))
        return {**everywhere, **sqlite_database(file, words.parent / f"copy-{uuid4()}.db")}
    return {**everywhere, **postgresql_database(settings.database_url, schema_of(settings.tenant))}


def folder(path: Path) -> dict[str, bytes]:
    """Every file below a folder, but for databases, which are looked into by `sqlite_database`."""
    files = (each for each in path.rglob("*") if each.is_file())
    return {str(each): each.read_bytes() for each in files if ".db" not in each.suffixes or each.suffix == ".lock"}


def sqlite_database(file: Path, copy: Path) -> dict[str, bytes]:
    """The bytes of a database file, its log included, as they are without the tables that hold names."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        names = [name for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if name.startswith(READ_MODEL):
                target.execute(f'DROP TABLE "{name}"')
        target.commit()
        target.execute("VACUUM")
    return {file.name: copy.read_bytes()}


def postgresql_database(url: str, schema: str) -> dict[str, bytes]:
    """Every table of a schema but those that hold names, as PostgreSQL writes its rows out."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    found = {}
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", (schema,))
        for (name,) in cursor.fetchall():
            if not name.startswith(READ_MODEL):
                cursor.execute(f'SELECT t::text FROM "{schema}"."{name}" AS t')  # noqa: S608 a table's own name
                found[name] = "\n".join(row for (row,) in cursor.fetchall()).encode()
    return found
