"""Who approved and who recorded a disposal: the envelopes know, as it takes two, and a third to declare it void."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from application.envelope import Event, Recorded
from domain.contract.keeping.events import ContractDisposalVoided, ContractDisposed, DisposalApproved
from domain.policy.retention import RetentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Hands:
    """Who approved and who disposed of each class last, by id."""

    approved_by: Mapping[RetentionClass, str] = field(default_factory=dict)
    disposed_by: Mapping[RetentionClass, str] = field(default_factory=dict)

    def after(self, record: Recorded[Event]) -> "Hands":
        """The hands after one more record of the contract's stream."""
        match record.event:
            case DisposalApproved(retention_class=what):
                return Hands(approved_by={**self.approved_by, what: record.actor.id}, disposed_by=self.disposed_by)
            case ContractDisposed(retention_class=what):
                return Hands(approved_by=self.approved_by, disposed_by={**self.disposed_by, what: record.actor.id})
            case _:
                return self


def hands_of(records: Sequence[Recorded[Event]]) -> Hands:
    """The hands, from the records of a contract's stream."""
    return reduce(Hands.after, records, Hands())


def disposed_of(records: Sequence[Recorded[Event]]) -> frozenset[RetentionClass]:
    """What of a contract is gone, from the records of its stream: what was declared void is not."""
    gone: set[RetentionClass] = set()
    for record in records:
        match record.event:
            case ContractDisposed(retention_class=what):
                gone.add(what)
            case ContractDisposalVoided(retention_class=what):
                gone.discard(what)
            case _:
                pass
    return frozenset(gone)
