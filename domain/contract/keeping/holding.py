"""Rules about legal holds: each has an id, several may stand at once, and each is lifted by itself."""

from datetime import date

from domain.contract.keeping.commands import LiftLegalHold, PlaceLegalHold
from domain.contract.keeping.events import HoldReason, LegalHoldLifted, LegalHoldPlaced
from domain.contract.keeping.refusals import (
    HoldLiftedAlready,
    HoldLiftedBeforePlaced,
    HoldRecordedOtherwise,
    HoldUnexplained,
    NoSuchHold,
    OnHold,
)
from domain.contract.keeping.state import Keeping
from domain.refusal import require_not_future


def place(command: PlaceLegalHold, keeping: Keeping, today: date) -> tuple[LegalHoldPlaced, ...]:
    """Place a hold. Quiet: the same hold again, lifted since or not.

    Refused: dated_in_future, hold_unexplained, hold_recorded_otherwise.
    """
    known = keeping.holds.get(command.hold_id)
    if known is not None:
        if (known.placed_on, known.reason) != (command.placed_on, command.reason):
            raise HoldRecordedOtherwise(hold=known.hold_id, placed_on=known.placed_on, reason=known.reason)
        return ()
    require_not_future(command.placed_on, today)
    if command.reason is HoldReason.OTHER and command.note is None:
        raise HoldUnexplained
    return (
        LegalHoldPlaced(hold_id=command.hold_id, placed_on=command.placed_on, reason=command.reason, note=command.note),
    )


def lift(command: LiftLegalHold, keeping: Keeping, today: date) -> tuple[LegalHoldLifted, ...]:
    """Lift a hold. Quiet: lifted on that day already.

    Refused: no_such_hold, hold_lifted_already, dated_in_future, hold_lifted_before_placed.
    """
    hold = keeping.holds.get(command.hold_id)
    if hold is None:
        raise NoSuchHold(hold=command.hold_id)
    if hold.lifted_on is not None:
        if hold.lifted_on != command.lifted_on:
            raise HoldLiftedAlready(hold=hold.hold_id, lifted_on=hold.lifted_on)
        return ()
    require_not_future(command.lifted_on, today)
    if command.lifted_on < hold.placed_on:
        raise HoldLiftedBeforePlaced(hold=hold.hold_id, day=command.lifted_on, placed_on=hold.placed_on)
    return (LegalHoldLifted(hold_id=hold.hold_id, lifted_on=command.lifted_on),)


def require_not_held(keeping: Keeping, *days: date) -> None:
    """Refuse what must not be while a hold stands on one of these days."""
    for day in days:
        hold = keeping.hold_on(day)
        if hold is not None:
            raise OnHold(day=day, hold=hold.hold_id, since=hold.placed_on, reason=hold.reason)
