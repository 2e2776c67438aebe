"""What a folded contract says of its papers."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from domain.contract.keeping.ending import ending_of
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

    def values(self) -> Row:
        """The columns of a row."""
        return asdict(self)


def papers_of(contract: Contract) -> Papers:
    """What is known of the contract's papers."""
    ending = ending_of(contract)
    policy = contract.policy if ending is None else ending.policy
    return Papers(
        household_number=contract.household_number,
        agreement_number=contract.agreement_number,
        last_day_on=None if ending is None else ending.last_day_on,
        ended_by=None if ending is None else ending.by.value,
        reason=None if ending is None or ending.reason is None else ending.reason.value,
        policy_name=policy.name,
        policy_version=policy.version,
        policy_digest=policy.digest,
    )
