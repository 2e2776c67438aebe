"""What appends were decided on, and must still be so when they are written."""

from collections.abc import Sequence
from uuid import UUID

from infrastructure.ledger.rows import Prepared


def streams_read(appends: Sequence[Prepared]) -> set[tuple[UUID, int]]:
    """Each stream with the last version that was seen."""
    return {pair for append in appends for pair in append.expected}


def claims_followed(appends: Sequence[Prepared]) -> set[tuple[UUID, int]]:
    """Each resident whose claims were read, or whom new ones follow, with the last `seq` that was seen."""
    first: dict[UUID, int] = {}
    for append in appends:
        for row in append.claims:
            first[row["resident_id"]] = min(row["seq"], first.get(row["resident_id"], row["seq"]))
    read = {pair for append in appends for pair in append.claims_read}
    return read | {(resident_id, seq - 1) for resident_id, seq in first.items()}
