"""The library's Application runs on our factory: its event store, repository and notification log are our tables."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.persistence import IntegrityError

from application.envelope import Cause
from domain.contract.events import ContractEvent, ContractLapsed, LapseReason
from domain.contract.state import Contract, evolve
from infrastructure.ledger.mapper import Fact
from tests.infrastructure.ledger.appends import CLERK, signed

CONTRACT, LI = UUID(int=1), UUID(int=2)
LAPSED = ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2026, 5, 4))


def fact(version: int, event: ContractEvent) -> Fact:
    return Fact(
        originator_id=CONTRACT,
        originator_version=version,
        effective_on=date(2026, 3, 1),
        actor=CLERK,
        cause=Cause(command_id=UUID(int=9)),
        event=event,
    )


def folded(contract: Any, facts: Iterable[Any]) -> Any:  # noqa: ANN401 the library types a projector loosely
    for recorded in facts:
        contract = evolve(contract, recorded.event)
    return contract


@pytest.fixture
def application(database_url: str, tmp_path: Path) -> Iterable[Application[UUID]]:
    environment = {
        "PERSISTENCE_MODULE": "infrastructure.ledger.factory",
        "JIAYI_DATABASE_URL": database_url,
        "JIAYI_KEK_FILE": str(tmp_path / "store.kek"),
    }
    with Application[UUID](environment) as opened:
        yield opened
        opened.close()


def test_an_application_saves_facts_and_folds_them_back(application: Application[UUID]) -> None:
    recordings = application.save(fact(1, signed(LI)), fact(2, LAPSED))
    contract: Contract = application.repository.get(CONTRACT, projector_func=folded)
    assert contract.last_day_on == date(2026, 5, 4)
    assert [recording.notification.id for recording in recordings] == [1, 2]
    topics = [notification.topic for notification in application.notification_log.select(1, 10)]
    assert topics == ["contract.signed.v1", "contract.lapsed.v1"]


def test_an_application_meets_a_taken_version(application: Application[UUID]) -> None:
    application.save(fact(1, signed(LI)))
    with pytest.raises(IntegrityError):
        application.save(fact(1, signed(LI)))


def test_an_application_does_not_find_what_was_never_saved(application: Application[UUID]) -> None:
    with pytest.raises(AggregateNotFoundError):
        application.repository.get(CONTRACT, projector_func=folded)
