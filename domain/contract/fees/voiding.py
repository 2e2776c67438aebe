"""Rules about what was charged, waived or given back by mistake: taken back, and kept in the history."""

from functools import reduce

from domain.contract.fees.commands import VoidFeeCharge, VoidFeeRefund, VoidFeeWaiver
from domain.contract.fees.events import FeeChargeVoided, FeeRefundVoided, FeeWaiverVoided
from domain.contract.fees.parts import FeeParts
from domain.contract.fees.questions import categories_of, require_fee
from domain.contract.fees.refusals import ChargedSince, NothingGivenBack, WaiverHolds
from domain.contract.fees.state import newest_fee
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.money import NOTHING


def void_charge(command: VoidFeeCharge, contract: Contract, around: Surroundings) -> tuple[FeeChargeVoided, ...]:
    """Take a charge back. Quiet where it is void already.

    Refused: dated_in_future, not_charged, before_the_charge.
    """
    known = newest_fee(contract.fees, command.resident_id, command.in_year_of)
    if known is not None and known.void is not None:
        return ()
    fee = require_fee(contract, command.resident_id, command.in_year_of, command.voided_on, around.today)
    return (
        FeeChargeVoided(
            voided_on=command.voided_on,
            resident_id=command.resident_id,
            year_from=fee.charged.year.start_on,
            reason=command.reason,
        ),
    )


def void_refund(command: VoidFeeRefund, contract: Contract, around: Surroundings) -> tuple[FeeRefundVoided, ...]:
    """Take back what was written down as given back on a day. Quiet where it is void already.

    Refused: dated_in_future, not_charged, before_the_charge, nothing_given_back, charged_since.
    """
    fee = require_fee(contract, command.resident_id, command.in_year_of, command.voided_on, around.today)
    given_back = [each.parts for each in fee.refunds if each.refunded_on == command.refunded_on]
    if not given_back:
        if any(each.refunded_on == command.refunded_on for each in fee.refunds_voided):
            return ()
        raise NothingGivenBack(resident=command.resident_id, day=command.refunded_on)
    for each in around.charged_elsewhere.get(command.resident_id, ()):
        if each.fee.stands and fee.charged.year.contains(each.fee.charged.charged_on):
            raise ChargedSince(resident=command.resident_id, contract=each.contract_id)
    return (
        FeeRefundVoided(
            voided_on=command.voided_on,
            resident_id=command.resident_id,
            year_from=fee.charged.year.start_on,
            refunded_on=command.refunded_on,
            parts=reduce(FeeParts.plus, given_back),
            reason=command.reason,
        ),
    )


def void_waiver(command: VoidFeeWaiver, contract: Contract, around: Surroundings) -> tuple[FeeWaiverVoided, ...]:
    """Take back what was waived for what the person, as is known now, was not on the day of the charge.

    Quiet where nothing is waived. What the person ceased to be later takes nothing back. Refused: dated_in_future,
    not_charged, before_the_charge, waiver_holds.
    """
    fee = require_fee(contract, command.resident_id, command.in_year_of, command.voided_on, around.today)
    charged = fee.charged
    if fee.waived == NOTHING:
        return ()
    policy = around.policies.by_ref(charged.policy)
    written = categories_of(contract, command.resident_id, charged.charged_on, policy, around.born)
    holding = policy.fees.waiving(written)
    if holding:
        raise WaiverHolds(
            resident=command.resident_id,
            charged_on=charged.charged_on,
            categories=holding,
            rule=policy.cite("fee_waiver"),
        )
    return (
        FeeWaiverVoided(
            voided_on=command.voided_on,
            resident_id=command.resident_id,
            year_from=charged.year.start_on,
            self_share=fee.waived,
            reason=command.reason,
        ),
    )
