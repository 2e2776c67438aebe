"""`check_ledger` finds what a hand changed, names the row, and finds nothing in a sound ledger."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from application.ports import Append, NewClaim
from domain.contract.claims import Held
from domain.contract.events import MemberDied
from infrastructure.clock import DemoClock
from infrastructure.database import Store, open_store
from infrastructure.ledger.findings import Finding
from infrastructure.ledger.integrity import check_ledger
from infrastructure.ledger.stored_ledger import StoredLedger
from infrastructure.settings import Settings
from tests.infrastructure.ledger.appends import append, facts, identification, registration, signing
from tests.support.stores import settings_for

LI, WANG, CONTRACT = UUID(int=1), UUID(int=2), UUID(int=3)


def death() -> Append:
    """The only member died: the contract holds the days until then, and no more."""
    claim = NewClaim(
        resident_id=LI,
        seq=2,
        contract_id=CONTRACT,
        contract_version=2,
        held=Held(stretches=((date(2026, 3, 1), date(2026, 5, 4)),), died_on=date(2026, 5, 4)),
    )
    died = MemberDied(resident_id=LI, last_day_on=date(2026, 5, 4))
    return append(facts(CONTRACT, died, after=1), claims=(claim,))


def fill(ledger: StoredLedger) -> None:
    ledger.append([registration(LI), registration(WANG), identification(LI), signing(CONTRACT, LI), death()])


def test_a_sound_ledger_has_nothing_to_find(store: Store, ledger: StoredLedger) -> None:
    told: list[tuple[int, int]] = []
    fill(ledger)
    assert check_ledger(store, lambda done, of: told.append((done, of))) == []
    assert told == [(5, 5)]


def test_an_empty_ledger_is_sound(store: Store) -> None:
    assert check_ledger(store) == []


def test_a_claim_that_does_not_follow_from_the_record_is_found(store: Store, ledger: StoredLedger) -> None:
    wrong = signing(CONTRACT, LI)
    claim = replace(wrong.claims[0], held=Held(stretches=((date(2026, 4, 1), None),)))
    ledger.append([replace(wrong, claims=(claim,))])
    assert check_ledger(store) == [Finding(table="claims", key=f"{CONTRACT}/{LI}", code="claim_differs")]


def test_a_claim_that_another_has_replaced_is_not_judged_by_the_rules_of_today(
    store: Store, ledger: StoredLedger
) -> None:
    by_an_older_rule = signing(CONTRACT, LI)
    claim = replace(by_an_older_rule.claims[0], held=Held(stretches=((date(2026, 3, 1), date(2026, 12, 31)),)))
    ledger.append([replace(by_an_older_rule, claims=(claim,)), death()])
    assert check_ledger(store) == []


def test_the_claims_of_a_contract_are_checked_whatever_its_first_record_is(store: Store, ledger: StoredLedger) -> None:
    ledger.append([append(facts(CONTRACT, MemberDied(resident_id=LI, last_day_on=date(2026, 5, 4))))])
    assert [finding.code for finding in check_ledger(store)] == ["stream_does_not_fold"]


def test_a_contract_without_its_claim_is_found(store: Store, ledger: StoredLedger) -> None:
    ledger.append([replace(signing(CONTRACT, LI), claims=())])
    assert [finding.code for finding in check_ledger(store)] == ["claim_differs"]


@pytest.fixture
def file_settings(sqlite_url: str, tmp_path: Path, clock: DemoClock) -> Settings:
    """The settings of a filled SQLite file that nobody has open."""
    settings = settings_for(sqlite_url, tmp_path)
    with open_store(settings, writing=True) as store:
        fill(StoredLedger(store, clock))
    return settings


@contextmanager
def by_hand(settings: Settings) -> Iterator[sqlite3.Connection]:
    """The file, its guards away; whoever comes puts them back after, as if nothing had been."""
    connection = sqlite3.connect(str(settings.url.database))
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _, statement in triggers:
        connection.execute(statement)
    connection.commit()
    connection.close()


def codes_after(settings: Settings, edit: str) -> set[str]:
    with by_hand(settings) as connection:
        changed = connection.execute(edit).rowcount
    assert changed > 0
    with open_store(settings, writing=False) as store:
        return {finding.code for finding in check_ledger(store)}


MOVED = {"version_gap", "column_differs", "seal_missing", "record_missing", "command_missing"}
EDITS = [
    (
        "DELETE FROM events WHERE position = 2",
        {"position_gap", "record_missing"},
    ),
    ("UPDATE events SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE position = 3", {"time_backwards"}),
    ("UPDATE events SET stream_version = 5 WHERE position = 3", MOVED),
    ("UPDATE events SET type = 'resident.merged.v1' WHERE position = 3", {"unknown_field"}),
    ("UPDATE events SET type = 'resident.cloned.v1' WHERE position = 3", {"unknown_wire_name"}),
    ("UPDATE events SET record = CAST(record || ' ' AS BLOB) WHERE position = 3", {"record_not_canonical"}),
    ("UPDATE events SET record = x'7b' WHERE position = 3", {"record_unreadable", "record_not_canonical"}),
    ("UPDATE events SET record = x'ff' WHERE position = 3", {"record_unreadable", "record_not_canonical"}),
    (
        "UPDATE events SET record = CAST(replace(record, '2026-05-04', '2026-05-03') AS BLOB) WHERE position = 5",
        {"column_differs", "claim_differs"},
    ),
    (
        "UPDATE events SET record = CAST(replace(record, '\"default\"', '\"other\"') AS BLOB) WHERE position = 1",
        {"column_differs"},
    ),
    (
        """UPDATE events SET record = CAST(replace(record, '0001"},"stream"', '0009"},"stream"') AS BLOB)
        WHERE position = 5""",
        {"stream_does_not_fold"},
    ),
    ("UPDATE sealed SET ciphertext = x'00' WHERE field = 'number'", {"seal_broken"}),
    ("UPDATE sealed SET digest = x'00' WHERE field = 'number'", {"seal_differs"}),
    ("UPDATE sealed SET field = 'name' WHERE field = 'number'", {"seal_differs", "seal_missing"}),
    ("UPDATE sealed SET key_version = 2 WHERE field = 'number'", {"subject_key_missing"}),
    ("DELETE FROM sealed WHERE field = 'number'", {"seal_missing"}),
    ("UPDATE subject_keys SET wrapped = x'00'", {"subject_key_broken", "subject_key_missing"}),
    ("UPDATE subject_keys SET stream_version = 9", {"record_missing"}),
    ("UPDATE subject_keys SET stream_version = 2 WHERE subject_id LIKE '%01'", {"key_misplaced"}),
    ("UPDATE subject_keys SET stream_id = (SELECT contract_id FROM claims)", {"key_misplaced"}),
    ("DELETE FROM subject_keys", {"subject_key_missing"}),
    ("UPDATE claims SET to_on = '2027-01-01'", {"claim_differs", "row_altered"}),
    ("UPDATE claims SET to_on = '2027-01-01' WHERE seq = 1", {"row_altered"}),
    ("UPDATE claims SET seal = x'00' WHERE seq = 1", {"row_altered"}),
    ("UPDATE claims SET stretch = 1 WHERE seq = 2", {"claim_differs", "row_altered"}),
    ("UPDATE claims SET seq = 3 WHERE seq = 2", {"claim_gap", "row_altered"}),
    ("UPDATE claims SET seq = 9 WHERE seq = 2", {"claim_gap", "row_altered"}),
    ("UPDATE claims SET contract_version = 9 WHERE seq = 2", {"claim_differs", "record_missing"}),
    ("UPDATE claims SET contract_version = 3 - contract_version", {"row_altered", "claim_out_of_order"}),
    (
        """INSERT INTO claims SELECT subject_id, 1, 0, subject_id, 1, '2026-03-01', NULL, NULL, x'00' FROM subject_keys
        WHERE subject_id LIKE '%02'""",
        {"claim_differs", "row_altered"},
    ),
    ("DELETE FROM claims WHERE seq = 2", {"claim_differs"}),
    ("UPDATE commands SET stream_version = 9", {"record_missing", "command_missing"}),
    ("UPDATE commands SET key = 'another' WHERE rowid = 2", {"row_altered"}),
    ("UPDATE commands SET principal = 'another'", {"row_altered"}),
    ("UPDATE commands SET request_hash = x'00'", {"row_altered"}),
    ("UPDATE commands SET seal = x'00'", {"row_altered"}),
    ("DELETE FROM commands WHERE rowid = 5", {"command_missing"}),
    ("UPDATE identifiers SET resident_version = 9", {"record_missing", "identifier_missing"}),
    (
        "UPDATE identifiers SET resident_id = replace(resident_id, '1', '2'), resident_version = 1",
        {"identifier_differs", "identifier_missing"},
    ),
    ("UPDATE identifiers SET blind_index = x'00'", {"identifier_differs", "identifier_missing"}),
    ("UPDATE identifiers SET kind = 'passport'", {"identifier_differs", "identifier_missing"}),
    ("DELETE FROM identifiers", {"identifier_missing"}),
    ("UPDATE ledger_versions SET made_at = '2020-01-01T00:00:00.000000Z'", {"row_altered"}),
    ("UPDATE store_keys SET made_at = '2020-01-01T00:00:00.000000Z'", {"row_altered"}),
    ("UPDATE store_keys SET seal = x'00'", {"row_altered"}),
    ("INSERT INTO ledger_versions SELECT 0, made_at, seal FROM ledger_versions", {"row_altered"}),
    ("UPDATE ledger_head SET id = 2", {"head_differs"}),
    ("DELETE FROM ledger_head", {"head_differs"}),
]


@pytest.mark.parametrize(("edit", "codes"), EDITS, ids=[edit for edit, _ in EDITS])
def test_an_edit_by_hand_is_found(file_settings: Settings, edit: str, codes: set[str]) -> None:
    assert codes_after(file_settings, edit) == codes


UNREADABLE_CELLS = [
    "UPDATE events SET recorded_at = 'yesterday' WHERE position = 3",
    "UPDATE events SET recorded_at = recorded_at || ' '",
    "UPDATE events SET recorded_at = replace(recorded_at, '-03-', '-13-')",
    "UPDATE events SET stream_id = upper(stream_id) || 'x' WHERE position = 3",
    "UPDATE events SET stream_version = 'first' WHERE position = 3",
    "UPDATE events SET record = CAST(record AS TEXT) WHERE position = 3",
    "UPDATE claims SET from_on = '1 March'",
    "UPDATE claims SET from_on = '2026-02-30'",
    "UPDATE claims SET died_on = x'00'",
    "UPDATE sealed SET subject_id = upper(replace(subject_id, '1', 'a'))",
    "UPDATE sealed SET digest = 'text'",
    "UPDATE subject_keys SET wrapped = 'text'",
    "UPDATE commands SET stream_id = ''",
    "UPDATE identifiers SET blind_index = 'text'",
    "UPDATE ledger_versions SET seal = 'text'",
    "UPDATE store_keys SET seal = 'text'",
]


@pytest.mark.parametrize("edit", UNREADABLE_CELLS)
def test_a_cell_that_nobody_can_read_is_found_before_somebody_tries(file_settings: Settings, edit: str) -> None:
    assert codes_after(file_settings, edit) == {"cell_unreadable"}


def test_a_finding_names_row_and_column(file_settings: Settings) -> None:
    with by_hand(file_settings) as connection:
        connection.execute("UPDATE sealed SET digest = 'text', subject_id = 7 WHERE field = 'number'")
        (row,) = connection.execute("SELECT rowid FROM sealed WHERE field = 'number'").fetchone()
    with open_store(file_settings, writing=False) as store:
        assert check_ledger(store) == [
            Finding(table="sealed", key=f"rowid={row}", code="cell_unreadable", detail="subject_id, digest")
        ]


@pytest.mark.parametrize("table", ["events", "claims", "commands", "sealed", "subject_keys", "identifiers"])
def test_a_table_that_is_gone_is_found(file_settings: Settings, table: str) -> None:
    connection = sqlite3.connect(str(file_settings.url.database))
    connection.execute(f"DROP TABLE {table}")
    connection.commit()
    connection.close()
    with open_store(file_settings, writing=False) as store:
        found = check_ledger(store)
    assert Finding(table=table, key="table", code="structure_missing") in found
    assert {finding.table for finding in found} == {table}  # its triggers are gone with it


def test_an_index_that_contradicts_its_table_is_found(file_settings: Settings) -> None:
    connection = sqlite3.connect(str(file_settings.url.database))
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'recorded_at, position', 'stream_id, position')")
    connection.commit()
    connection.close()
    with open_store(file_settings, writing=False) as store:
        found = check_ledger(store)
    assert {finding.code for finding in found} == {"index_missing", "file_damaged"}
