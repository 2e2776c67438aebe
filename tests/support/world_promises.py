"""What holds of terms, fees and work whatever was recorded: for every contract of a ledger, at any position of it."""

from collections import Counter
from itertools import combinations, pairwise
from uuid import UUID

from domain.calendar import day_after
from domain.contract.fees.events import FeeCharged
from domain.contract.services.events import ServiceCorrected, ServiceDelivered
from domain.contract.services.items import ServiceItem
from domain.contract.services.standing import ServiceStanding, standing_of
from domain.contract.services.work import Performer, counted, work_by_performer
from tests.support.world_fold import Fold


def require_unbroken_terms(fold: Fold) -> None:
    """Terms are numbered from one, and each begins on the day after the one before: no overlap and no hole."""
    for contract in fold.contracts.values():
        terms = [agreed.term for agreed in contract.terms.agreed]
        assert [term.number for term in terms] == list(range(1, len(terms) + 1))
        assert all(term.start_on <= term.end_on for term in terms)
        assert all(day_after(one.end_on) == following.start_on for one, following in pairwise(terms))


def require_no_year_charged_twice(fold: Fold) -> None:
    """Of two charges of a person that stand, the day of one of them lies outside the year of the other."""
    charged: dict[UUID, list[FeeCharged]] = {}
    for contract in fold.contracts.values():
        for fee in contract.fees:
            if fee.stands and not fee.refunds:
                charged.setdefault(fee.charged.resident_id, []).append(fee.charged)
    for charges in charged.values():
        for one, other in combinations(charges, 2):
            assert not (one.year.contains(other.charged_on) and other.year.contains(one.charged_on))


def require_work_adds_up(fold: Fold) -> Counter[Performer]:
    """Every service that counts is somebody's work once, and of somebody whom a record names; how many are whose."""
    services: Counter[Performer] = Counter()
    items: Counter[tuple[Performer, ServiceItem]] = Counter()
    counting: Counter[Performer] = Counter()
    done_for: Counter[tuple[Performer, ServiceItem]] = Counter()
    for contract_id, contract in fold.contracts.items():
        rules = fold.policy(contract_id, contract.start_on).confirmation
        for performer, done in work_by_performer(counted(contract, rules)).items():
            services[performer] += done.services
            items.update({(performer, item): times for item, times in done.items.items()})
        for service in contract.services.values():
            if standing_of(service, contract, rules) is ServiceStanding.COUNTS:
                performer = Performer(team_id=service.team_id, name=service.performer)
                counting[performer] += 1
                done_for.update({(performer, item): len(service.resident_ids) for item in service.items})
    assert services == counting
    assert items == done_for
    told = [
        event
        for stream in fold.streams.values()
        for event in stream
        if isinstance(event, ServiceDelivered | ServiceCorrected)
    ]
    assert {each.name for each in services} <= {event.performer for event in told}
    assert {each.team_id for each in services} <= {event.team_id for event in told}
    return services
