"""The rule about giving back: whether, is what the policy says; how much, is decided and on record.

Elsewhere residents are told "一旦解约，已付款服务包不会退费" by a text of the screens; here it is a rule, with its
source.
"""

from decimal import Decimal

from domain.contract.fees.commands import RefundFee
from domain.contract.fees.events import FeeRefunded
from domain.contract.fees.parts import parts_of
from domain.contract.fees.questions import is_covered, require_fee
from domain.contract.fees.refusals import CoveredToTheEnd, NotAnAmount, NotRefundable, RefundTooLarge
from domain.contract.fees.state import Fee
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.money import NOTHING, allot, is_amount
from domain.policy.fees import RefundKind


def refund(command: RefundFee, contract: Contract, around: Surroundings) -> tuple[FeeRefunded, ...]:
    """Give back what was charged for a year to whose end the person is not covered.

    The contract ended or was entered in error, its renewal was void, or the person left, moved away or died. Quiet
    where nothing is left, and where the same amount was given back on the same day. Refused: dated_in_future,
    not_charged, before_the_charge, not_refundable, covered_to_the_end, not_an_amount, refund_too_large.
    """
    fee = require_fee(contract, command.resident_id, command.in_year_of, command.refunded_on, around.today)
    policy = around.policies.by_ref(fee.charged.policy)
    if policy.fees.refund is RefundKind.NONE:
        raise NotRefundable(policy=policy.ref.name, rule=policy.cite("fee_refund"))
    if is_covered(contract, command.resident_id, fee.charged.year.end_on):
        raise CoveredToTheEnd(resident=command.resident_id, end_on=fee.charged.year.end_on)
    if _is_on_record(command, fee):
        return ()
    amount = _amount(command, fee)
    return (
        FeeRefunded(
            refunded_on=command.refunded_on,
            resident_id=command.resident_id,
            year_from=fee.charged.year.start_on,
            parts=parts_of(allot(amount, fee.borne.by_payer)),
            note=command.note,
        ),
    )


def _is_on_record(command: RefundFee, fee: Fee) -> bool:
    if command.amount is None:
        return fee.borne.total == NOTHING
    return any((each.refunded_on, each.parts.total) == (command.refunded_on, command.amount) for each in fee.refunds)


def _amount(command: RefundFee, fee: Fee) -> Decimal:
    left = fee.borne.total
    if command.amount is None:
        return left
    if not is_amount(command.amount):
        raise NotAnAmount(amount=command.amount)
    if command.amount > left:
        raise RefundTooLarge(amount=command.amount, left=left)
    return command.amount
