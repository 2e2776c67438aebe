"""What the ledger says of a day, worked out the slow way: every record up to a position folded, every contract asked.

It shares nothing with the read models but the domain's own `Contract.on`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from typing import Any
from uuid import UUID

from application.envelope import Event, Recorded
from application.ports import Ledger
from application.queries.roster import RosterRow, RosterSummary
from domain.care_team.events import CareTeamFounded
from domain.contract.events import ContractEvent
from domain.contract.keeping.events import ContractDisposalVoided, ContractDisposed
from domain.contract.state import Contract, InForce
from domain.contract.state import evolve as evolve_contract
from domain.policy.model import Policy
from domain.policy.retention import RetentionClass
from domain.populations import Category
from domain.resident.events import ResidentEvent
from domain.resident.state import Resident
from domain.resident.state import evolve as evolve_resident
from tests.support.policies import BOOK

Streams = Mapping[UUID, Sequence[Event]]


@dataclass(frozen=True)
class Fold:
    """The first records of a ledger, personal values open."""

    streams: Streams
    disposed: frozenset[UUID] = frozenset()
    """Contracts whose papers are gone by the last position of the ledger: their people are named no more."""

    @staticmethod
    def of(ledger: Ledger, position: int) -> "Fold":
        """The records up to a position, inclusive."""
        streams: dict[UUID, list[Event]] = {}
        records: Sequence[Recorded[Event]] = ledger.opened(ledger.after(0, limit=position) if position else [])
        for record in records:
            streams.setdefault(record.stream_id, []).append(record.event)
        disposed: set[UUID] = set()
        for each in ledger.after(0, limit=ledger.head().position):
            match each.event:
                case ContractDisposed(retention_class=RetentionClass.CONTRACT_PAPERS):
                    disposed.add(each.stream_id)
                case ContractDisposalVoided(retention_class=RetentionClass.CONTRACT_PAPERS):
                    disposed.discard(each.stream_id)
                case _:
                    pass
        return Fold(streams, frozenset(disposed))

    @cached_property
    def contracts(self) -> Mapping[UUID, Contract]:
        """Every contract, in the order of signing."""
        found = {}
        for stream_id, stream in self.streams.items():
            contract: Contract | None = None
            for event in stream:
                if isinstance(event, ContractEvent):
                    contract = evolve_contract(contract, event)
            if contract is not None:
                found[stream_id] = contract
        return found

    @cached_property
    def residents(self) -> Mapping[UUID, Resident]:
        """Everybody who was registered."""
        facts = {
            key: [each for each in stream if isinstance(each, ResidentEvent)] for key, stream in self.streams.items()
        }
        folded = {key: reduce(evolve_resident, events, None) for key, events in facts.items()}
        return {key: resident for key, resident in folded.items() if resident is not None}

    def in_force(self, day: date) -> dict[UUID, InForce]:
        """The contracts in force on a day."""
        standings = {key: contract.on(day) for key, contract in self.contracts.items()}
        return {key: standing for key, standing in standings.items() if isinstance(standing, InForce)}

    def person(self, resident_id: UUID) -> UUID:
        """Whom a resident turned out to be."""
        same_as_id = self.residents[resident_id].same_as_id
        return resident_id if same_as_id is None else self.person(same_as_id)

    def categories(self, contract_id: UUID, resident_id: UUID, day: date) -> frozenset[Category]:
        """What a member is on a day: as noted under the contract, and by age."""
        noted = self.contracts[contract_id].members[resident_id].flags_on(day)
        birth_on = self.residents[self.person(resident_id)].details.birth_on
        if birth_on is None or birth_on.text is None:
            return noted
        return self.policy(contract_id, day).categories_on(noted, date.fromisoformat(birth_on.text), day)

    def policy(self, contract_id: UUID, day: date) -> Policy:
        """The policy that governs a contract on a day."""
        return BOOK.by_ref(self.contracts[contract_id].policy_on(day))

    def team_name(self, team_id: UUID) -> str | None:
        """What a team is called."""
        return next((each.name for each in self.streams.get(team_id, ()) if isinstance(each, CareTeamFounded)), None)

    def roster(self, day: date) -> list[tuple[Any, ...]]:
        """The roster of a day, as `shown` shows that of the read models."""
        return [
            (
                contract_id,
                self.contracts[contract_id].household_number,
                standing.village,
                self.team_name(standing.team_id),
                standing.doctor,
                standing.term,
                {self._member(contract_id, resident_id, day) for resident_id in standing.members},
            )
            for contract_id, standing in self.in_force(day).items()
        ]

    def _member(self, contract_id: UUID, resident_id: UUID, day: date) -> tuple[Any, ...]:
        details = self.residents[self.person(resident_id)].details
        name, birth_on, sex = (value and value.text for value in (details.name, details.birth_on, details.sex))
        relationship = self.contracts[contract_id].members[resident_id].relationship
        if contract_id in self.disposed:
            noted = self.contracts[contract_id].members[resident_id].flags_on(day)
            return resident_id, None, None, None, relationship, noted
        return resident_id, name, birth_on, sex, relationship, self.categories(contract_id, resident_id, day)

    def counts(self, day: date) -> dict[str, Any]:
        """The counts of a day, as `counted` shows those of the read models."""
        in_force = self.in_force(day)
        numbers = {key: self.contracts[key].household_number for key in in_force}
        covered = [(key, resident_id) for key, standing in in_force.items() for resident_id in standing.members]
        key_categories = {
            category
            for contract in self.contracts.values()
            for agreed in contract.terms.agreed
            for category in BOOK.by_ref(agreed.policy).key_categories
        }
        counted = {
            (self.person(resident_id), category)
            for contract_id, resident_id in covered
            for category in self.categories(contract_id, resident_id, day)
            & self.policy(contract_id, day).key_categories
        }
        by_category = {each: sum(category is each for _, category in counted) for each in key_categories}
        key_distinct = len({person for person, _ in counted})
        return {
            "households": len({number or key for key, number in numbers.items()}),
            "persons": len({self.person(resident_id) for _, resident_id in covered}),
            "by_category": by_category,
            "key_distinct": key_distinct,
            "duplicate_heads": sum(by_category.values()) - key_distinct,
        }

    def require_nobody_twice(self) -> None:
        """No person is covered by two contracts on any day on which anything changes, nor on the day before."""
        for day in self._days():
            standings = self.in_force(day)
            covered = [{self.person(each) for each in standing.members} for standing in standings.values()]
            people = [person for persons in covered for person in persons]
            assert len(people) == len(set(people)), f"in two contracts on {day}"

    def _days(self) -> set[date]:
        found = set()
        for contract in self.contracts.values():
            found |= {contract.start_on, contract.last_day_on}
            for member in contract.members.values():
                found |= {day for span in member.present_spans() for day in span if day is not None}
        return found


def shown(rows: Sequence[RosterRow]) -> list[tuple[Any, ...]]:
    """The roster of the read models; members in no order, dates as the records write them."""
    return [
        (
            row.contract,
            row.household,
            row.village,
            row.team,
            row.doctor,
            row.term,
            {
                (
                    member.resident,
                    member.name,
                    member.birth_on and member.birth_on.isoformat(),
                    member.sex,
                    member.relationship,
                    frozenset(member.categories),
                )
                for member in row.members
            },
        )
        for row in rows
    ]


def counted(summary: RosterSummary) -> dict[str, Any]:
    """The counts of the read models."""
    return {
        "households": summary.households,
        "persons": summary.persons,
        "by_category": dict(summary.by_category),
        "key_distinct": summary.key_distinct,
        "duplicate_heads": summary.duplicate_heads,
    }
