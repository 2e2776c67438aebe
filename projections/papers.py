"""What a folded contract says of its papers."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from application.envelope import Event, Recorded
from domain.contract.keeping.ending import ending_of
from domain.contract.keeping.events import ContractDisposed, DisposalApproved
from domain.contract.state import Contract

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Papers:
    """What the archive keeps of one contract; the names are those of the table's columns."""

    household_number: str | None
    agreement_number: str
    last_day_on: date | None
    ended_by: str | None
    reason: str | None
    policy_name: str
    policy_version: str
    policy_digest: str
    hold_since: date | None
    hold_reason: str | None
    approved_on: date | None
    approved_by: str | None
    disposed_on: date | None
    disposed_by: str | None
    certificate_number: str | None

    def values(self) -> Row:
        """The columns of a row."""
        return asdict(self)


def papers_after(before: Papers | None, contract: Contract, record: Recorded[Event]) -> Papers:
    """What is known of the contract's papers with its newest record, which names who approved and who disposed."""
    ending = ending_of(contract)
    policy = contract.policy if ending is None else ending.policy
    hold, approval, disposal = contract.keeping.hold, contract.keeping.approval, contract.keeping.disposal
    approved_by, disposed_by = (None, None) if before is None else (before.approved_by, before.disposed_by)
    if isinstance(record.event, DisposalApproved):
        approved_by = record.actor.id
    if isinstance(record.event, ContractDisposed):
        disposed_by = record.actor.id
    return Papers(
        household_number=contract.household_number,
        agreement_number=contract.agreement_number,
        last_day_on=None if ending is None else ending.last_day_on,
        ended_by=None if ending is None else ending.by.value,
        reason=None if ending is None or ending.reason is None else ending.reason.value,
        policy_name=policy.name,
        policy_version=policy.version,
        policy_digest=policy.digest,
        hold_since=None if hold is None else hold.since,
        hold_reason=None if hold is None else hold.reason.value,
        approved_on=None if approval is None else approval.approved_on,
        approved_by=None if approval is None else approved_by,
        disposed_on=None if disposal is None else disposal.disposed_on,
        disposed_by=disposed_by,
        certificate_number=None if disposal is None else disposal.certificate_number,
    )
