"""The rule about charging, in the policy's shares: "每人每年签约服务费用120元 …" (000, article 3)."""

from collections.abc import Set as AbstractSet
from datetime import date
from uuid import UUID

from domain.contract.fees.commands import ChargeFees
from domain.contract.fees.events import FeeCharged
from domain.contract.fees.parts import parts_of
from domain.contract.fees.questions import categories_of, is_covered
from domain.contract.fees.refusals import NoFee
from domain.contract.fees.state import FeeElsewhere, newest_fee
from domain.contract.fees.years import FeeYear, fee_year_of
from domain.contract.questions import require_in_force
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.policy.model import Policy
from domain.policy.terms import Term
from domain.populations import Category
from domain.refusal import require_not_future


def charge(command: ChargeFees, contract: Contract, around: Surroundings) -> tuple[FeeCharged, ...]:
    """Charge everybody covered on that day for the fee year of that day. Quiet where everybody is charged already.

    Whoever was charged under another contract for a year in which that day lies is charged here once that year is
    over: "每人每年", whatever contract a person is in.

    Refused: dated_in_future, not_in_force, no_fee.
    """
    day = command.charged_on
    require_not_future(day, around.today)
    in_force = require_in_force(contract, day)
    policy = around.policies.by_ref(in_force.policy)
    year = fee_year_of(in_force.term, day)
    return tuple(
        _charge_of(
            resident_id, categories_of(contract, resident_id, day, policy, around.born), day, in_force.term, policy
        )
        for resident_id in in_force.members
        if not _is_charged(contract, resident_id, year)
        and not _is_charged_elsewhere(around.charged_elsewhere.get(resident_id, ()), day)
    )


def _is_charged(contract: Contract, resident_id: UUID, year: FeeYear) -> bool:
    """A charge that was given back whole is made again where the person is covered to the year's end after all."""
    fee = newest_fee(contract.fees, resident_id, year.start_on)
    if fee is None or fee.void is not None:
        return False
    return not (fee.given_back_whole and is_covered(contract, resident_id, year.end_on))


def _is_charged_elsewhere(charged: tuple[FeeElsewhere, ...], day: date) -> bool:
    return any(each.fee.stands and each.fee.charged.year.contains(day) for each in charged)


def _charge_of(
    resident_id: UUID, categories: AbstractSet[Category], day: date, term: Term, policy: Policy
) -> FeeCharged:
    charged = policy.fees.charge(categories)
    if charged is None:
        raise NoFee(policy=policy.ref.name, rule=policy.cite("fee"))
    return FeeCharged(
        charged_on=day,
        resident_id=resident_id,
        term_number=term.number,
        year=fee_year_of(term, day),
        amount=charged.amount,
        parts=parts_of(charged.shares),
        waived=charged.waived,
        waived_for=policy.fees.waiving(categories),
        policy=policy.ref,
    )
