"""The rule about waiving afterwards: "低保及低保边缘、失独家庭、残疾人 …，减免个人承担部分" (000, article 3)."""

from domain.contract.fees.commands import WaiveFee
from domain.contract.fees.events import FeeWaived
from domain.contract.fees.questions import categories_of, require_fee
from domain.contract.fees.refusals import NotWaivable
from domain.contract.questions import require_no_error
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.money import NOTHING


def waive(command: WaiveFee, contract: Contract, around: Surroundings) -> tuple[FeeWaived, ...]:
    """Waive what the person still bears of a charge, for what the person was on its day. Quiet where that is nothing.

    What the person became later waives nothing of that year, and takes nothing back that was waived: the next charge
    goes by it. Refused: not_in_force, dated_in_future, not_charged, before_the_charge, not_waivable.
    """
    require_no_error(contract)
    fee = require_fee(contract, command.resident_id, command.in_year_of, command.waived_on, around.today)
    charged = fee.charged
    policy = around.policies.by_ref(charged.policy)
    categories = categories_of(contract, command.resident_id, charged.charged_on, policy, around.born)
    waived_for = policy.fees.waiving(categories)
    if fee.borne.self_share == NOTHING:
        return ()
    if not waived_for:
        raise NotWaivable(resident=command.resident_id, charged_on=charged.charged_on, rule=policy.cite("fee_waiver"))
    return (
        FeeWaived(
            waived_on=command.waived_on,
            resident_id=command.resident_id,
            year_from=charged.year.start_on,
            waived=fee.borne.self_share,
            waived_for=waived_for,
        ),
    )
