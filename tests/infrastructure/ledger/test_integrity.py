"""`check_ledger` finds what a hand changed, names the row, and finds nothing in a sound ledger."""

import sqlite3
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
    assert check_ledger(store) == [Finding(table="claims", key=f"{CONTRACT}/1", code="claim_differs")]


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


MOVED = {"version_gap", "column_differs", "seal_missing", "record_missing"}
EDITS = [
    ("events", "DELETE FROM events WHERE position = 2", {"position_gap", "record_missing"}),
    ("events", "UPDATE events SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE position = 3", {"time_backwards"}),
    ("events", "UPDATE events SET stream_version = 5 WHERE position = 3", MOVED),
    ("events", "UPDATE events SET type = 'resident.merged.v1' WHERE position = 3", {"record_unreadable"}),
    ("events", "UPDATE events SET type = 'resident.cloned.v1' WHERE position = 3", {"unknown_wire_name"}),
    ("events", "UPDATE events SET record = CAST(record || ' ' AS BLOB) WHERE position = 3", {"record_not_canonical"}),
    ("events", "UPDATE events SET record = x'7b' WHERE position = 3", {"record_unreadable", "record_not_canonical"}),
    ("events", "UPDATE events SET record = x'ff' WHERE position = 3", {"record_unreadable", "record_not_canonical"}),
    (
        "events",
        "UPDATE events SET record = CAST(replace(record, '2026-05-04', '2026-05-03') AS BLOB) WHERE position = 5",
        {"column_differs", "claim_differs"},
    ),
    (
        "events",
        "UPDATE events SET record = CAST(replace(record, '\"default\"', '\"other\"') AS BLOB) WHERE position = 1",
        {"column_differs"},
    ),
    (
        "events",
        """UPDATE events SET record = CAST(replace(record, '0001"},"stream"', '0009"},"stream"') AS BLOB)
        WHERE position = 5""",
        {"stream_does_not_fold"},
    ),
    ("sealed", "UPDATE sealed SET ciphertext = x'00' WHERE field = 'number'", {"seal_broken"}),
    ("sealed", "UPDATE sealed SET digest = x'00' WHERE field = 'number'", {"seal_differs"}),
    ("sealed", "UPDATE sealed SET field = 'name' WHERE field = 'number'", {"seal_differs", "seal_missing"}),
    ("sealed", "DELETE FROM sealed WHERE field = 'number'", {"seal_missing"}),
    ("subject_keys", "UPDATE subject_keys SET wrapped = x'00'", {"subject_key_broken"}),
    ("subject_keys", "UPDATE subject_keys SET stream_version = 9", {"record_missing"}),
    ("claims", "UPDATE claims SET to_on = '2027-01-01'", {"claim_differs"}),
    ("claims", "UPDATE claims SET seq = 3 WHERE seq = 2", {"claim_gap"}),
    ("claims", "UPDATE claims SET contract_version = 9 WHERE seq = 2", {"claim_differs", "record_missing"}),
    ("commands", "UPDATE commands SET stream_version = 9", {"record_missing"}),
    ("identifiers", "UPDATE identifiers SET resident_version = 9", {"record_missing"}),
]


@pytest.mark.parametrize(("table", "edit", "codes"), EDITS, ids=[edit for _, edit, _ in EDITS])
def test_an_edit_by_hand_is_found(file_settings: Settings, table: str, edit: str, codes: set[str]) -> None:
    by_hand = sqlite3.connect(str(file_settings.url.database))
    for change in ("update", "delete"):
        by_hand.execute(f"DROP TRIGGER {table}_no_{change}")
    by_hand.execute(edit)
    by_hand.commit()
    by_hand.close()
    with open_store(file_settings, writing=False) as store:
        assert {finding.code for finding in check_ledger(store)} == codes


def test_a_forgotten_subject_is_no_finding(file_settings: Settings) -> None:
    by_hand = sqlite3.connect(str(file_settings.url.database))
    by_hand.execute("DROP TRIGGER subject_keys_no_delete")
    by_hand.execute("DELETE FROM subject_keys")
    by_hand.commit()
    by_hand.close()
    with open_store(file_settings, writing=False) as store:
        assert check_ledger(store) == []
