"""The examples of what is told soon after its day, sent in time: on a store whose clock stands in June 2023."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.bodies.answers import Answer, Answers
from api.bodies.documenting import EXAMPLES, SERVICE_EXAMPLES
from api.bodies.naming import Finder
from api.composition import demo_clock, demo_settings, open_service
from tests.support.world import CLERK

pytestmark = pytest.mark.storage

IN_TIME, YEARS_LATER = datetime(2023, 6, 10, 2, 0, tzinfo=UTC), datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def answers(folder: Path, at: datetime) -> list[Answer]:
    """The answers to these examples, after all the others."""
    with open_service(demo_settings(folder / "demo.db"), writing=True, clock=demo_clock(at), demo=True) as service:
        answering = Answers(service.commander(service.ledger), Finder(service, service.ledger), CLERK, "zh")
        for line in EXAMPLES.read_bytes().splitlines():
            answering.to(line)
        return [answering.to(line) for line in SERVICE_EXAMPLES.read_bytes().splitlines()]


def test_sent_in_time_every_example_is_accepted(tmp_path: Path) -> None:
    assert [each for each in answers(tmp_path, IN_TIME) if "ok" not in each] == []


def test_sent_years_later_a_service_and_a_request_are_refused_with_their_rule(tmp_path: Path) -> None:
    told = [json.loads(json.dumps(each, default=str)) for each in answers(tmp_path, YEARS_LATER)]
    codes = [each["error"]["code"] for each in told if "error" in each]
    assert codes[:2] == ["entry_too_late", "no_such_service"]
    assert set(codes) == {
        *("entry_too_late", "no_such_service"),
        *("no_termination_request", "not_terminated", "renewal_too_late", "renewal_not_agreed", "not_reconfirmed"),
    }
    assert told[0]["error"]["rule"]["stated"] is False
