"""Rules about putting papers into the archive: what is over, to a place that may be written down."""

from datetime import date

from domain.contract.keeping.classes import require_kept
from domain.contract.keeping.commands import ArchiveContract
from domain.contract.keeping.ending import ending_of
from domain.contract.keeping.events import ContractArchived
from domain.contract.keeping.labels import LONGEST_LABEL, is_label
from domain.contract.keeping.refusals import NoSuchYear, NotOverYet, UnfitForRecord
from domain.contract.keeping.state import Lot
from domain.contract.state import Contract
from domain.refusal import require_not_future
from domain.timeline import Timeline


def archive(command: ArchiveContract, contract: Contract, today: date) -> tuple[ContractArchived, ...]:
    """Record where papers are. Quiet where they are there on that day.

    Refused: nothing_of_this_class, disposed, dated_in_future, unfit_for_record, no_such_year, not_over_yet.
    """
    require_kept(command.retention_class, contract)
    require_not_future(command.archived_on, today)
    if not is_label(command.place):
        raise UnfitForRecord(what="place", longest=LONGEST_LABEL)
    _require_over(command, contract)
    lot = Lot(retention_class=command.retention_class, year=command.year)
    if contract.keeping.places.get(lot, Timeline()).on(command.archived_on) == command.place:
        return ()
    return (
        ContractArchived(
            retention_class=command.retention_class,
            archived_on=command.archived_on,
            place=command.place,
            year=command.year,
        ),
    )


def _require_over(command: ArchiveContract, contract: Contract) -> None:
    """The contract has ended by that day, or the year of it that the papers are of."""
    ending, year = ending_of(contract), command.year
    last_day_on = None if ending is None else ending.last_day_on
    if year is not None:
        first = min(contract.signed_on, contract.start_on).year
        last = command.archived_on.year if last_day_on is None else last_day_on.year
        if not first <= year <= last:
            raise NoSuchYear(year=year, first=first, last=last)
        last_of_year = date(year, 12, 31)
        last_day_on = last_of_year if last_day_on is None else min(last_day_on, last_of_year)
    if last_day_on is None or command.archived_on <= last_day_on:
        raise NotOverYet(day=command.archived_on, last_day_on=last_day_on)
