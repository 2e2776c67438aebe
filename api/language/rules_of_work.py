"""The rules about the work under contracts in words: services, papers, teams, money, reports."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from api.language.values import listed
from api.language.words import CATEGORIES, title, word
from application.registers.messages import Message
from domain.policy.capacity import CapacityOf
from domain.policy.documents import Keeper, Paper
from domain.policy.due_services import DueService
from domain.policy.errors import Language
from domain.policy.fees import RefundKind
from domain.policy.model import Policy
from domain.policy.reporting import Every
from domain.policy.rule_names import RuleName

Value = TypeVar("Value", bound=StrEnum)


def _words(values: Iterable[StrEnum], language: Language) -> str:
    return listed((word(each, language) for each in values), language)


def _ordered(values: frozenset[Value]) -> list[Value]:
    """In the order of their enumeration."""
    return [each for each in next((type(value) for value in values), ()) if each in values]


def _confirmation(policy: Policy) -> Message:
    rule = policy.confirmation
    kinds, people = _ordered(rule.accepted), _ordered(rule.confirmers)
    return Message(
        f"每次服务须确认，方式：{_words(kinds, 'zh')}；确认人：{_words(people, 'zh')}。",
        f"A service is confirmed by {_words(kinds, 'en')}, of {_words(people, 'en')}.",
    )


def _evidence(policy: Policy) -> Message:
    kinds = _ordered(policy.confirmation.evidence)
    if not kinds:
        return Message("不要求留存影像资料。", "No photos or films have to be kept.")
    return Message(f"须留存影像资料：{_words(kinds, 'zh')}。", f"Kept besides: {_words(kinds, 'en')}.")


def _late_entry(policy: Policy) -> Message:
    days = policy.late_entry.late_after_days
    return Message(
        f"事后超过{days}天录入的为补录，须写明原因；服务的补录还须由他人批准。",
        f"An entry more than {days} days after its day is late: it needs a reason, and one of a service somebody "
        "else's approval.",
    )


def _late_entry_limit(policy: Policy) -> Message:
    days = policy.late_entry.refused_after_days
    return Message(f"事后超过{days}天的不再补录。", f"An entry more than {days} days after its day is refused.")


def _retention(policy: Policy) -> Message:
    years = policy.retention.years
    return Message(
        f"资料自合同最后一日起保存{years}年。", f"Papers are kept for {years} years from the contract's last day."
    )


def _health_record_retention(policy: Policy) -> Message:
    years = policy.retention.health_record_years
    return Message(
        f"健康档案自最后一次服务起保存{years}年，且不早于合同最后一日起算。",
        f"A health record is kept for {years} years from the last visit, and no less from the contract's last day.",
    )


def _capacity(policy: Policy) -> Message:
    rule = policy.capacity
    if rule.per is CapacityOf.NOBODY:
        return Message("不限签约数量。", "There is no cap on how many are signed.")
    zh, en = (f"每个{word(rule.per, 'zh')}", f"A {word(rule.per, 'en')}")
    counted = (word(rule.counted, "zh"), word(rule.counted, "en"))
    advised = (
        Message("", "")
        if rule.advised is None
        else Message(f"，超过{rule.advised}{counted[0]}提示", f" is warned above {rule.advised} {counted[1]}")
    )
    refused = (
        Message("", "")
        if rule.at_most is None
        else Message(f"，超过{rule.at_most}{counted[0]}不予签约", f" signs no more than {rule.at_most} {counted[1]}")
    )
    both = " and" if rule.advised is not None and rule.at_most is not None else ""
    return Message(f"{zh}{advised.zh}{refused.zh}。", f"{en}{advised.en}{both}{refused.en}.")


def _composition(policy: Policy) -> Message:
    rule = policy.composition
    from_where = (
        ("区级医院", "the district hospital", rule.from_district_hospital),
        ("卫生院", "the health centre", rule.from_health_centre),
        ("村卫生室", "the village clinic", rule.from_village_clinic),
    )
    zh = [word(role, "zh") for role in _ordered(rule.roles)] + [
        f"{at}{count}人" for at, _, count in from_where if count
    ]
    en = [word(role, "en") for role in _ordered(rule.roles)] + [
        f"{count} of {at}" for _, at, count in from_where if count
    ]
    if not zh:
        return Message("不规定团队组成。", "Nobody in particular has to be in a team.")
    return Message(f"团队至少有：{listed(zh, 'zh')}。", f"A team has at least: {listed(en, 'en')}.")


def _documents(policy: Policy) -> Message:
    zh, en = (
        listed((_kept(paper, keeper, language) for paper, keeper in policy.documents.keepers.items()), language)
        for language in _BOTH
    )
    return Message(f"资料及保管人：{zh}。", f"Papers and who keeps them: {en}.")


def _kept(paper: Paper, keeper: Keeper, language: Language) -> str:
    named, by = word(paper, language), word(keeper, language)
    return f"{named}（{by}）" if language == "zh" else f"{named} ({by})"


def _agreement_copies(policy: Policy) -> Message:
    copies = policy.documents.agreement_copies
    return Message(f"协议书一式{copies}份。", f"The agreement is made in {copies} copies.")


def _documents_deadline(policy: Policy) -> Message:
    days = policy.documents.issued_within_days
    return Message(f"签约后{days}天内发放资料。", f"Papers are handed over within {days} days from the signing.")


def _fee(policy: Policy) -> Message:
    rule = policy.fees
    if not rule.shares:
        return Message("不收签约服务费。", "No fee is charged.")
    zh, en = (
        listed((f"{word(share, language)} {amount}" for share, amount in rule.shares.items()), language)
        for language in _BOTH
    )
    return Message(f"每人每年 {rule.amount} 元：{zh}。", f"{rule.amount} yuan for a person and a year: {en}.")


def _fee_waiver(policy: Policy) -> Message:
    waived = _ordered(policy.fees.waived_for)
    if not waived:
        return Message("不设减免。", "Nothing is waived.")
    zh, en = (listed((title(CATEGORIES[each], language) for each in waived), language) for language in _BOTH)
    return Message(f"免个人承担部分：{zh}。", f"The own share is waived for: {en}.")


def _fee_refund(policy: Policy) -> Message:
    if policy.fees.refund is RefundKind.NONE:
        return Message("提前终止的，费用不退。", "Nothing of a fee is given back where the cover ends early.")
    return Message(
        "提前终止的，费用退还多少逐案决定。",
        "Where the cover ends early, what is given back of a fee is decided case by case.",
    )


def _fund_split(policy: Policy) -> Message:
    percents = policy.fees.split_percents
    if not percents:
        return Message("不规定经费分配比例。", "How income is split is not set.")
    zh, en = (
        listed((f"{word(use, language)} {percent}%" for use, percent in percents.items()), language)
        for language in _BOTH
    )
    return Message(f"经费分配：{zh}。", f"Income is split: {en}.")


def _monthly_report(policy: Policy) -> Message:
    monthly = policy.reporting.monthly
    if monthly is None:
        return Message("不要求月报。", "There is no monthly report.")
    return Message(
        f"月报：村每月{monthly.village_by_day}日前报本月，卫生院次月{monthly.centre_by_day}日前报上月。",
        f"A month is reported by villages by its {monthly.village_by_day}th, "
        f"by the centre by the {monthly.centre_by_day}th of the next.",
    )


def _summaries(policy: Policy) -> Message:
    day = policy.reporting.summary_by_day
    if day is None:
        return Message("不要求半年和年终总结。", "There are no summaries.")
    return Message(
        f"6月{day}日、12月{day}日前分别上报半年和年终总结。",
        f"Half a year is summed up by {day} June, the year by {day} December.",
    )


def _how_often(every: Every, zh: str, en: str) -> Message:
    if every is Every.NEVER:
        return Message(f"不要求{zh}。", f"No {en} is asked for.")
    return Message(f"{word(every, 'zh')}{zh}一次。", f"There is a {en} {word(every, 'en')}.")


def _sampling(policy: Policy) -> Message:
    sampling = policy.reporting.sampling
    if sampling is None:
        return Message("不要求抽户督导。", "No households are drawn for supervision.")
    return Message(
        f"每月{sampling.times_a_month}次、每村抽{sampling.households_per_village}户督导。",
        f"{sampling.households_per_village} households of each village are drawn, "
        f"{sampling.times_a_month} times a month.",
    )


def due_service_in_words(due: DueService) -> Message:
    """What is owed in a year, and to whom."""
    zh, en = (
        listed((title(CATEGORIES[each], language) for each in _ordered(due.categories)), language) for language in _BOTH
    )
    return Message(
        f"每年{word(due.item, 'zh')}不少于{due.times}次：{zh or '全体签约居民'}。",
        f"Owed every year: {word(due.item, 'en')}, {due.times} times, to {en or 'everybody'}.",
    )


_BOTH: tuple[Language, ...] = ("zh", "en")

RULES_OF_WORK: Mapping[RuleName, Callable[[Policy], Message]] = MappingProxyType(
    {
        "confirmation": _confirmation,
        "evidence": _evidence,
        "late_entry": _late_entry,
        "late_entry_limit": _late_entry_limit,
        "retention": _retention,
        "health_record_retention": _health_record_retention,
        "capacity": _capacity,
        "composition": _composition,
        "documents": _documents,
        "agreement_copies": _agreement_copies,
        "documents_deadline": _documents_deadline,
        "fee": _fee,
        "fee_waiver": _fee_waiver,
        "fee_refund": _fee_refund,
        "fund_split": _fund_split,
        "monthly_report": _monthly_report,
        "summaries": _summaries,
        "self_check": lambda policy: _how_often(policy.reporting.self_check, "团队自查", "self-check"),
        "assessment": lambda policy: _how_often(policy.reporting.assessment, "考核", "assessment"),
        "sampling": _sampling,
    }
)
"""Each rule in words."""
