"""Why a rule about fees said no, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from application.registers.messages import Message

FEE_REFUSALS: Mapping[str, tuple[Message, ...]] = MappingProxyType(
    {
        "no_fee": (
            Message(
                "按{policy}的规定不收签约服务费，没有可登记的费用。",
                "The policy {policy} charges no fee; there is nothing to charge.",
            ),
        ),
        "not_charged": (
            Message(
                "{resident}在{day}所在的年度没有有效的费用登记，请核对人员和日期。",
                "{resident} has no charge that stands for the year of {day}; check person and day.",
            ),
        ),
        "before_the_charge": (
            Message(
                "费用在{charged_on}才登记，{day}不能减免、退还或作废，请核对日期。",
                "The fee was charged on {charged_on}; nothing of it is waived, given back or void on {day}. Check the "
                "day.",
            ),
        ),
        "not_waivable": (
            Message(
                "登记费用的{charged_on}，{resident}没有可以减免的类别；当天已符合的，请先补记人群类别。",
                "On {charged_on}, the day of the charge, {resident} had no category that waives a fee. If one was "
                "missed, note it first.",
            ),
        ),
        "waiver_holds": (
            Message(
                "登记费用的{charged_on}，{resident}属于{categories}，减免有效；类别记错的，请先把它注销到登记费用之前。",
                "On {charged_on}, the day of the charge, {resident} belonged to {categories}, and the waiver holds. If "
                "that was noted wrongly, first end it before that day.",
            ),
        ),
        "not_refundable": (
            Message(
                "按{policy}的规定，提前终止的费用不退。",
                "Under the policy {policy} nothing of a fee is given back.",
            ),
        ),
        "covered_to_the_end": (
            Message(
                "{resident}的服务持续到缴费年度末（{end_on}），没有可退的费用。",
                "{resident} is covered to {end_on}, the end of the year that was charged; there is nothing to give "
                "back.",
            ),
        ),
        "nothing_given_back": (
            Message(
                "{day}没有退还{resident}的费用，无从撤销；请核对人员和日期。",
                "Nothing was given back to {resident} on {day}; check person and day.",
            ),
        ),
        "charged_since": (
            Message(
                "退费后，{resident}的这一年已在合同 {contract} 登记费用；请先作废那一笔。",
                "After this was given back, {resident} was charged for that time under contract {contract}; declare "
                "that charge void first.",
            ),
        ),
        "not_an_amount": (
            Message(
                "金额{amount}不对，应大于零，最多两位小数。", "{amount} is no amount; more than 0, in whole cents."
            ),
        ),
        "refund_too_large": (
            Message(
                "要退{amount}元，多于这笔费用还剩的{left}元。",
                "{amount} yuan is more than the {left} left of this fee.",
            ),
        ),
    }
)
