"""How an end date came about: the terms, the rules that made them, and the same in words."""

from dataclasses import dataclass
from datetime import MAXYEAR, date

from domain.citation import Citation
from domain.policy.errors import Language, OutsideCalendar
from domain.policy.model import HalfYearTerms, Policy, RuleName, Term, TermEndRule, YearTerms
from domain.policy.resolve import GovernedTerm, PolicyBook
from domain.policy.terms import LONGEST_TERM_YEARS

RULES_OF_TERMS: tuple[RuleName, ...] = ("term", "term_end", "renewal")


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """The answer for programs. `version` is the one at signing; `rules` are those of every version that took part."""

    policy: str
    version: str
    terms: tuple[Term, ...]
    rules: tuple[Citation, ...]


def explain(policy_book: PolicyBook, name: str, signed_on: date, terms: int = 1) -> Explanation:
    """The first `terms` terms of a contract signed on `signed_on`; refuses what is unknown or past the calendar."""
    governed = _governed(policy_book, name, signed_on, terms)
    return Explanation(
        policy=name,
        version=governed[0].policy.ref.version,
        terms=tuple(each.term for each in governed),
        rules=tuple(dict.fromkeys(rule for each in governed for rule in _rules(each.policy))),
    )


def explain_in_words(
    policy_book: PolicyBook, name: str, signed_on: date, terms: int = 1, language: Language = "zh"
) -> tuple[str, ...]:
    """The same answer as sentences for people; refuses what `explain` refuses."""
    sentences: list[str] = []
    told: Policy | None = None
    for each in _governed(policy_book, name, signed_on, terms):
        if each.policy is not told:
            told = each.policy
            sentences += [_version_sentence(each, language), *(_rule_sentence(rule, language) for rule in _rules(told))]
        sentences.append(_term_sentence(each.term, language))
    return tuple(sentences)


def _governed(policy_book: PolicyBook, name: str, signed_on: date, terms: int) -> tuple[GovernedTerm, ...]:
    policy_book.version_on(name, signed_on)
    if terms < 1 or signed_on.year + terms * LONGEST_TERM_YEARS >= MAXYEAR:
        raise OutsideCalendar(signed_on=signed_on, terms=terms)
    return policy_book.terms(name, signed_on, terms)


def _rules(policy: Policy) -> tuple[Citation, ...]:
    return tuple(policy.cite(rule) for rule in RULES_OF_TERMS if rule in policy.citations)


def _version_sentence(governed: GovernedTerm, language: Language) -> str:
    policy = governed.policy
    rule = _term_words(policy.term, governed.term.anchor_on, language)
    if language == "zh":
        return f"{policy.title.zh}（{policy.ref.name}，第 {policy.ref.version} 版）：{rule}"
    return f"{policy.title.en} ({policy.ref.name}, version {policy.ref.version}): {rule}"


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


def _rule_sentence(rule: Citation, language: Language) -> str:
    if language == "zh":
        return f"依据：“{rule.clause}”（{rule.source}）" if rule.stated else f"推定：{rule.clause}（{rule.source}）"
    return f"Source: “{rule.clause}” ({rule.source})" if rule.stated else f"By default: {rule.clause} ({rule.source})"


def _term_sentence(term: Term, language: Language) -> str:
    if language == "zh":
        return f"第 {term.number} 期：{term.start_on} 至 {term.end_on}，首尾两日都算，共 {term.days} 天。"
    return f"Term {term.number}: {term.start_on} to {term.end_on}, both days included, {term.days} days."
