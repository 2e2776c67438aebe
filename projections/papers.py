"""What a folded contract says of its papers; the names are those of the tables' columns."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from application.envelope import Event, Recorded
from domain.contract.keeping.ending import ending_of
from domain.contract.keeping.events import ContractDisposed, DisposalApproved
from domain.contract.state import Contract

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hands:
    """Who approved and who disposed last, by id: the envelopes know."""

    approved_by: str | None = None
    disposed_by: str | None = None

    def after(self, record: Recorded[Event]) -> "Hands":
        """The hands after one more record."""
        match record.event:
            case DisposalApproved():
                return replace(self, approved_by=record.actor.id)
            case ContractDisposed():
                return replace(self, disposed_by=record.actor.id)
            case _:
                return self


@dataclass(frozen=True, kw_only=True, slots=True)
class Papers:
    """How a contract stands, and what became of its papers."""

    household_number: str | None
    agreement_number: str
    last_day_on: date | None
    ended_by: str | None
    reason: str | None
    policy_name: str
    policy_version: str
    policy_digest: str
    approved_on: date | None
    approved_by: str | None
    disposed_on: date | None
    disposed_by: str | None
    certificate_number: str | None

    def key(self) -> Row:
        """The columns that tell this row from others of the contract."""
        return {}

    def values(self) -> Row:
        """The other columns."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptHold:
    """A hold, standing or lifted."""

    hold_id: UUID
    placed_on: date
    lifted_on: date | None
    reason: str

    def key(self) -> Row:
        """The columns that tell this row from others of the contract."""
        return {"hold_id": self.hold_id}

    def values(self) -> Row:
        """The other columns."""
        return {"placed_on": self.placed_on, "lifted_on": self.lifted_on, "reason": self.reason}


Kept = Papers | KeptHold


def kept_of(contract: Contract, hands: Hands) -> frozenset[Kept]:
    """Everything that is known of the contract's papers."""
    return frozenset((_papers(contract, hands), *_holds(contract)))


def _papers(contract: Contract, hands: Hands) -> Papers:
    ending = ending_of(contract)
    policy = contract.policy if ending is None else ending.policy
    approval, disposal = contract.keeping.approval, contract.keeping.disposal
    return Papers(
        household_number=contract.household_number,
        agreement_number=contract.agreement_number,
        last_day_on=None if ending is None else ending.last_day_on,
        ended_by=None if ending is None else ending.by.value,
        reason=None if ending is None or ending.reason is None else ending.reason.value,
        policy_name=policy.name,
        policy_version=policy.version,
        policy_digest=policy.digest,
        approved_on=None if approval is None else approval.approved_on,
        approved_by=None if approval is None else hands.approved_by,
        disposed_on=None if disposal is None else disposal.disposed_on,
        disposed_by=None if disposal is None else hands.disposed_by,
        certificate_number=None if disposal is None else disposal.certificate_number,
    )


def _holds(contract: Contract) -> Iterator[KeptHold]:
    for hold in contract.keeping.holds.values():
        yield KeptHold(
            hold_id=hold.hold_id, placed_on=hold.placed_on, lifted_on=hold.lifted_on, reason=hold.reason.value
        )
