"""A policy in words: how an end date came about, and every rule beside the sentence that says it."""

from collections.abc import Iterator
from datetime import date

from api.language.messages import rule_sentence
from api.language.rules_of_contracts import RULES_OF_CONTRACTS
from api.language.rules_of_work import RULES_OF_WORK, due_service_in_words
from api.language.words import title
from domain.policy.errors import Language
from domain.policy.explain import governed_terms
from domain.policy.model import HalfYearTerms, Policy, Term, TermEndRule, YearTerms
from domain.policy.resolve import GovernedTerm, PolicyBook
from domain.policy.rule_names import RuleName

RULES_OF_TERMS: tuple[RuleName, ...] = ("term", "term_end")


def explanation_in_words(
    book: PolicyBook, name: str, signed_on: date, terms: int, language: Language
) -> tuple[str, ...]:
    """The terms of a contract signed on `signed_on`, then all rules of the versions that made them, a line each.

    Refused: what `domain.policy.explain` refuses.
    """
    lines: list[str] = []
    told: list[Policy] = []
    before: GovernedTerm | None = None
    for each in governed_terms(book, name, signed_on, terms):
        if each.policy not in told:
            told.append(each.policy)
            lines += _version_lines(each, language)
        lines.append(_term_sentence(each.term, language))
        lines += _deadline_lines(each, before, signed_on, language)
        before = each
    for policy in told:
        lines += _rule_lines(policy, language)
    return tuple(lines)


def _rule_lines(policy: Policy, language: Language) -> Iterator[str]:
    """What the document states, then what it leaves open with what holds instead."""
    rules = {**RULES_OF_CONTRACTS, **RULES_OF_WORK}
    zh, en = f"{policy.title.zh}（第 {policy.ref.version} 版）", f"{policy.title.en} (version {policy.ref.version})"
    for stated in (True, False):
        told = [rule for rule in rules if policy.cite(rule).stated is stated]
        if stated:
            yield f"{zh}文件写明的规定：" if language == "zh" else f"What the document of {en} states:"
        else:
            yield f"{zh}文件未写、推定的规定：" if language == "zh" else f"What holds where it says nothing, {en}:"
        said = [(rules[rule](policy), policy.cite(rule)) for rule in told]
        said += [(due_service_in_words(due), due.rule) for due in policy.due_services if due.rule.stated is stated]
        for message, citation in said:
            yield f"· {message.zh if language == 'zh' else message.en}"
            yield f"  {rule_sentence(citation, language)}"


def _version_lines(governed: GovernedTerm, language: Language) -> Iterator[str]:
    policy = governed.policy
    words, named = _term_words(policy.term, governed.term.anchor_on, language), title(policy.title, language)
    if language == "zh":
        yield f"{named}（{policy.ref.name}，第 {policy.ref.version} 版）：{words}"
    else:
        yield f"{named} ({policy.ref.name}, version {policy.ref.version}): {words}"
    yield from (
        f"  {rule_sentence(policy.cite(rule), language)}" for rule in RULES_OF_TERMS if rule in policy.citations
    )


def _deadline_lines(
    governed: GovernedTerm, before: GovernedTerm | None, signed_on: date, language: Language
) -> Iterator[str]:
    """By when papers are handed over after the signing, and a term that follows by silence is confirmed again."""
    if before is None:
        by = governed.policy.documents.issue_by(signed_on)
        yield f"  签约资料在 {by} 以前发放。" if language == "zh" else f"  Papers are handed over by {by}."
        return
    renewal = before.policy.renewal
    by_both = renewal.reconfirm_by(governed.term.start_on) if renewal.silent else None
    if by_both is not None:
        zh, en = (
            f"  默认续约的，双方在 {by_both} 以前再次确认。",
            f"  Renewed by silence, it is confirmed by {by_both}.",
        )
        yield zh if language == "zh" else en


def _term_words(rule: YearTerms | HalfYearTerms, anchor_on: date, language: Language) -> str:
    if isinstance(rule, HalfYearTerms):
        zh = "一期从上半年开始的到当年 12 月 31 日，从下半年开始的到次年 12 月 31 日。"
        en = (
            "a term begun in January-June ends on 31 December, "
            "one begun in July-December on 31 December of the next year."
        )
    elif rule.end_rule is TermEndRule.DAY_BEFORE_ANNIVERSARY:
        zh = (
            f"一期 {rule.years} 年，从 {anchor_on} 起算，末日是周年日的前一天"
            "（没有 2 月 29 日的年份，周年日为 3 月 1 日）。"
        )
        en = (
            f"each term lasts {_years(rule.years)}, counted from {anchor_on}, "
            "and ends on the day before the anniversary (29 February is 1 March in other years)."
        )
    else:
        zh = (
            f"一期 {rule.years} 年，从 {anchor_on} 起算，末日是到期月的对应日"
            "（没有对应日的，为该月最后一天；民法典 202 条）。"
        )
        en = (
            f"each term lasts {_years(rule.years)}, counted from {anchor_on}, and ends on the corresponding day, "
            "or on the month's last day where there is none (Civil Code, article 202)."
        )
    return zh if language == "zh" else en


def _years(years: int) -> str:
    return "1 year" if years == 1 else f"{years} years"


def _term_sentence(term: Term, language: Language) -> str:
    if language == "zh":
        return f"第 {term.number} 期：{term.start_on} 至 {term.end_on}，首尾两日都算，共 {term.days} 天。"
    return f"Term {term.number}: {term.start_on} to {term.end_on}, both days included, {term.days} days."
