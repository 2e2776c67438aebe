"""The fees of a contract: what was charged, waived, given back and void, and who bears what, as known at any time."""

from dataclasses import dataclass
from uuid import UUID

from application.contracts import fold
from application.ports import Clock, Ledger
from application.queries.moment import Asked, moment_of
from application.refusals import NotFound
from domain.contract.fees.statement import FeeStatement, statement_of


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractFees:
    """The account of a contract, as known at `position`."""

    contract: UUID
    known_at: str
    position: int
    statement: FeeStatement


def fees_of(contract_id: UUID, known_at: str | None, ledger: Ledger, clock: Clock) -> ContractFees:
    """A contract's account as known then, from its own stream, which is always current.

    Raises `NotFound` where nothing of such a contract was known, `UnreadableMoment`, `PositionNotReached`.
    """
    moment = moment_of(Asked(known_at=known_at), ledger, clock)
    records = ledger.streams([contract_id], up_to=moment.position).get(contract_id, ())
    contract = fold([record.event for record in records])
    if contract is None:
        raise NotFound(what="contract", id=str(contract_id))
    return ContractFees(
        contract=contract_id,
        known_at=moment.known_at,
        position=moment.position,
        statement=statement_of(contract),
    )
