"""What a command about a service is judged against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.care_team.state import CareTeam
from domain.policy.model import Policy


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceSurroundings:
    """`policy` governs the term of the service's day, `teams` are those that the contract ever had, `today` is today.

    `asked_by` is who asks, by id; `entered_by` who entered or corrected each service: nobody approves their own entry.
    """

    policy: Policy
    teams: Mapping[UUID, CareTeam]
    today: date
    asked_by: str
    entered_by: Mapping[UUID, frozenset[str]]
