"""Who has been away for work so long that somebody is to decide whether they moved away for long (长期外迁).

It is computed, and no event: it follows from what is noted and from the rules, and passes with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from application.ports import Ledger
from application.settling_many import batches, load_contracts, load_teams_of
from domain.citation import Citation
from domain.contract.state import Contract, InForce
from domain.contract.terms.due import settled
from domain.policy.resolve import PolicyBook

SHORTEST_MONTH_DAYS = 28


class AbsentMembers(Protocol):
    """Finds contracts by who is away; reads a projection that is as far as the ledger when asked."""

    def with_absence(self, since_on: date, day: date) -> Sequence[UUID]:
        """Contracts of which somebody is away for work on a day, and has been since `since_on` or longer.

        Not those whose records could not be read.
        """


@dataclass(frozen=True, kw_only=True, slots=True)
class LongAbsence:
    """A member who has been away since a day; from `too_long_from_on` on it is to be decided whether for long."""

    contract: UUID
    household: str | None
    village: str
    team_id: UUID
    doctor: str
    resident: UUID
    since_on: date
    too_long_from_on: date
    rule: Citation


class LongAbsences:
    """Looks for them."""

    def __init__(self, ledger: Ledger, policies: PolicyBook, absent_members: AbsentMembers) -> None:
        self._ledger = ledger
        self._policies = policies
        self._absent_members = absent_members

    def on(self, day: date) -> Sequence[LongAbsence]:
        """Who has been away too long on a day, by the policies that their contracts are under; the longest first."""
        names = self._policies.names()
        months = min(each.absence.too_long_after_months for name in names for each in self._policies.versions(name))
        listed = self._absent_members.with_absence(day - timedelta(days=SHORTEST_MONTH_DAYS * months), day)
        found = [each for contract_ids in batches(listed) for each in self._of(contract_ids, day)]
        return sorted(found, key=lambda each: (each.since_on, each.household or "", str(each.resident)))

    def _of(self, contract_ids: Sequence[UUID], day: date) -> Iterator[LongAbsence]:
        loaded = list(load_contracts(self._ledger, contract_ids))
        teams = load_teams_of(self._ledger, [each.contract for each in loaded]).teams
        for each in loaded:
            yield from self._in(each.contract_id, settled(each.contract, self._policies, teams, day), day)

    def _in(self, contract_id: UUID, contract: Contract, day: date) -> Iterator[LongAbsence]:
        standing = contract.on(day)
        if not isinstance(standing, InForce):
            return
        policy = self._policies.by_ref(standing.policy)
        for member in contract.members.values():
            since_on = member.away_since(day)
            if since_on is not None and policy.absence.away_too_long(since_on, day):
                yield LongAbsence(
                    contract=contract_id,
                    household=contract.household_number,
                    village=standing.village,
                    team_id=standing.team_id,
                    doctor=standing.doctor,
                    resident=member.resident_id,
                    since_on=since_on,
                    too_long_from_on=policy.absence.too_long_from_on(since_on),
                    rule=policy.cite("long_absence"),
                )
