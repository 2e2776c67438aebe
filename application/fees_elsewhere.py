"""What people were charged under other contracts: a year of the service is charged to a person once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from uuid import UUID

from application.ports import Ledger
from application.residents import Claimed
from domain.contract.fees import state
from domain.contract.fees.events import FeeEvent
from domain.contract.fees.state import FeeElsewhere


@dataclass(frozen=True, kw_only=True, slots=True)
class ChargedElsewhere:
    """By person, what was charged; `read` are the contracts that were looked at, with the versions of their streams."""

    of: Mapping[UUID, tuple[FeeElsewhere, ...]] = field(default_factory=dict)
    read: Mapping[UUID, int] = field(default_factory=dict)


def charged_elsewhere(
    ledger: Ledger, contract_id: UUID, claimed: Mapping[UUID, Claimed], *, up_to: int | None = None
) -> ChargedElsewhere:
    """What the people of a contract were charged under others, under whichever id, as known at a position."""
    others = {other for each in claimed.values() for other in each.claims.held} - {contract_id}
    streams = ledger.streams(list(others), up_to=up_to)
    charged = [
        FeeElsewhere(contract_id=other, fee=fee)
        for other, records in streams.items()
        for fee in reduce(
            state.evolve, (record.event for record in records if isinstance(record.event, FeeEvent)), state.NO_FEES
        )
    ]
    ids = {resident_id: {each for each, _ in known.read.claims} for resident_id, known in claimed.items()}
    return ChargedElsewhere(
        of={
            resident_id: tuple(each for each in charged if each.fee.charged.resident_id in known_as)
            for resident_id, known_as in ids.items()
        },
        read={other: len(records) for other, records in streams.items()},
    )
