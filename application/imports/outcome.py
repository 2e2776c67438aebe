"""What one household comes to, and what it is judged against."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from application.executing import Decision
from application.imports.households import Households
from application.imports.people import People
from application.imports.teams import NamedTeam, Teams
from application.ports import Ledger
from application.registers.households import Problem, RegisterHousehold
from domain.policy.resolve import PolicyBook


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """The records of a household, and what to tell.

    `met` names everything on record that was decided upon, with its version: a household that meets the same state
    again is the same command.
    """

    decision: Decision
    team: NamedTeam
    met: tuple[str, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What a household is judged against, and the policy that it is signed under."""

    ledger: Ledger
    today: date
    policies: PolicyBook
    policy_name: str
    people: People
    households: Households
    teams: Teams
    new_id: Callable[[], UUID]

    def look_again(self, household: RegisterHousehold) -> None:
        """Somebody else was first: forget what was seen of the household."""
        self.people.look_again(household)
        self.teams.look_again()

    def remember(self, outcome: Outcome) -> None:
        """The records of a household stand in the ledger now."""
        self.teams.remember(outcome.team)
        self.people.remember(outcome.decision.identifiers)
