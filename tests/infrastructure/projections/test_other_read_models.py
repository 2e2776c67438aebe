"""Residents and the audit trail: what is known of people, and who recorded what."""

import json
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select

from application.envelope import Cause, RegisterRow
from application.queries.history import history_of
from application.queries.moment import Asked
from domain.contract.events import ContractEnteredInError
from domain.personal import Personal
from domain.resident.events import (
    IdentifierKind,
    ResidentAbsorbed,
    ResidentDetails,
    ResidentDetailsChanged,
    ResidentIdentified,
)
from projections.columns import OPEN_POSITION
from tests.domain.contract.services.visits import VISIT, delivered
from tests.infrastructure.projections.office import Office
from tests.infrastructure.projections.register import HANBIN_NOW, HOUSEHOLD, A, B, record, register
from tests.projections.facts import CLERK, signed


def rows(office: Office, name: str) -> list[dict[str, Any]]:
    (table,) = (each.tables[name] for each in office.runner.live() if name in each.tables)
    with office.store.reading() as connection:
        return [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]


def test_what_is_known_of_a_person_is_kept_for_every_position(office: Office) -> None:
    register(office.ledger, A, "甲", "1948-01-05")
    number = Personal(A, "11010519491231002X")
    identified = ResidentIdentified(identified_on=date(2018, 3, 15), kind=IdentifierKind.CITIZEN_ID, number=number)
    details = ResidentDetails(phone=Personal(A, "13900001234"), name=Personal(A, "甲更"))
    changed = ResidentDetailsChanged(changed_on=date(2018, 4, 1), details=details)
    record(office.ledger, A, identified, changed)
    record(office.ledger, A, ResidentAbsorbed(merged_on=date(2018, 5, 1), duplicate_id=B))
    office.catch_up()
    assert [
        (row["known_from"], row["known_to"], row["name"], row["citizen_id"], row["phone_tail"], row["birth_on"])
        for row in rows(office, "residents")
    ] == [
        (1, 1, "甲", None, None, date(1948, 1, 5)),
        (2, 2, "甲", "11010519491231002X", None, date(1948, 1, 5)),
        (3, OPEN_POSITION, "甲更", "11010519491231002X", "1234", date(1948, 1, 5)),
    ]


def test_a_roster_as_known_before_a_name_was_changed_shows_the_name_known_then(office: Office) -> None:
    register(office.ledger, A, "甲", "1948-01-05")
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW))
    details = ResidentDetails(name=Personal(A, "甲更"))
    record(office.ledger, A, ResidentDetailsChanged(changed_on=date(2018, 4, 1), details=details))
    office.catch_up()
    names = [
        office.roster.page(Asked(as_of=date(2018, 4, 1), known_at=known_at)).rows[0].members[0].name
        for known_at in ("@2", "@3")
    ]
    assert names == ["甲", "甲更"]


def test_the_audit_trail_has_every_record_with_its_digest_and_no_personal_value(office: Office) -> None:
    register(office.ledger, A, "甲", "1948-01-05")
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW))
    office.catch_up()
    of_resident, of_contract = rows(office, "audit_trail")
    assert (of_resident["wire_name"], of_resident["contract_id"]) == ("resident.registered.v1", None)
    assert (of_contract["wire_name"], of_contract["contract_id"]) == ("contract.signed.v1", HOUSEHOLD)
    assert (of_contract["actor_id"], of_contract["actor_name"]) == ("liguiying", "李桂英")
    assert of_contract["actor_role"] == "centre_clerk"
    assert of_contract["effective_on"] == date(2018, 3, 15)
    for row, kept in zip((of_resident, of_contract), office.ledger.after(0, limit=2), strict=True):
        assert row["record_digest"] == sha256(kept.record).hexdigest()
        assert row["recorded_at"] == kept.recorded_at
        assert json.loads(row["facts"]) == json.loads(kept.record)["facts"]
        assert row["facts"].encode() in kept.record
    assert "甲" not in of_resident["facts"]


def test_a_history_is_cut_where_it_was_known_and_opens_what_may_be_read(office: Office) -> None:
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW))
    reason = Personal(HOUSEHOLD, "录错人")
    record(
        office.ledger,
        HOUSEHOLD,
        ContractEnteredInError(void_from=date(2018, 3, 15), declared_on=date(2019, 6, 3), reason=reason),
    )
    ask = (office.ledger, office.clock)
    whole = history_of(HOUSEHOLD, None, *ask, reveal=True)
    assert [(each.version, each.type) for each in whole.entries] == [
        (1, "contract.signed.v1"),
        (2, "contract.entered_in_error.v1"),
    ]
    assert whole.entries[1].facts == {"void_from": "2018-03-15", "declared_on": "2019-06-03", "reason": "录错人"}
    assert whole.entries[1].actor == CLERK
    assert history_of(HOUSEHOLD, None, *ask, reveal=False).entries[1].facts["reason"] is None
    then = history_of(HOUSEHOLD, "@1", *ask, reveal=True)
    assert (then.known_at, then.position, len(then.entries)) == ("@1", 1, 1)


def test_the_records_of_one_import_are_found_by_its_run_and_lead_to_their_rows(office: Office) -> None:
    run_id, source = UUID(int=14), RegisterRow(digest="ab" * 32, sheet="红旗村", row=7)
    read = Cause(command_id=UUID(int=15), run_id=run_id, source=source)
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW), cause=read)
    register(office.ledger, A, "甲", "1948-01-05")
    office.catch_up()
    by_register, by_hand = rows(office, "audit_trail")
    names = ("run_id", "source_kind", "source_digest", "source_sheet", "source_row")
    assert [by_register[name] for name in names] == [run_id, "register", "ab" * 32, "红旗村", 7]
    assert [by_hand[name] for name in names] == [None] * 5


def test_the_audit_trail_says_which_service_a_record_is_about(office: Office) -> None:
    register(office.ledger, A, "甲", "1948-01-05")
    record(office.ledger, HOUSEHOLD, signed(A, policy=HANBIN_NOW))
    record(office.ledger, HOUSEHOLD, delivered(date(2018, 5, 2), A, service_id=VISIT))
    office.catch_up()
    assert [row["service_id"] for row in rows(office, "audit_trail")] == [None, None, VISIT]
