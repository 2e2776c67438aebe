"""What a folded contract says of what is kept of it; the names are those of the tables' columns."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from application.disposals import Hands
from domain.contract.keeping.classes import classes_of, counted_from
from domain.contract.keeping.ending import ending_of
from domain.contract.state import Contract
from domain.policy.retention import RetentionClass

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Papers:
    """One class of what is kept: how the contract stands, and what became of the papers."""

    retention_class: str
    household_number: str | None
    agreement_number: str
    last_day_on: date | None
    ended_by: str | None
    reason: str | None
    counted_from: date | None
    policy_name: str
    policy_version: str
    policy_digest: str
    approved_on: date | None
    approved_by: str | None
    disposed_on: date | None
    disposed_by: str | None
    certificate_number: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptHold:
    """A hold, standing or lifted."""

    hold_id: UUID
    placed_on: date
    lifted_on: date | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptPlace:
    """Where papers of a class are: those of a year, or all of them."""

    retention_class: str
    year: str
    archived_on: date
    place: str


Kept = Papers | KeptHold | KeptPlace

ALL_YEARS = ""
"""The `year` of a place where all papers of a class are: no year of any calendar, and no NULL in a key."""

KEYS: MappingProxyType[type[Kept], tuple[str, ...]] = MappingProxyType(
    {Papers: ("retention_class",), KeptHold: ("hold_id",), KeptPlace: ("retention_class", "year")}
)
"""What tells one row from the others of a contract."""


def row_of(kept: Kept) -> Row:
    """The columns of a row."""
    return asdict(kept)


def key_of(kept: Kept) -> Row:
    """Those that tell it from others of the contract."""
    return {name: getattr(kept, name) for name in KEYS[type(kept)]}


def kept_of(contract: Contract, hands: Hands) -> frozenset[Kept]:
    """Everything that is known of what is kept of a contract."""
    papers = (_papers(what, contract, hands) for what in classes_of(contract))
    return frozenset((*papers, *_holds(contract), *_places(contract)))


def _papers(what: RetentionClass, contract: Contract, hands: Hands) -> Papers:
    ending = ending_of(contract)
    policy = contract.policy if ending is None else ending.policy
    approval, disposal = contract.keeping.approval(what), contract.keeping.disposals.get(what)
    return Papers(
        retention_class=what.value,
        household_number=contract.household_number,
        agreement_number=contract.agreement_number,
        last_day_on=None if ending is None else ending.last_day_on,
        ended_by=None if ending is None else ending.by.value,
        reason=None if ending is None or ending.reason is None else ending.reason.value,
        counted_from=None if ending is None else counted_from(what, contract, ending),
        policy_name=policy.name,
        policy_version=policy.version,
        policy_digest=policy.digest,
        approved_on=None if approval is None else approval.approved_on,
        approved_by=None if approval is None else hands.approved_by[what],
        disposed_on=None if disposal is None else disposal.disposed_on,
        disposed_by=None if disposal is None else hands.disposed_by[what],
        certificate_number=None if disposal is None else disposal.certificate_number,
    )


def _holds(contract: Contract) -> Iterator[KeptHold]:
    for hold in contract.keeping.holds.values():
        yield KeptHold(
            hold_id=hold.hold_id, placed_on=hold.placed_on, lifted_on=hold.lifted_on, reason=hold.reason.value
        )


def _places(contract: Contract) -> Iterator[KeptPlace]:
    for lot, places in contract.keeping.places.items():
        archived_on, place = places.entries[-1]
        yield KeptPlace(
            retention_class=lot.retention_class.value,
            year=ALL_YEARS if lot.year is None else str(lot.year),
            archived_on=archived_on,
            place=place,
        )
