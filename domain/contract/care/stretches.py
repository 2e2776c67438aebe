"""Who cares for a contract's people from when to when: stretches of one doctor of one team."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from uuid import UUID

from domain.calendar import day_before
from domain.care_team.state import CareTeam
from domain.contract.questions import require_team
from domain.contract.state import Contract, known


@dataclass(frozen=True, kw_only=True, slots=True)
class CareStretch:
    """Days on which a doctor of a team cares for the people, terms left aside; inclusive, an open last day is None."""

    from_on: date
    to_on: date | None
    team_id: UUID
    doctor: str


def care_stretches(contract: Contract) -> tuple[CareStretch, ...]:
    """Everybody who cares for the people of a contract, one after the other."""
    starts = sorted({day for day, _ in (*contract.team_id.entries, *contract.doctor.entries)})
    return tuple(
        CareStretch(
            from_on=from_on,
            to_on=None if following is None else day_before(following),
            team_id=known(contract.team_id, from_on),
            doctor=known(contract.doctor, from_on),
        )
        for from_on, following in zip_longest(starts, starts[1:])
    )


def require_served(before: Contract, after: Contract, teams: Mapping[UUID, CareTeam]) -> None:
    """Refuse what would leave people, now or from a later change on record, to a doctor who is not of their team.

    Refused: team_closed, doctor_not_in_team.
    """
    on_record = {(each.from_on, each.team_id, each.doctor) for each in care_stretches(before)}
    for each in care_stretches(after):
        if (each.from_on, each.team_id, each.doctor) not in on_record:
            require_team(each.doctor, each.team_id, each.from_on, teams[each.team_id])
