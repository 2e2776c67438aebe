"""What renewal runs ask of the world: which contracts fall due when, and instants of the machine's clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from application.ports import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class DueContract:
    """A contract that falls due on a day, as far as is known. `parked`: its records could not be read."""

    contract_id: UUID
    due_on: date
    parked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Clocks:
    """The business clock, and the machine's, by which people see how long a run took."""

    business: Clock
    machine: Clock


class DueContracts(Protocol):
    """Finds contracts by the day on which they fall due; reads a projection that is as far as the ledger when asked."""

    def first_due_on(self) -> date | None:
        """The earliest day on which a contract ever was to fall due; None where there is none."""

    def falling_due(self, from_on: date, to_on: date) -> Sequence[DueContract]:
        """Contracts that fall due on these days (inclusive), or have since earlier ones and nothing was recorded.

        Those of the days are named also where something was recorded since. Each once, earliest first.
        """

    def not_by_silence(self, to_on: date) -> Sequence[UUID]:
        """Contracts of which something falls due by a day (inclusive), in a term that silence does not renew.

        Not those whose records could not be read.
        """


Keep = Callable[[], None]
"""Called between batches: holds on to the lease of the run. Raises where it is lost."""

Reached = Callable[[date], None]
"""Called with a business day when it is settled."""


def nothing_to_keep() -> None:
    """For whoever runs without a lease: a rehearsal."""


def nobody_watches(_day: date) -> None:
    """For whoever wants no progress."""
