"""What is remembered of the papers that are kept: the holds, the approval that stands, the disposal."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from domain.contract.keeping.events import (
    ContractDisposed,
    DisposalApproved,
    HoldReason,
    KeepingEvent,
    LegalHoldLifted,
    LegalHoldPlaced,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """Nothing may be disposed of from `placed_on` until the day before it was lifted; None: it stands."""

    hold_id: UUID
    placed_on: date
    reason: HoldReason
    lifted_on: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether papers are on hold on a day."""
        return self.placed_on <= day and (self.lifted_on is None or day < self.lifted_on)


@dataclass(frozen=True, kw_only=True, slots=True)
class Keeping:
    """`approval` and `disposal` are the facts themselves. A hold makes an approval void; lifted, it gives none back."""

    holds: Mapping[UUID, Hold] = field(default_factory=dict)
    approval: DisposalApproved | None = None
    disposal: ContractDisposed | None = None

    def hold_on(self, day: date) -> Hold | None:
        """The oldest of the holds that stand on a day."""
        standing = (hold for hold in self.holds.values() if hold.stands_on(day))
        return min(standing, key=lambda hold: hold.placed_on, default=None)


def evolve(keeping: Keeping, event: KeepingEvent) -> Keeping:
    """The keeping after one more fact."""
    match event:
        case LegalHoldPlaced():
            hold = Hold(hold_id=event.hold_id, placed_on=event.placed_on, reason=event.reason)
            return replace(keeping, holds={**keeping.holds, event.hold_id: hold}, approval=None)
        case LegalHoldLifted():
            hold = replace(keeping.holds[event.hold_id], lifted_on=event.lifted_on)
            return replace(keeping, holds={**keeping.holds, event.hold_id: hold})
        case DisposalApproved():
            return replace(keeping, approval=event)
        case ContractDisposed():
            return replace(keeping, disposal=event)
        case _:
            assert_never(event)
