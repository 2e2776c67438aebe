"""What people and programs send wrongly: each refused by its code and in words, without a trace."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from api.bodies.answers import Answer, Answers
from api.bodies.naming import Finder
from api.composition import Service, demo_clock, demo_settings, open_service
from application.envelope import Actor
from tests.support.world import CLERK, LEADER

pytestmark = pytest.mark.storage

TEAM = {"institution": "海滨卫生院", "name": "第一团队"}
LI, WANG, ZHAO = ({"kind": "birth_certificate", "number": number} for number in ("L1", "W2", "Z3"))
VISIT = "00000000-0000-4000-9000-000000000001"
JUNE = datetime(2018, 6, 10, 2, tzinfo=UTC)
Command = dict[str, Any]


class Counter:
    """A store in which 普陀 has a household of two and 汉滨 another of one, and who sends commands to it."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._numbers = count(1)

    def send(self, command: Command, by: Actor = CLERK) -> Answer:
        answers = Answers(
            self.service.commander(self.service.ledger), Finder(self.service, self.service.ledger), by, "zh"
        )
        numbered = {"command_id": f"00000000-0000-4000-8000-{next(self._numbers):012}", **command}
        return answers.to(json.dumps(numbered).encode())

    def accept(self, *commands: Command) -> None:
        for command in commands:
            answer = self.send(command)
            assert "ok" in answer, answer

    def refuse(self, command: Command, code: str, by: Actor = CLERK) -> Command:
        """The facts of the refusal; it says in words what is wrong, and nothing was recorded."""
        before = self.service.ledger.head().position
        answer = self.send(command, by)
        assert "error" in answer, answer
        error = answer["error"]
        assert (error["code"], bool(error["message"])) == (code, True)
        assert self.service.ledger.head().position == before
        facts: Command = error["facts"]
        return facts


def person(paper: dict[str, str], name: str) -> Command:
    papers = [{"identified_on": "2018-01-02", **paper}]
    return {"command": "register_resident", "registered_on": "2018-01-02", "details": {"name": name}, "papers": papers}


def signing(policy: str, number: str, *people: dict[str, str]) -> Command:
    members = [
        {"resident_id": each, "relationship": "成员", "categories": [{"category": "hypertension"}]} for each in people
    ]
    return {
        "command": "sign_contract",
        "policy": policy,
        "household_number": number,
        "household_size": len(people),
        "village": "石梯村",
        "members": members,
        "representative_id": people[0],
        "team_id": TEAM,
        "doctor": "王建国",
        "package": "basic",
        "signed_on": "2018-03-15",
    }


def visit(delivered_on: str, who: dict[str, str] = LI, **fields: object) -> Command:
    return {
        "command": "deliver_service",
        "contract": "1001",
        "service_id": VISIT,
        "delivered_on": delivered_on,
        "resident_ids": [who],
        "items": ["bp_measurement"],
        "performer": "王建国",
        "channel": "home",
        **fields,
    }


def of_putuo(command: str, **fields: object) -> Command:
    return {"command": command, "contract": "1001", **fields}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """Stands at 10 June 2018."""
    settings = demo_settings(tmp_path / "jiayi.db")
    with open_service(settings, writing=True, clock=demo_clock(JUNE), demo=True) as service:
        counter = Counter(service)
        staff = [
            {"name": "王建国", "role": "family_doctor"},
            {"name": "陈静", "role": "responsible_nurse"},
            {"name": "孙丽", "role": "public_health_physician"},
        ]
        counter.accept(
            {"command": "found_care_team", "founded_on": "2018-01-02", **TEAM},
            {"command": "staff_care_team", "team": TEAM, "staffed_on": "2018-01-02", "staff": staff},
            person(LI, "李秀英"),
            person(WANG, "王强"),
            person(ZHAO, "赵刚"),
            signing("putuo", "1001", LI, WANG),
            signing("hanbin", "1002", ZHAO),
        )
        yield counter


def test_a_date_outside_every_term_is_refused_with_the_first_and_the_last_day(counter: Counter) -> None:
    noted = {"category": "disabled"}
    facts = counter.refuse(
        of_putuo("flag_population", resident_id=LI, noted=noted, noted_on="2018-03-14"), "not_in_force"
    )
    assert {name: str(value) for name, value in facts.items()} == {
        "day": "2018-03-14",
        "from_on": "2018-03-15",
        "last_day_on": "2018-12-31",
    }


def test_a_member_not_in_the_contract_is_refused(counter: Counter) -> None:
    counter.refuse(of_putuo("record_death", resident_id=ZHAO, died_on="2018-05-01"), "not_a_member")


def test_a_service_for_somebody_elses_patient_is_refused(counter: Counter) -> None:
    counter.refuse(visit("2018-06-08", ZHAO), "not_a_member")


def test_a_service_in_the_future_is_refused(counter: Counter) -> None:
    counter.refuse(visit("2018-06-11"), "dated_in_future")


def test_a_service_on_an_uncovered_day_is_refused(counter: Counter) -> None:
    counter.refuse(visit("2018-03-14", late_reason="停电"), "not_in_force")


def test_a_confirmation_that_the_policy_does_not_accept_is_refused(counter: Counter) -> None:
    stamped = {"confirmer": "recipient", "kind": "stamp", "resident_id": ZHAO}
    counter.refuse(visit("2018-06-08", ZHAO, contract="1002", confirmations=[stamped]), "confirmation_not_accepted")


def test_a_change_without_its_reason_is_refused(counter: Counter) -> None:
    change = of_putuo("change_doctor", doctor="陈静", changed_on="2018-06-08")
    counter.refuse(change, "reason_missing")
    counter.accept({**change, "reason": "doctor_unable"})


def test_an_approver_who_entered_it_is_refused(counter: Counter) -> None:
    counter.accept(visit("2018-04-03", late_reason="停电"))
    approval = of_putuo("approve_late_entry", service_id=VISIT)
    counter.refuse(approval, "approver_entered_it")
    assert "ok" in counter.send(approval, LEADER)


def test_a_decision_on_a_request_that_was_withdrawn_is_refused(counter: Counter) -> None:
    counter.accept(
        of_putuo("request_termination", requested_on="2018-06-03", reason="moved_out"),
        of_putuo("withdraw_termination_request", withdrawn_on="2018-06-04"),
    )
    counter.refuse(
        of_putuo("decide_termination", decided_on="2018-06-08", takes_effect_on="2018-06-11"), "no_termination_request"
    )


def test_a_renewal_without_consent_is_refused(counter: Counter) -> None:
    renewal = of_putuo("renew_contract", agreed_on="2018-06-08")
    counter.refuse({**renewal, "consents": ["team"]}, "consent_missing")
    counter.accept({**renewal, "consents": ["team", "resident"]})
