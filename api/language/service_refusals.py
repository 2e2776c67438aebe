"""Why a rule about services said no, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from application.registers.messages import Message

SERVICE_REFUSALS: Mapping[str, tuple[Message, ...]] = MappingProxyType(
    {
        "service_after_death": (
            Message(
                "{resident}已于{died_on}去世，{day}的服务不能登记；请核对服务日期和对象。",
                "{resident} died on {died_on}; a service of {day} cannot be recorded. Check day and person.",
            ),
        ),
        "nothing_delivered": (
            Message(
                "服务要写明对象和项目，各至少一项。",
                "A service names whom it was for and what was done, at least one each.",
            ),
        ),
        "performer_not_in_team": (
            Message(
                "{performer}在{day}不是团队（{team}）的成员，请核对服务人员和日期。",
                "{performer} does not serve in the team ({team}) on {day}; check who served, and the day.",
            ),
        ),
        "service_recorded_twice": (
            Message(
                "同一人同一项目在{day}已由同一服务人员登记过（{service}），请勿重复登记。",
                "The same was recorded for the same person on {day} already ({service}); record it once.",
            ),
        ),
        "service_recorded_otherwise": (
            Message(
                "服务编号{service}已用于另一条内容不同的服务；要更正请用更正，新服务请换编号。",
                "Another service is on record as {service}; correct that one, or give the new one another id.",
            ),
        ),
        "no_such_service": (
            Message("本合同没有这条服务：{service}。", "The contract has no such service: {service}."),
        ),
        "service_void": (
            Message(
                "服务{service}已作废或被驳回，不能再变更；确有其事请重新登记。",
                "Service {service} is void or was rejected and cannot be changed; if it took place, record it anew.",
            ),
        ),
        "before_service": (
            Message(
                "服务{service}在{delivered_on}才提供，{day}不能确认或提出异议；请核对日期。",
                "Service {service} was delivered on {delivered_on}; nobody confirms or disputes it on {day}. "
                "Check the day.",
            ),
        ),
        "confirmation_not_accepted": (
            Message("不能以{kind}确认，可用：{accepted}。", "A {kind} does not confirm here; accepted: {accepted}."),
        ),
        "confirmer_unclear": (
            Message(
                "服务{service}的确认：服务对象确认要写明是哪位居民，服务人员确认不写居民。",
                "Confirmation of service {service}: name the resident who confirms for those served, "
                "and none for who served.",
            ),
        ),
        "not_the_recipient": (
            Message(
                "{resident}不是服务{service}的对象，也不是本户代表，不能替人确认或提出异议。",
                "{resident} was not served in service {service} and does not speak for the household.",
            ),
        ),
        "evidence_not_hashed": (
            Message(
                "印证资料{evidence}缺少有效的 SHA-256（64 位小写十六进制）。",
                "Evidence {evidence} needs the SHA-256 of its bytes, 64 digits of 0-9a-f.",
            ),
        ),
        "dispute_open": (
            Message(
                "{resident}对服务{service}有异议未撤回，请先撤回再确认。",
                "{resident} disputes service {service}; withdraw the dispute before confirming.",
            ),
        ),
        "no_dispute": (
            Message("服务{service}没有（此人提出的）异议。", "There is no such dispute about service {service}."),
        ),
        "not_awaiting_approval": (
            Message(
                "服务{service}不在待审批之列：{approval}。", "Service {service} does not await approval: {approval}."
            ),
        ),
        "approver_entered_it": (
            Message(
                "服务{service}由{by}本人登记或更正，须由他人审批。",
                "Service {service} was entered or corrected by {by}; somebody else has to decide.",
            ),
        ),
    }
)
"""Every refusal of the rules about services, by code."""
