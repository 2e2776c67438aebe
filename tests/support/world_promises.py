"""What holds of terms, fees and work whatever was recorded: for every contract of a ledger, at any position of it."""

from collections import Counter
from itertools import combinations, pairwise
from uuid import UUID

from application.queries.services import WorkByPerformer
from domain.calendar import day_after
from domain.contract.fees.events import FeeCharged
from domain.contract.services.standing import ServiceStanding, standing_of
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


Whose = tuple[str | None, str, ServiceStanding]
"""Team and name of who did the work, and how it stands."""


def require_work_adds_up(fold: Fold, told: WorkByPerformer) -> Counter[Whose]:
    """Every service is the work of one performer, of whom a record tells, and stands as its contract says."""
    folded: Counter[Whose] = Counter()
    for contract_id, contract in fold.contracts.items():
        for service in contract.services.values():
            rules = fold.policy(contract_id, service.delivered_on).confirmation
            standing = standing_of(service, contract, rules)
            folded[fold.team_name(service.team_id), service.performer, standing] += 1
    read = Counter({(work.team, work.performer, how): n for work in told.rows for how, n in work.by_standing.items()})
    assert read == folded
    assert all(sum(work.by_standing.values()) == work.services for work in told.rows)
    return read
