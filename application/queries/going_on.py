"""Contracts whose next term is not on record yet: what they come to if nobody says anything; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from application.ports import Ledger
from application.settling_many import load_contracts, load_teams_of
from domain.contract.state import Contract, InForce
from domain.contract.terms.due import settled
from domain.policy.capacity import Load
from domain.policy.resolve import PolicyBook


@dataclass(frozen=True, kw_only=True, slots=True)
class Silence:
    """Says how contracts go on by silence: as they will be on record, whenever the scheduler comes round to it."""

    ledger: Ledger
    policies: PolicyBook

    def settled(self, contract_ids: Sequence[UUID], day: date) -> Mapping[UUID, Contract]:
        """These contracts with all that falls due up to a day (inclusive)."""
        loaded = list(load_contracts(self.ledger, contract_ids))
        teams = load_teams_of(self.ledger, [each.contract for each in loaded]).teams
        return {each.contract_id: settled(each.contract, self.policies, teams, day) for each in loaded}


def is_bound(contract: Contract, team_id: UUID, day: date) -> bool:
    """Whether the contract is in force with a team on a day or later."""
    return any(
        holder == team_id and (end_on or day) >= day and isinstance(contract.on(max(day, start_on)), InForce)
        for start_on, end_on, holder in contract.team_id.spans()
    )


def load_among(contracts: Sequence[Contract], team_id: UUID, doctor: str | None, day: date) -> Load:
    """What of these contracts a team, or one doctor of it, has on a day."""
    found = [
        (contract.household_number or place, standing.members)
        for place, contract in enumerate(contracts)
        if isinstance(standing := contract.on(day), InForce)
        and standing.team_id == team_id
        and doctor in (None, standing.doctor)
    ]
    return Load(
        persons=len({member for _, members in found for member in members}),
        households=len({household for household, _ in found}),
    )
