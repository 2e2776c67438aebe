"""The day from which each fact counts, as the golden records have it: whoever reads the past relies on it."""

import json
from pathlib import Path

import pytest

from application.envelope import Event, effective_on
from infrastructure.ledger.wire_names import wire_name
from tests.golden.events.examples import EXAMPLES

GOLDEN = Path(__file__).parents[1] / "golden" / "events"


@pytest.mark.parametrize("event", EXAMPLES, ids=wire_name)
def test_a_fact_counts_from_the_day_that_is_on_record(event: Event) -> None:
    on_record = json.loads((GOLDEN / f"{wire_name(event)}.json").read_text(encoding="utf-8"))
    assert effective_on(event).isoformat() == on_record["effective_on"]
