"""The services: what was done for whom and by whom, how late it was written down, whether it counts, and if not why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from application.ports import Clock, Ledger
from application.queries.moment import Asked, Moment, moment_of
from application.queries.services_view import (
    Performer,
    Place,
    ServiceKnown,
    ServicesAsked,
    ServicesCalled,
    ServicesCounted,
    ServicesReadModel,
    ServicesView,
)
from domain.contract.services.standing import ServiceStanding, standing_by_rules
from domain.policy.resolve import PolicyBook
from domain.policy.services import Confirmer, EvidenceKind

PAGE = 500
"""Services in a page where nobody says how many."""

EVERY = ServicesCalled()
ALL = frozenset(ServiceStanding)


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceRow:
    """A service, what is still missing of it, whatever else keeps it from counting, and how it stands.

    `missing_confirmations`: the sides that have still to confirm it; `missing_evidence`: kinds of which one has still
    to be kept.
    """

    known: ServiceKnown
    missing_confirmations: frozenset[Confirmer]
    missing_evidence: frozenset[EvidenceKind]
    standing: ServiceStanding


@dataclass(frozen=True, kw_only=True, slots=True)
class ServicesPage:
    """A part of the services, by day and then in the order of entry; `following` asks for the next, None: no more."""

    known_at: str
    position: int
    rows: tuple[ServiceRow, ...]
    following: Place | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """What one performer did: all services asked for, by how they stand. `team` is None for an unknown team."""

    team: str | None
    performer: str
    services: int
    by_standing: Mapping[ServiceStanding, int]

    @property
    def counting(self) -> int:
        """How many of them count."""
        return self.by_standing.get(ServiceStanding.COUNTS, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkByPerformer:
    """The work of everybody, by team and name."""

    known_at: str
    position: int
    rows: tuple[Work, ...]


class ServiceQueries:
    """Answers from read models alone; who has to confirm, and what is kept, is asked of the policy of its day."""

    def __init__(self, read_model: ServicesReadModel, policies: PolicyBook, ledger: Ledger, clock: Clock) -> None:
        self._read_model = read_model
        self._policies = policies
        self._ledger = ledger
        self._clock = clock

    def pages(
        self,
        called: ServicesCalled = EVERY,
        *,
        standings: frozenset[ServiceStanding] = ALL,
        known_at: str | None = None,
        limit: int = PAGE,
    ) -> Iterator[ServicesPage]:
        """The services asked for, at least one page, all as known at the position of the first.

        Raises `UnreadableMoment`, `PositionNotReached`.
        """
        moment = moment_of(Asked(known_at=known_at), self._ledger, self._clock)
        page = self._page(moment, called, standings, None, limit)
        yield page
        while page.following is not None:
            page = self._page(moment.up_to(page.position), called, standings, page.following, limit)
            yield page

    def by_performer(
        self,
        called: ServicesCalled = EVERY,
        *,
        standings: frozenset[ServiceStanding] = ALL,
        known_at: str | None = None,
    ) -> WorkByPerformer:
        """How many of the services asked for are whose. Raises `UnreadableMoment`, `PositionNotReached`."""
        moment = moment_of(Asked(known_at=known_at), self._ledger, self._clock)

        def asked(view: ServicesView) -> WorkByPerformer:
            known = moment.up_to(view.position)
            work: dict[Performer, Counter[ServiceStanding]] = {}
            for each in view.counted(_asked(view, known, called, standings), known.position):
                standing = self._standing(each)
                if standing in standings:
                    work.setdefault(each.performer, Counter())[standing] += each.services
            teams = view.names_of_teams(known.position)
            rows = [
                Work(
                    team=teams.get(performer.team_id),
                    performer=performer.name,
                    services=counts.total(),
                    by_standing={standing: counts[standing] for standing in ServiceStanding if counts[standing]},
                )
                for performer, counts in work.items()
            ]
            rows.sort(key=lambda row: (row.team or "", row.performer))
            return WorkByPerformer(known_at=known.known_at, position=known.position, rows=tuple(rows))

        return self._read_model.ask_services(asked)

    def _page(
        self,
        moment: Moment,
        called: ServicesCalled,
        standings: frozenset[ServiceStanding],
        after: Place | None,
        limit: int,
    ) -> ServicesPage:
        def asked(view: ServicesView) -> ServicesPage:
            known = moment.up_to(view.position)
            found = view.page(_asked(view, known, called, standings), known.position, after=after, limit=limit)
            rows = (self._row(each) for each in found)
            return ServicesPage(
                known_at=known.known_at,
                position=known.position,
                rows=tuple(row for row in rows if row.standing in standings),
                following=found[-1].place if len(found) == limit else None,
            )

        return self._read_model.ask_services(asked)

    def _row(self, known: ServiceKnown) -> ServiceRow:
        rules = self._policies.by_ref(known.policy).confirmation
        return ServiceRow(
            known=known,
            missing_confirmations=rules.missing(known.confirmed_by),
            missing_evidence=rules.missing_evidence(known.kept),
            standing=standing_by_rules(known.on_record, rules, known.confirmed_by, known.kept),
        )

    def _standing(self, counted: ServicesCounted) -> ServiceStanding:
        rules = self._policies.by_ref(counted.policy).confirmation
        return standing_by_rules(counted.on_record, rules, counted.confirmed_by, counted.kept)


def _asked(
    view: ServicesView, moment: Moment, called: ServicesCalled, standings: frozenset[ServiceStanding]
) -> ServicesAsked:
    """What is on record does not say what the policy asks for: as far as records tell, what lacks it counts."""
    by_rules = {ServiceStanding.UNCONFIRMED, ServiceStanding.EVIDENCE_MISSING}
    counting = {ServiceStanding.COUNTS} if by_rules & standings else set()
    return ServicesAsked(
        called=called,
        teams=None if called.team is None else tuple(view.teams_called(called.team, moment.position)),
        on_record=standings - by_rules | counting,
    )
