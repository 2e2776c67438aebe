"""The fees of a contract: what was charged, waived, given back and void, and who bears what, as known at any time."""

from dataclasses import dataclass
from uuid import UUID

from application.contracts import fold
from application.fees_elsewhere import charged_elsewhere
from application.ports import Clock, Ledger
from application.queries.moment import Asked, moment_of
from application.refusals import NotFound
from application.residents import load_claims, load_residents
from domain.contract.fees.state import FeeElsewhere
from domain.contract.fees.statement import FeeStatement, statement_of
from domain.contract.fees.years import FeeYear
from domain.contract.state import Contract


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractFees:
    """The account of a contract, as known at `position`.

    `elsewhere`: charges that stand, made to its people under other contracts for years that reach into this one's.
    """

    contract: UUID
    known_at: str
    position: int
    statement: FeeStatement
    elsewhere: tuple[FeeElsewhere, ...]


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
        elsewhere=_elsewhere(contract_id, contract, moment.position, ledger),
    )


def _elsewhere(contract_id: UUID, contract: Contract, position: int, ledger: Ledger) -> tuple[FeeElsewhere, ...]:
    people = load_residents(ledger, list(contract.members))
    charged = charged_elsewhere(ledger, contract_id, load_claims(ledger, list(people.values())), up_to=position)
    return tuple(
        each
        for of_person in charged.of.values()
        for each in of_person
        if each.fee.stands and _meets(each.fee.charged.year, contract)
    )


def _meets(year: FeeYear, contract: Contract) -> bool:
    return year.end_on >= contract.start_on and (contract.held_until or year.start_on) >= year.start_on
