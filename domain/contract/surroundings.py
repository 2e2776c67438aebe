"""What a change of a signed contract is judged against, loaded by the application."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from domain.care_team.state import CareTeam
from domain.contract.claims import ResidentClaims
from domain.contract.fees.state import FeeElsewhere
from domain.contract.state import Contract
from domain.policy.capacity import Load
from domain.policy.model import Policy
from domain.policy.resolve import PolicyBook
from domain.policy.retention import RetentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Onward:
    """A contract to which a person went, straight or by others, and their first day there."""

    contract_id: UUID
    joined_on: date
    contract: Contract


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a change is judged against.

    `born` are the birth dates of the contract's people and of whom the command names, where they are known.
    `today` is the business day, `claims` those of the contract's people and of whom the command names, `teams` those
    that the contract ever had and the one that the command names. `asked_by` is who asks, by id, and `entered_by` says
    who wrote down each service, `disposal_approved_by` and `disposed_by` who approved and who recorded last
    that a class of what is kept was disposed of.
    `load`: what the team, or doctor, with whom somebody is to get a place has on its first day by the roster, without
    them; None where nobody counts. `charged_elsewhere`, where people are to be charged: what each was charged under
    other contracts. `onward`, where something is said of a person that counts there too: where that person went.
    """

    contract_id: UUID
    today: date
    policies: PolicyBook
    claims: Mapping[UUID, ResidentClaims]
    teams: Mapping[UUID, CareTeam]
    born: Mapping[UUID, date] = field(default_factory=dict)
    asked_by: str = ""
    entered_by: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    disposal_approved_by: Mapping[RetentionClass, str] = field(default_factory=dict)
    disposed_by: Mapping[RetentionClass, str] = field(default_factory=dict)
    load: Load | None = None
    charged_elsewhere: Mapping[UUID, tuple[FeeElsewhere, ...]] = field(default_factory=dict)
    onward: tuple[Onward, ...] = ()

    @property
    def onward_ids(self) -> frozenset[UUID]:
        """The contracts of `onward`."""
        return frozenset(each.contract_id for each in self.onward)

    def policy_of(self, contract: Contract, day: date) -> Policy:
        """The version of the policy that governs a contract on a day."""
        return self.policies.by_ref(contract.policy_on(day))
