"""The roster: who is under contract with whom, on any day, as known on any day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from application.ports import Clock, Ledger
from application.queries.moment import Asked, Moment, moment_of
from application.queries.roster_view import (
    Called,
    ContractOnDay,
    KeyRules,
    MemberOnDay,
    RosterReadModels,
    RosterView,
    Scope,
    Within,
)
from domain.policy.model import PolicyRef, Term
from domain.policy.resolve import PolicyBook
from domain.populations import BY_AGE, Category, categories_by_age

PAGE = 500
"""Contracts in a page where nobody says how many."""

ALL = Called()


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterMember:
    """Somebody on the roster; what is not known, or was forgotten, is None. `categories` by their glossary names."""

    resident: UUID
    name: str | None
    birth_on: date | None
    sex: str | None
    relationship: str
    categories: tuple[Category, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterRow:
    """A contract in force, the term of the day, and who is covered."""

    contract: UUID
    household: str | None
    village: str
    team: str | None
    doctor: str
    term: Term
    members: tuple[RosterMember, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterPage:
    """A part of the roster in the register's order; `following` asks for the next one, None: there is none."""

    as_of: date
    known_at: str
    position: int
    rows: tuple[RosterRow, ...]
    following: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterSummary:
    """Counts of a day. `duplicate_heads` is how often somebody is counted beyond once (剔重)."""

    as_of: date
    known_at: str
    position: int
    households: int
    persons: int
    by_category: Mapping[Category, int]
    key_distinct: int
    duplicate_heads: int


class RosterQueries:
    """Answers from read models alone; what a policy calls elderly or key is asked of the book of policies.

    Every answer says the position that it is true for: the one asked for, or as far as the read models have come.
    """

    def __init__(self, read_models: RosterReadModels, policies: PolicyBook, ledger: Ledger, clock: Clock) -> None:
        self._read_models = read_models
        self._policies = policies
        self._ledger = ledger
        self._clock = clock

    def page(self, asked: Asked, called: Called = ALL, *, after: int = 0, limit: int = PAGE) -> RosterPage:
        """Contracts that follow the place `after`. Raises `UnreadableMoment`, `PositionNotReached`."""
        return self._page(moment_of(asked, self._ledger, self._clock), called, Within(after=after, limit=limit))

    def pages(self, asked: Asked, called: Called = ALL, *, skip: int = 0, limit: int = PAGE) -> Iterator[RosterPage]:
        """The roster after its first `skip` contracts, at least one page; all as known at the position of the first."""
        moment = moment_of(asked, self._ledger, self._clock)
        within: Within | None = Within(skip=skip, limit=limit)
        while within is not None:
            page = self._page(moment, called, within)
            yield page
            moment = moment.up_to(page.position)
            within = None if page.following is None else Within(after=page.following, limit=limit)

    def rows(self, asked: Asked, called: Called = ALL, *, limit: int = PAGE) -> Iterator[RosterRow]:
        """The whole roster, read page by page."""
        return (row for page in self.pages(asked, called, limit=limit) for row in page.rows)

    def summary(self, asked: Asked, called: Called = ALL) -> RosterSummary:
        """Counts of the day. Raises `UnreadableMoment`, `PositionNotReached`."""
        moment = moment_of(asked, self._ledger, self._clock)
        return self._read_models.ask(lambda view: self._summary(view, moment.up_to(view.position), called))

    def require_policies(self) -> None:
        """Refuse to go on with rules that are not those on record: what `PolicyBook.by_ref` refuses."""
        self._read_models.ask(lambda view: [self._policies.by_ref(ref) for ref in view.policies(view.position)])

    def _page(self, moment: Moment, called: Called, within: Within) -> RosterPage:
        def asked(view: RosterView) -> RosterPage:
            known = moment.up_to(view.position)
            return self._rows(view, known, replace(within, scope=_scope(view, known, called)))

        return self._read_models.ask(asked)

    def _rows(self, view: RosterView, moment: Moment, within: Within) -> RosterPage:
        contracts = view.contracts(moment, within)
        members = view.members(moment, [contract.contract_id for contract in contracts])
        return RosterPage(
            as_of=moment.as_of,
            known_at=moment.known_at,
            position=moment.position,
            rows=tuple(self._row(each, members.get(each.contract_id, ()), moment.as_of) for each in contracts),
            following=contracts[-1].place if len(contracts) == within.limit else None,
        )

    def _row(self, contract: ContractOnDay, members: Sequence[MemberOnDay], as_of: date) -> RosterRow:
        categories = self._categories(contract.policy)
        return RosterRow(
            contract=contract.contract_id,
            household=contract.household_number,
            village=contract.village,
            team=contract.team,
            doctor=contract.doctor,
            term=contract.term,
            members=tuple(
                RosterMember(
                    resident=member.resident_id,
                    name=member.name,
                    birth_on=member.birth_on,
                    sex=member.sex,
                    relationship=member.relationship,
                    categories=categories(member, as_of),
                )
                for member in members
            ),
        )

    def _categories(self, policy: PolicyRef) -> Callable[[MemberOnDay, date], tuple[Category, ...]]:
        elderly_from_age = self._policies.by_ref(policy).elderly_from_age

        def of_member(member: MemberOnDay, day: date) -> tuple[Category, ...]:
            by_age: frozenset[Category] = frozenset()
            if member.birth_on is not None:
                by_age = categories_by_age(member.birth_on, day, elderly_from_age=elderly_from_age)
            found = (member.noted - BY_AGE) | by_age
            return tuple(category for category in Category if category in found)

        return of_member

    def _summary(self, view: RosterView, moment: Moment, called: Called) -> RosterSummary:
        rules = [self._rules(policy) for policy in view.policies(moment.position)]
        counts = view.counts(moment, rules, _scope(view, moment, called))
        key = frozenset[Category]().union(*(each.key for each in rules))
        by_category = {category: counts.by_category.get(category, 0) for category in Category if category in key}
        return RosterSummary(
            as_of=moment.as_of,
            known_at=moment.known_at,
            position=moment.position,
            households=counts.households,
            persons=counts.persons,
            by_category=by_category,
            key_distinct=counts.key_distinct,
            duplicate_heads=sum(by_category.values()) - counts.key_distinct,
        )

    def _rules(self, ref: PolicyRef) -> KeyRules:
        policy = self._policies.by_ref(ref)
        return KeyRules(policy=ref, key=policy.key_categories, elderly_from_age=policy.elderly_from_age)


def _scope(view: RosterView, moment: Moment, called: Called) -> Scope:
    teams = None if called.team is None else tuple(view.teams_called(called.team, moment.position))
    return Scope(teams=teams, village=called.village)
