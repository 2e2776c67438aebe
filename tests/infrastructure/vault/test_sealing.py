"""A sealed value opens with its subject's key, at its place, and as what the record's digest says; else not at all."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from typing import cast
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.envelope import Event
from domain.personal import Personal
from domain.resident.events import ResidentDetails, ResidentRegistered
from infrastructure.vault.failures import SealBroken
from infrastructure.vault.keys import StoreKeys, new_subject_key
from infrastructure.vault.personal_fields import holds_personal, personal_values, rewritten
from infrastructure.vault.sealing import Place, seal, unseal
from tests.golden.events.examples import EXAMPLES

LI, WANG = UUID(int=1), UUID(int=2)
PLACE = Place(stream_id=LI, stream_version=1, field="details.name", subject_id=LI, key_version=1)
KEY = new_subject_key()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_sealed_value_opens_as_it_was(value: str) -> None:
    row = seal(value, KEY, PLACE)
    assert unseal(row["ciphertext"], row["digest"], KEY, PLACE) == value


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(PLACE, stream_id=WANG),
        replace(PLACE, stream_version=2),
        replace(PLACE, field="details.phone"),
        replace(PLACE, subject_id=WANG),
        replace(PLACE, key_version=2),
    ],
)
def test_a_sealed_value_opens_nowhere_else(elsewhere: Place) -> None:
    row = seal("李秀英", KEY, PLACE)
    with pytest.raises(SealBroken):
        unseal(row["ciphertext"], row["digest"], KEY, elsewhere)


def test_a_sealed_value_does_not_open_with_another_key_or_to_another_digest() -> None:
    row, other = seal("李秀英", KEY, PLACE), seal("李秀英", KEY, PLACE)
    with pytest.raises(SealBroken):
        unseal(row["ciphertext"], row["digest"], new_subject_key(), PLACE)
    with pytest.raises(SealBroken):
        unseal(row["ciphertext"], other["digest"], KEY, PLACE)


@pytest.mark.parametrize("other", [StoreKeys.new("default"), StoreKeys(bytes(32), "610902")])
def test_keys_of_one_root_are_the_same_each_time_and_those_of_another_root_or_tenant_are_not(other: StoreKeys) -> None:
    first, again = StoreKeys(bytes(32), "default"), StoreKeys(bytes(32), "default")
    wrapped = first.wrap(LI, 1, KEY)
    assert again.unwrap(LI, 1, wrapped) == KEY
    assert first.blind_index("citizen_id", "1") == again.blind_index("citizen_id", "1")
    assert first.blind_index("citizen_id", "1") != other.blind_index("citizen_id", "1")
    with pytest.raises(SealBroken):
        other.unwrap(LI, 1, wrapped)
    with pytest.raises(SealBroken):
        first.unwrap(WANG, 1, wrapped)


def test_what_is_hashed_for_one_purpose_says_nothing_for_another() -> None:
    keys = StoreKeys.new("default")
    hashes = {
        keys.blind_index("citizen_id", "1"),
        keys.blind_index("passport", "1"),
        keys.command_hash(b"citizen_id\x001"),
    }
    assert len(hashes) == 3


def test_every_personal_value_of_an_event_is_found_with_its_path() -> None:
    name, phone = Personal(LI, "李秀英"), Personal(LI, "13800000000")
    event = ResidentRegistered(registered_on=date(2026, 3, 1), details=ResidentDetails(name=name, phone=phone))
    paths: dict[str, Personal] = {}
    assert rewritten(event, paths.setdefault) is event
    assert paths == {"details.name": name, "details.phone": phone}


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_no_personal_value_is_overlooked(event: Event) -> None:
    assert (
        bool(list(personal_values(event)))
        == holds_personal(cast("Hashable", type(event)))
        == ("Personal(" in repr(event))
    )
