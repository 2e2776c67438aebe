"""The form on record: golden files, canonical JSON, wire names, and older names read as their successors."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints
from uuid import UUID

import msgspec
import pytest
import rfc8785
from eventsourcing.persistence import StoredEvent
from hypothesis import given
from hypothesis import strategies as st

from application.envelope import Event, Recorded, effective_on
from domain.personal import Personal
from infrastructure.ledger import canonical
from infrastructure.ledger.mapper import Fact, RecordMapper
from infrastructure.ledger.rows import StoredRecord
from infrastructure.ledger.upcasting import Facts
from infrastructure.ledger.wire_names import WIRE_NAMES, UnknownField, UnknownWireName, wire_name
from tests.golden.events.examples import EXAMPLES, STREAM, record_of
from tests.support.stores import MORNING

GOLDEN = Path(__file__).parents[2] / "golden" / "events"


def classes_of(annotation: Any) -> set[type]:  # noqa: ANN401 an annotation is any object
    parts = get_args(annotation)
    if parts or isinstance(annotation, UnionType):
        return set().union(*(classes_of(part) for part in parts))
    if isinstance(annotation, type) and is_dataclass(annotation):
        return {annotation}.union(*(classes_of(hint) for hint in get_type_hints(annotation).values()))
    return {annotation} if isinstance(annotation, type) else set()


EVENT_CLASSES = [cls for union in get_args(Event) for cls in (get_args(union) or (union,))]


def stored(name: str, record: bytes) -> StoredRecord:
    return StoredRecord(id=1, originator_id=STREAM, originator_version=1, topic=name, state=record, recorded_at=MORNING)


@pytest.mark.parametrize("cls", EVENT_CLASSES)
def test_every_event_has_a_wire_name_and_a_golden_file(cls: type[Event]) -> None:
    assert (GOLDEN / f"{WIRE_NAMES[cls]}.json").is_file()
    assert any(isinstance(event, cls) for event in EXAMPLES)


def test_no_two_events_share_a_wire_name() -> None:
    assert len(set(WIRE_NAMES.values())) == len(WIRE_NAMES) == len(EVENT_CLASSES)


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.json")), ids=lambda file: file.stem)
def test_a_golden_record_is_read_and_written_byte_for_byte(file: Path) -> None:
    record = file.read_bytes()
    mapper = RecordMapper("default")
    recorded: Recorded[Event] = mapper.to_recorded(stored(file.stem, record))
    fact = Fact(
        originator_id=STREAM,
        originator_version=1,
        effective_on=recorded.effective_on,
        actor=recorded.actor,
        cause=recorded.cause,
        event=recorded.event,
    )
    assert mapper.to_stored_event(fact).state == record
    assert recorded.effective_on == effective_on(recorded.event)
    assert record == rfc8785.dumps(msgspec.json.decode(record))


@pytest.mark.parametrize("event", EXAMPLES, ids=wire_name)
def test_an_example_is_what_its_golden_file_says(event: Event) -> None:
    assert record_of(event) == (GOLDEN / f"{wire_name(event)}.json").read_bytes()


@pytest.mark.parametrize("event", EXAMPLES, ids=wire_name)
def test_an_example_fills_every_field(event: Event) -> None:
    assert all(getattr(event, field.name) is not None for field in fields(event))


def test_no_event_holds_a_float_or_an_instant_without_zone() -> None:
    held = set().union(*(classes_of(cls) for cls in EVENT_CLASSES))
    assert not held & {float, complex, datetime, bytes, dict, set}


texts = st.text(st.characters(exclude_categories=["Cs"]))
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts
keys = st.text(st.characters(max_codepoint=126, min_codepoint=32), min_size=1)
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=20)


@given(values)
def test_our_encoding_is_rfc_8785(value: object) -> None:
    encoded = canonical.encode(value)
    assert encoded == rfc8785.dumps(value)  # type: ignore[arg-type]  # its own name for what JSON holds
    assert canonical.is_canonical(encoded)


@pytest.mark.parametrize("record", [b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1}\n', b'{"a":1,"a":1}', b"\xff", b'{"a":'])
def test_other_bytes_are_not_canonical(record: bytes) -> None:
    assert not canonical.is_canonical(record)


def test_a_value_without_a_seal_is_never_written() -> None:
    with pytest.raises(canonical.UnsealedValue):
        canonical.encode({"name": Personal(STREAM, "李秀英")})


def test_an_unknown_wire_name_is_not_read_over() -> None:
    record = (GOLDEN / "contract.lapsed.v1.json").read_bytes()
    with pytest.raises(UnknownWireName, match=r"contract\.teleported\.v1"):
        RecordMapper("default").to_domain_event(
            StoredEvent(originator_id=STREAM, originator_version=1, topic="contract.teleported.v1", state=record)
        )


def objects_in(value: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every JSON object of a record, with its path as an error says it."""
    if isinstance(value, dict):
        yield path, value
        for name, each in value.items():
            yield from objects_in(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from objects_in(each, f"{path}[{place}]")


@pytest.mark.parametrize("event", EXAMPLES, ids=wire_name)
def test_a_field_of_a_newer_version_is_not_read_over_wherever_it_stands(event: Event) -> None:
    mapper, name = RecordMapper("default"), wire_name(event)
    places = [path for path, _ in objects_in(json.loads(record_of(event)))]
    assert {"", "actor", "cause", "cause.source", "facts"} <= set(places)
    for place, path in enumerate(places):
        record = json.loads(record_of(event))
        list(objects_in(record))[place][1]["learned_later"] = {"of": [1, "任意"]}
        with pytest.raises((UnknownField, msgspec.ValidationError)) as refused:
            mapper.to_recorded(stored(name, json.dumps(record).encode()))
        if not is_sealed(record, place):
            assert isinstance(refused.value, UnknownField)
            assert (refused.value.wire_name, refused.value.field) == (name, f"{path}.learned_later".lstrip("."))


def is_sealed(record: object, place: int) -> bool:
    """Whether the object is a sealed value: its form is fixed, whatever else is learned."""
    return {"digest", "subject"} <= list(objects_in(record))[place][1].keys()


@dataclass(frozen=True, kw_only=True, slots=True)
class ShedPainted:
    """An event of tests alone: v1 said `colour`, v2 says `colours`, v3 also by whom."""

    painted_on: date
    colours: tuple[str, ...]
    by: UUID


def two_colours(facts: Facts) -> Facts:
    return {"painted_on": facts["painted_on"], "colours": [facts["colour"]]}


def by_nobody(facts: Facts) -> Facts:
    return {**facts, "by": str(UUID(int=0))}


def test_a_retired_wire_name_is_read_as_its_successor() -> None:
    mapper = RecordMapper(
        "default",
        wire_names={ShedPainted: "shed.painted.v3"},  # type: ignore[dict-item]  # an event that only tests know
        upcasters={
            "shed.painted.v1": ("shed.painted.v2", two_colours),
            "shed.painted.v2": ("shed.painted.v3", by_nobody),
        },
    )
    event = mapper.event("shed.painted.v1", msgspec.Raw(b'{"colour":"red","painted_on":"2026-03-01"}'))
    assert event == ShedPainted(painted_on=date(2026, 3, 1), colours=("red",), by=UUID(int=0))  # type: ignore[comparison-overlap]  # the same
