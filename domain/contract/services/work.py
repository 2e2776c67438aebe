"""Work done, by who did it: it stays theirs, whoever is moved to another team or leaves later."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.contract.services.items import ServiceItem
from domain.contract.services.standing import ServiceStanding, standing_of
from domain.contract.services.state import Service
from domain.contract.state import Contract
from domain.policy.services import ConfirmationRules


@dataclass(frozen=True, kw_only=True, slots=True)
class Performer:
    """Who did the work: a name within the team of the day on which it was done."""

    team_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkDone:
    """Services that count, and how often each item was done; an item counts once for each person."""

    services: int
    items: Mapping[ServiceItem, int]


def counted(contract: Contract, rules: ConfirmationRules) -> tuple[Service, ...]:
    """The services of a contract that count, in the order in which they were recorded."""
    services = contract.services.values()
    return tuple(each for each in services if standing_of(each, contract, rules) is ServiceStanding.COUNTS)


def work_by_performer(services: Iterable[Service]) -> dict[Performer, WorkDone]:
    """The work in these services, by who did it."""
    numbers: Counter[Performer] = Counter()
    items: dict[Performer, Counter[ServiceItem]] = {}
    for service in services:
        performer = Performer(team_id=service.team_id, name=service.performer)
        numbers[performer] += 1
        done = items.setdefault(performer, Counter())
        done.update({item: len(service.resident_ids) for item in service.items})
    return {each: WorkDone(services=number, items=items[each]) for each, number in numbers.items()}
