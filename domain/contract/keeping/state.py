"""What is remembered of what is kept: the holds, the approvals that stand, the disposals, the places of the papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, assert_never
from uuid import UUID

from domain.contract.keeping.events import (
    ContractArchived,
    ContractDisposalVoided,
    ContractDisposed,
    DisposalApprovalWithdrawn,
    DisposalApproved,
    HoldReason,
    KeepingEvent,
    LegalHoldLifted,
    LegalHoldPlaced,
)
from domain.policy.retention import RetentionClass
from domain.timeline import Timeline


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


class Lot(NamedTuple):
    """What is put into the archive together; `year` None: all of a class."""

    retention_class: RetentionClass
    year: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Keeping:
    """`approvals` are those that stand, or that were withdrawn. A hold makes an approval void and gives none back.

    `disposals` are the facts that stand, `voided` those that were declared void.
    """

    holds: Mapping[UUID, Hold] = field(default_factory=dict)
    approvals: Mapping[RetentionClass, DisposalApproved | DisposalApprovalWithdrawn] = field(default_factory=dict)
    disposals: Mapping[RetentionClass, ContractDisposed] = field(default_factory=dict)
    voided: tuple[ContractDisposalVoided, ...] = ()
    places: Mapping[Lot, Timeline[str]] = field(default_factory=dict)

    def hold_on(self, day: date) -> Hold | None:
        """The oldest of the holds that stand on a day."""
        standing = (hold for hold in self.holds.values() if hold.stands_on(day))
        return min(standing, key=lambda hold: hold.placed_on, default=None)

    def approval(self, what: RetentionClass) -> DisposalApproved | None:
        """The approval that stands."""
        said = self.approvals.get(what)
        return said if isinstance(said, DisposalApproved) else None


def evolve(keeping: Keeping, event: KeepingEvent) -> Keeping:
    """The keeping after one more fact."""
    match event:
        case ContractArchived():
            return _archived(keeping, event)
        case LegalHoldPlaced():
            hold = Hold(hold_id=event.hold_id, placed_on=event.placed_on, reason=event.reason)
            return replace(keeping, holds={**keeping.holds, event.hold_id: hold}, approvals={})
        case LegalHoldLifted():
            hold = replace(keeping.holds[event.hold_id], lifted_on=event.lifted_on)
            return replace(keeping, holds={**keeping.holds, event.hold_id: hold})
        case DisposalApproved() | DisposalApprovalWithdrawn():
            return replace(keeping, approvals={**keeping.approvals, event.retention_class: event})
        case ContractDisposed():
            return replace(keeping, disposals={**keeping.disposals, event.retention_class: event})
        case ContractDisposalVoided():
            left = {what: each for what, each in keeping.disposals.items() if what is not event.retention_class}
            return replace(keeping, disposals=left, voided=(*keeping.voided, event))
        case _:
            assert_never(event)


def _archived(keeping: Keeping, event: ContractArchived) -> Keeping:
    lot = Lot(retention_class=event.retention_class, year=event.year)
    places = keeping.places.get(lot, Timeline()).write(event.archived_on, event.place)
    return replace(keeping, places={**keeping.places, lot: places})
