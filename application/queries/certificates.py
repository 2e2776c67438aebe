"""The certificates of a contract's disposals: who approved, who disposed, of what, and what stays; from its records.

A disposal that was declared void has none.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from application.contracts import fold
from application.envelope import Actor, Event, Recorded
from application.ports import Ledger
from application.refusals import NotFound, NothingDisposed
from domain.contract.keeping.events import ContractDisposalVoided, ContractDisposed, DisposalApproved, KeptBack
from domain.policy.retention import RetentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Hand:
    """One of the two people, the day of what was done, and the position of its record."""

    by: Actor
    on: date
    position: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """One disposal that stands. `kept_until`: the last day on which it had to be there; `kept_back`: what stays."""

    number: str
    contract: UUID
    household: str | None
    agreement: str
    retention_class: RetentionClass
    kept_until: date
    approved: Hand
    disposed: Hand
    kept_back: tuple[KeptBack, ...]


def certificates_of(contract_id: UUID, ledger: Ledger) -> tuple[Certificate, ...]:
    """The certificates that stand, oldest first. Refused: not_found, nothing_disposed."""
    records = ledger.stream(contract_id)
    contract = fold([record.event for record in records])
    if contract is None:
        raise NotFound(what="contract", id=contract_id)
    found: dict[RetentionClass, Certificate] = {}
    approved: dict[RetentionClass, Hand] = {}
    for record in records:
        match record.event:
            case DisposalApproved() as approval:
                approved[approval.retention_class] = _hand(record, approval.approved_on)
            case ContractDisposed() as disposal:
                found[disposal.retention_class] = Certificate(
                    number=disposal.certificate_number,
                    contract=contract_id,
                    household=contract.household_number,
                    agreement=contract.agreement_number,
                    retention_class=disposal.retention_class,
                    kept_until=disposal.kept_until,
                    approved=approved[disposal.retention_class],
                    disposed=_hand(record, disposal.disposed_on),
                    kept_back=disposal.kept_back,
                )
            case ContractDisposalVoided(retention_class=what):
                del found[what]
            case _:
                pass
    if not found:
        raise NothingDisposed(contract=contract_id)
    return tuple(sorted(found.values(), key=lambda each: each.disposed.position))


def _hand(record: Recorded[Event], on: date) -> Hand:
    return Hand(by=record.actor, on=on, position=record.position)
