"""Reading the rules about the life of a contract: its terms, who signs, what renews, changes and ends it."""

from enum import StrEnum
from types import MappingProxyType

from domain.policy.absence import AbsenceRules
from domain.policy.changes import ChangeRule, ChangeRules, ChangeTime
from domain.policy.consent import ConsentRules, ConsentScope
from domain.policy.packages import PACKAGE_TITLES, Package, Title
from domain.policy.renewal import RenewalKind, RenewalRules
from domain.policy.rule_tables import RuleTables
from domain.policy.signing import HouseholdScope, PopulationRules, SigningRules, Unit
from domain.policy.termination import DecidedBy, TerminationReason, TerminationRules, TerminationTime
from domain.policy.terms import LONGEST_TERM_YEARS, HalfYearTerms, TermEndRule, TermRule, YearTerms
from domain.populations import Category

OLDEST_THRESHOLD = 120
LONGEST_DELAY_DAYS = 366
LONGEST_ABSENCE_MONTHS = 120


class TermKind(StrEnum):
    """The kinds of terms that a file can ask for."""

    YEARS = "years"
    HALF_YEAR = "half_year"


def term_rule(rules: RuleTables) -> TermRule:
    """How long a term is, and which day is its last."""
    rule = rules.table("term")
    if rule.choice("kind", TermKind) is TermKind.HALF_YEAR:
        rules.cited("term", rule)
        return HalfYearTerms()
    years = rule.whole_number("years", 1, LONGEST_TERM_YEARS)
    rules.cited("term", rule)
    return YearTerms(years=years, end_rule=rules.choice("term_end", "rule", TermEndRule))


def renewal_rules(rules: RuleTables) -> RenewalRules:
    """What renews a contract."""
    return RenewalRules(
        kind=rules.choice("renewal", "kind", RenewalKind),
        reconfirmation_required=rules.flag("reconfirmation", "required"),
        reconfirm_within_days=rules.whole_number("reconfirmation_deadline", "within_days", 1, LONGEST_DELAY_DAYS),
        late_consent_days=rules.whole_number("late_consent", "within_days", 0, LONGEST_DELAY_DAYS),
        waiting_days=rules.whole_number("waiting", "before_days", 1, LONGEST_DELAY_DAYS),
    )


def termination_rules(rules: RuleTables) -> TerminationRules:
    """What ends a contract early."""
    return TerminationRules(
        when=rules.choice("termination", "when", TerminationTime),
        notice_days=rules.whole_number("termination_notice", "days", 0, LONGEST_DELAY_DAYS),
        decided_by=rules.choice("termination_decision", "by", DecidedBy),
        reasons=frozenset(rules.choices("termination_reasons", "accepted", TerminationReason)),
    )


def signing_rules(rules: RuleTables) -> SigningRules:
    """Who signs, for whom."""
    return SigningRules(
        unit=rules.choice("unit", "unit", Unit),
        may_sign=rules.choice("eligibility", "may_sign", HouseholdScope),
        whole_household=rules.choice("whole_household", "required_of", HouseholdScope),
    )


def consent_rules(rules: RuleTables) -> ConsentRules:
    """Whose own consent is asked for."""
    rule = rules.table("member_consent")
    asked_of = rule.choice("asked_of", ConsentScope)
    adult_from_age = rule.whole_number("adult_from_age", 1, OLDEST_THRESHOLD)
    rules.cited("member_consent", rule)
    return ConsentRules(asked_of=asked_of, adult_from_age=adult_from_age)


def absence_rules(rules: RuleTables) -> AbsenceRules:
    """How long somebody may be away."""
    return AbsenceRules(
        too_long_after_months=rules.whole_number("long_absence", "after_months", 1, LONGEST_ABSENCE_MONTHS)
    )


def population_rules(rules: RuleTables) -> PopulationRules:
    """Which people come first."""
    rule = rules.table("key_populations")
    key = rule.worded("words", Category)
    citation = rules.cited("key_populations", rule)
    for category, wording in key.items():
        if citation.stated and citation.clause and wording not in citation.clause:
            rule.report("words_not_in_clause", f"words.{category}", found=wording)
    age = rules.whole_number("elderly_age", "from_age", 1, OLDEST_THRESHOLD)
    return PopulationRules(key=MappingProxyType(key), elderly_from_age=age)


def packages(rules: RuleTables) -> MappingProxyType[Package, Title]:
    """Which packages agreements may name."""
    offered = rules.choices("packages", "offered", Package)
    return MappingProxyType({package: PACKAGE_TITLES[package] for package in offered})


def change_rules(rules: RuleTables) -> ChangeRules:
    """What may be changed within a term."""
    return ChangeRules(
        doctor=ChangeRule(when=rules.choice("doctor_change", "when", ChangeTime)),
        team=ChangeRule(when=rules.choice("team_change", "when", ChangeTime)),
        package=ChangeRule(when=rules.choice("package_change", "when", ChangeTime)),
        decided_by=rules.choice("change_decision", "by", DecidedBy),
    )
