"""Why a rule about the terms of a contract said no, in words; and why anything may be entered too late."""

from collections.abc import Mapping
from types import MappingProxyType

from application.registers.messages import Message

TERM_REFUSALS: Mapping[str, tuple[Message, ...]] = MappingProxyType(
    {
        "late_reason_missing": (
            Message(
                "{day}的事项到{today}才登记，超过{late_after_days}天，属补录，请写明原因；服务的补录经他人批准后计入。",
                "What happened on {day} is entered on {today}, more than {late_after_days} days later: say why it is "
                "late. A service then counts when somebody else approves.",
            ),
        ),
        "entry_too_late": (
            Message(
                "{day}的事项到{today}已超过{refused_after_days}天，不能再登记或更正；续约、解约等请按今天重新提出。",
                "What happened on {day} can no longer be entered or corrected on {today}, more than "
                "{refused_after_days} days later; a renewal or an end of the contract is asked for anew, as of today.",
            ),
        ),
        "renews_by_silence": (
            Message(
                "按{policy}的规定，期满未提出解约即自动续约，不用另行续约。",
                "Under policy {policy} silence renews the contract; there is nothing to agree on.",
            ),
        ),
        "consent_missing": (
            Message(
                "还缺{missing}的同意；请取得同意后再办理。",
                "The consent of {missing} is still needed; obtain it first.",
            ),
        ),
        "consent_after_end": (
            Message(
                "{agreed_on}才同意续约，合同已于{end_on}到期；请重新签约。",
                "The consent is of {agreed_on} and the contract ended on {end_on}; sign anew.",
            ),
        ),
        "renewal_too_late": (
            Message(
                "{agreed_on}同意的续约，今天（{today}）才录入，离期满（{end_on}）太久；请重新签约。",
                "The consent of {agreed_on} is entered today ({today}), too long after the term's end ({end_on}); "
                "sign anew.",
            ),
        ),
        "nothing_to_reconfirm": (
            Message(
                "{day}所在的第{term_number}期不需要再次确定。",
                "Term {term_number}, in which {day} lies, is not one to confirm again.",
            ),
        ),
        "not_reconfirmed": (
            Message(
                "第{term_number}期没有双方再次确定的记录，没有可撤销的；请核对期数。",
                "Term {term_number} is none that both sides confirmed; nothing of it can be void. Check its number.",
            ),
        ),
        "renewal_not_agreed": (
            Message(
                "第{term_number}期不是经同意续约而来的，没有可撤销的续约；请核对期数。",
                "Term {term_number} is none that anybody agreed on; no renewal of it can be void. Check its number.",
            ),
        ),
        "renewed_since": (
            Message(
                "第{term_number}期之后又续约或确认了第{later_number}期；请先核对后一期，续约有误的先撤销它。",
                "After term {term_number}, term {later_number} was agreed on or confirmed; look at that one first and "
                "void it where it was a mistake.",
            ),
        ),
        "termination_pending": (
            Message(
                "{requested_on}提出的解约申请还没有决定；请先决定或撤回。",
                "The request of {requested_on} to end the contract is undecided; decide or withdraw it first.",
            ),
        ),
        "renewal_agreed": (
            Message(
                "{requested_on}的解约申请之后，又在{agreed_on}确认了续约，这份申请不再算数；请按今天重新申请。",
                "After this request of {requested_on} the renewal was agreed to on {agreed_on}; ask anew, from today.",
            ),
        ),
        "no_termination_request": (Message("没有待决定的解约申请。", "No request to end the contract is undecided."),),
        "before_the_request": (
            Message(
                "{day}早于解约申请的日期{requested_on}，请核对。",
                "{day} lies before the request of {requested_on}; check the date.",
            ),
        ),
        "effect_before_decision": (
            Message(
                "解约自{takes_effect_on}生效，早于决定的日期{decided_on}；解约不能往前算。",
                "The end would take effect on {takes_effect_on}, before it was decided on {decided_on}; choose a later "
                "day.",
            ),
        ),
        "termination_too_early": (
            Message(
                "解约最早自{earliest_on}生效，不能从{takes_effect_on}起。",
                "The end takes effect on {earliest_on} at the earliest, not on {takes_effect_on}.",
            ),
        ),
        "termination_reason_missing": (
            Message("解约要写明原因；选“其他”时要加备注。", "An end needs its reason, and “other” a note."),
        ),
        "termination_reason_unknown": (
            Message("{policy}没有“{reason}”这个解约原因。", "Policy {policy} knows no such reason: {reason}."),
        ),
        "already_terminated": (
            Message(
                "合同已解约，最后一天为{last_day_on}。",
                "The contract was ended early already; its last day is {last_day_on}.",
            ),
        ),
        "not_terminated": (Message("合同没有解约，不用撤销。", "The contract was not ended early; nothing is void."),),
    }
)
"""Every refusal of the rules about terms, by code, and those of late entries."""
