"""The rules about the life of a contract in words: who signs, what renews, changes and ends it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from api.language.values import listed
from api.language.words import CATEGORIES, title, word
from application.registers.messages import Message
from domain.policy.changes import ChangeRule
from domain.policy.consent import ConsentScope
from domain.policy.errors import Language
from domain.policy.model import Policy
from domain.policy.renewal import RenewalKind
from domain.policy.rule_names import RuleName
from domain.policy.signing import HouseholdScope, Unit
from domain.policy.termination import DecidedBy, TerminationReason, TerminationTime


def _renewal(policy: Policy) -> Message:
    match policy.renewal.kind:
        case RenewalKind.SILENCE:
            return Message("期满无人提出解约的，自动续约。", "Silence renews.")
        case RenewalKind.MUTUAL_CONSENT:
            return Message("期满后双方同意方可续约。", "A renewal needs the consent of both sides.")
        case RenewalKind.RESIDENTS_CHOICE:
            return Message(
                "期满后由居民选择续约或另选。", "The residents choose to renew or to sign with somebody else."
            )


def _reconfirmation(policy: Policy) -> Message:
    if policy.renewal.reconfirmation_required:
        return Message("自动续约后双方须再次确认。", "Both sides confirm again after a renewal.")
    return Message("续约后无须再次确认。", "Nothing is confirmed again after a renewal.")


def _reconfirmation_deadline(policy: Policy) -> Message:
    days = policy.renewal.reconfirm_within_days
    return Message(
        f"须再次确认的，自新一期首日起{days}天内办理。",
        f"What has to be confirmed again is due within {days} days from the new term's first day.",
    )


def _late_consent(policy: Policy) -> Message:
    days = policy.renewal.late_consent_days
    return Message(
        f"期内表示的续约意愿，期满后{days}天内录入的，合同不中断。",
        f"A consent given within the term renews without a gap if it is entered within {days} days after it.",
    )


def _waiting(policy: Policy) -> Message:
    days = policy.renewal.waiting_days
    return Message(
        f"须同意方可续约的，期满前{days}天起列为待续约。",
        f"A contract that needs consent is told as waiting from {days} days before its end.",
    )


def _termination(policy: Policy) -> Message:
    if policy.termination.when is TerminationTime.ANY_TIME:
        return Message("签约期内可随时提出解约。", "Termination may be asked for at any time.")
    return Message("解约自期满起生效。", "A termination takes effect at the end of the term.")


def _termination_notice(policy: Policy) -> Message:
    days = policy.termination.notice_days
    if not days:
        return Message("解约不设提前期。", "A termination needs no notice.")
    return Message(f"解约须提前{days}天提出。", f"A termination needs {days} days' notice.")


def _decided_by(by: DecidedBy, zh: str, en: str) -> Message:
    return Message(f"{zh}由{word(by, 'zh')}决定。", f"{en} is decided by the {word(by, 'en')}.")


def _termination_reasons(policy: Policy) -> Message:
    reasons = [each for each in TerminationReason if policy.termination.accepts(each)]
    zh, en = (listed((word(each, language) for each in reasons), language) for language in _BOTH)
    return Message(f"解约须写明原因：{zh}。", f"A termination has a reason: {en}.")


def _unit(policy: Policy) -> Message:
    if policy.unit is Unit.PERSON:
        return Message("一人一份合同。", "Each person has a contract.")
    return Message("一户一份合同。", "Each household has a contract.")


def _whole_household(policy: Policy) -> Message:
    match policy.signing.whole_household:
        case HouseholdScope.NONE:
            return Message("不要求整户签约。", "No household has to sign with every member.")
        case HouseholdScope.WITH_KEY_MEMBER:
            return Message("有重点人群的家庭须整户签约。", "A household with a key member signs with every member.")
        case HouseholdScope.ALL:
            return Message("家庭须整户签约。", "Every household signs with every member.")


def _eligibility(policy: Policy) -> Message:
    match policy.signing.may_sign:
        case HouseholdScope.NONE:
            return Message("不再新签。", "Nobody is signed any more.")
        case HouseholdScope.WITH_KEY_MEMBER:
            return Message("只签有重点人群的家庭。", "Only households with a key member are signed.")
        case HouseholdScope.ALL:
            return Message("任何居民都可签约。", "Anybody may sign.")


def _member_consent(policy: Policy) -> Message:
    if policy.consent.asked_of is ConsentScope.NOBODY:
        return Message("不另征求成员本人同意。", "Members are not asked for a consent of their own.")
    age = policy.consent.adult_from_age
    return Message(
        f"年满{age}岁的成员逐人征求本人同意，不作为签约条件。",
        f"Members from the age of {age} are asked for their own consent; it holds up no signing.",
    )


def _long_absence(policy: Policy) -> Message:
    months = policy.absence.too_long_after_months
    return Message(
        f"外出满{months}个月的，提示是否长期外迁，由人决定；未决定前仍在合同内。",
        f"People are asked whether somebody who has been away for {months} months moved away for long; "
        "until they decide, the person stays under contract.",
    )


def _key_populations(policy: Policy) -> Message:
    zh, en = (
        listed((title(CATEGORIES[each], language) for each in policy.populations.key), language) for language in _BOTH
    )
    return Message(f"重点人群：{zh}。", f"Key populations: {en}.")


def _elderly_age(policy: Policy) -> Message:
    age = policy.elderly_from_age
    return Message(f"老年人指年满{age}岁。", f"The elderly are those from the age of {age}.")


def _packages(policy: Policy) -> Message:
    zh, en = (listed((title(each, language) for each in policy.packages.values()), language) for language in _BOTH)
    return Message(f"可签服务包：{zh}。", f"Packages: {en}.")


def _change(rule: ChangeRule, zh: str, en: str) -> Message:
    if rule.reason_required:
        return Message(
            f"签约期内特殊情况下可以变更{zh}，须写明原因。",
            f"Within a term the {en} is changed in special circumstances only, with the reason.",
        )
    return Message(f"签约期内可以变更{zh}，不要求理由。", f"Within a term the {en} may be changed, without a reason.")


_BOTH: tuple[Language, ...] = ("zh", "en")

RULES_OF_CONTRACTS: Mapping[RuleName, Callable[[Policy], Message]] = MappingProxyType(
    {
        "renewal": _renewal,
        "reconfirmation": _reconfirmation,
        "reconfirmation_deadline": _reconfirmation_deadline,
        "late_consent": _late_consent,
        "waiting": _waiting,
        "termination": _termination,
        "termination_notice": _termination_notice,
        "termination_decision": lambda policy: _decided_by(policy.termination.decided_by, "解约", "A termination"),
        "termination_reasons": _termination_reasons,
        "unit": _unit,
        "whole_household": _whole_household,
        "eligibility": _eligibility,
        "member_consent": _member_consent,
        "long_absence": _long_absence,
        "key_populations": _key_populations,
        "elderly_age": _elderly_age,
        "packages": _packages,
        "doctor_change": lambda policy: _change(policy.changes.doctor, "家庭医生", "doctor"),
        "team_change": lambda policy: _change(policy.changes.team, "签约团队", "team"),
        "package_change": lambda policy: _change(policy.changes.package, "服务包", "package"),
        "change_decision": lambda policy: _decided_by(policy.changes.decided_by, "变更", "A change"),
    }
)
"""Each rule in words, in the order of a contract's life; that of terms is told with the terms."""
