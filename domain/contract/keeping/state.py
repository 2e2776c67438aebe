"""What is remembered of the papers that are kept: the hold, the approval that stands, the disposal."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

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
    """Nothing may be disposed of, since a day."""

    since: date
    reason: HoldReason


@dataclass(frozen=True, kw_only=True, slots=True)
class Keeping:
    """`approval` and `disposal` are the facts themselves. A hold makes an approval void; lifted, it gives none back."""

    hold: Hold | None = None
    approval: DisposalApproved | None = None
    disposal: ContractDisposed | None = None


def evolve(keeping: Keeping, event: KeepingEvent) -> Keeping:
    """The keeping after one more fact."""
    match event:
        case LegalHoldPlaced():
            return replace(keeping, hold=Hold(since=event.placed_on, reason=event.reason), approval=None)
        case LegalHoldLifted():
            return replace(keeping, hold=None)
        case DisposalApproved():
            return replace(keeping, approval=event)
        case ContractDisposed():
            return replace(keeping, disposal=event)
        case _:
            assert_never(event)
