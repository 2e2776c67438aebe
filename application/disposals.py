"""Who approved that the papers of a contract are disposed of: the envelopes know, and another has to do it."""

from collections.abc import Sequence

from application.envelope import Event, Recorded
from domain.contract.keeping.events import DisposalApproved


def disposal_approved_by(records: Sequence[Recorded[Event]]) -> str | None:
    """The id of who approved last, from the records of a contract's stream; None: nobody."""
    approvals = (record for record in reversed(records) if isinstance(record.event, DisposalApproved))
    last = next(approvals, None)
    return None if last is None else last.actor.id
