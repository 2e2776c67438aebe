"""Rules about what was charged or waived by mistake: taken back, and kept in the history."""

from domain.contract.fees.commands import VoidFeeCharge, VoidFeeWaiver
from domain.contract.fees.events import FeeChargeVoided, FeeWaiverVoided
from domain.contract.fees.questions import categories_of, require_fee
from domain.contract.fees.refusals import WaiverHolds
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
