"""Claims: which days of a person's life a contract takes up, so that nobody is in two contracts at a time.

"One resident or household may choose only one family doctor (team) at a time" (national-rules.md §3.1, 35号).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from domain.contract.state import Contract

Stretch = tuple[date, date | None]
"""First and last day, inclusive; None is open: the contract renews by silence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """The days of one person that one contract holds, and the day of death that it records, after which none may be."""

    stretches: tuple[Stretch, ...] = ()
    died_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """Another contract holds some of the days that were asked for; `until_on` None: until it is ended."""

    contract_id: UUID
    until_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ResidentClaims:
    """Everything claimed of one person, by contract.

    `last_seq` is the number of the newest claim, 0 before the first.
    """

    resident_id: UUID
    last_seq: int = 0
    held: Mapping[UUID, Held] = field(default_factory=dict)

    @property
    def died_on(self) -> date | None:
        """The day of death, if a contract records one."""
        return min((held.died_on for held in self.held.values() if held.died_on is not None), default=None)

    def died_elsewhere_on(self, contract_id: UUID) -> date | None:
        """The day of death, if a contract other than `contract_id` records one."""
        recorded = (held.died_on for other_id, held in self.held.items() if other_id != contract_id)
        return min((died_on for died_on in recorded if died_on is not None), default=None)

    def besides(self, contract_ids: Collection[UUID]) -> "ResidentClaims":
        """The same without what these contracts hold."""
        return replace(self, held={each: held for each, held in self.held.items() if each not in contract_ids})

    def overlap(self, contract_id: UUID | None, asked: tuple[Stretch, ...]) -> Overlap | None:
        """The contract, other than `contract_id` where one is named, that holds some of the days `asked`."""
        for other_id, held in self.held.items():
            if other_id == contract_id:
                continue
            for stretch in held.stretches:
                if any(_meet(stretch, days) for days in asked):
                    return Overlap(contract_id=other_id, until_on=stretch[1])
        return None


def held_of(contract: Contract | None, resident_id: UUID) -> Held:
    """What the contract, as it stands, holds of a person; the death only of somebody who ever joined it."""
    if contract is None or contract.entered_in_error or resident_id not in contract.members:
        return Held()
    member = contract.members[resident_id]
    limits = (contract.start_on, contract.held_until)
    cut = (_cut(stretch, limits) for stretch in member.present_spans())
    joined = any(present for _, present in member.presence.entries)
    return Held(
        stretches=tuple(stretch for stretch in cut if stretch is not None),
        died_on=member.died_on if joined else None,
    )


def claims_changed(before: Contract | None, after: Contract) -> dict[UUID, Held]:
    """What one record changed of the days that the contract holds, by person."""
    return {
        resident_id: held
        for resident_id in after.members
        if (held := held_of(after, resident_id)) != held_of(before, resident_id)
    }


def _cut(stretch: Stretch, limits: Stretch) -> Stretch | None:
    start_on = max(stretch[0], limits[0])
    ends = [end for end in (stretch[1], limits[1]) if end is not None]
    end_on = min(ends) if ends else None
    return None if end_on is not None and end_on < start_on else (start_on, end_on)


def _meet(one: Stretch, other: Stretch) -> bool:
    return (other[1] is None or one[0] <= other[1]) and (one[1] is None or other[0] <= one[1])
