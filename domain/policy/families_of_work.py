"""Reading the rules about the work under contracts: services, papers, teams, money, reports."""

from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from domain.care_team.events import StaffRole
from domain.contract.services.items import ServiceItem
from domain.money import HUNDRED_PERCENT
from domain.policy.capacity import CapacityOf, CapacityRules, Counted
from domain.policy.composition import CompositionRules
from domain.policy.documents import DocumentRules, Keeper, Paper
from domain.policy.due_services import DueService
from domain.policy.fees import FeeRules, FeeShare, FundUse, RefundKind
from domain.policy.reporting import Every, MonthlyReport, ReportingRules, Sampling
from domain.policy.retention import RetentionRules
from domain.policy.rule_tables import RuleTables, citation_of
from domain.policy.services import ConfirmationKind, ConfirmationRules, Confirmer, EvidenceKind, LateEntryRules
from domain.policy.tables import Table
from domain.populations import Category

LONGEST_RETENTION_YEARS = 100
LONGEST_DELAY_DAYS = 3660
MOST_IN_A_YEAR = 366
MOST_COUNTED = 1_000_000
LARGEST_TEAM = 100
EVERY_MONTH_HAS = 28


class FeeKind(StrEnum):
    """Whether there is a fee, and for what."""

    NONE = "none"
    PERSON_AND_YEAR = "person_and_year"


class WaiverKind(StrEnum):
    """Whether some people do not pay all of the fee."""

    NONE = "none"
    SELF_SHARE = "self_share"


class SplitKind(StrEnum):
    """Whether the use of the income is set."""

    NONE = "none"
    PERCENT = "percent"


def confirmation_rules(rules: RuleTables) -> ConfirmationRules:
    """How services are confirmed."""
    rule = rules.table("confirmation")
    accepted = rule.choices("accepted", ConfirmationKind)
    confirmers = rule.choices("by", Confirmer)
    rules.cited("confirmation", rule)
    evidence = rules.choices("evidence", "kept", EvidenceKind, at_least=0)
    return ConfirmationRules(
        accepted=frozenset(accepted), confirmers=frozenset(confirmers), evidence=frozenset(evidence)
    )


def due_services(rules: RuleTables) -> tuple[DueService, ...]:
    """What is owed in a year; the same item for two kinds of people are two entries."""
    found = tuple(_due_service(table) for table in rules.several("due_services"))
    owed = sorted((each.item, each.times, sorted(each.categories)) for each in found)
    rules.values["due_services"] = {"owed": [list(each) for each in owed]}
    return found


def _due_service(table: Table) -> DueService:
    item = table.choice("item", ServiceItem)
    times = table.whole_number("times", 1, MOST_IN_A_YEAR)
    categories = table.choices("of", Category) if table.has("of") else ()
    return DueService(item=item, times=times, categories=frozenset(categories), rule=citation_of(table))


def late_entry_rules(rules: RuleTables) -> LateEntryRules:
    """When the entry of a service is late, and when too late."""
    return LateEntryRules(
        late_after_days=rules.whole_number("late_entry", "after_days", 0, LONGEST_DELAY_DAYS),
        refused_after_days=rules.whole_number("late_entry_limit", "after_days", 0, LONGEST_DELAY_DAYS),
    )


def retention_rules(rules: RuleTables) -> RetentionRules:
    """How long papers are kept."""
    return RetentionRules(
        years=rules.whole_number("retention", "years", 1, LONGEST_RETENTION_YEARS),
        health_record_years=rules.whole_number("health_record_retention", "years", 1, LONGEST_RETENTION_YEARS),
    )


def capacity_rules(rules: RuleTables) -> CapacityRules:
    """How many may be under contract."""
    rule = rules.table("capacity")
    per = rule.choice("per", CapacityOf, leads_to=("counted", "advised", "at_most"))
    if per is CapacityOf.NOBODY:
        rules.cited("capacity", rule)
        return CapacityRules(per=per, counted=Counted.PERSONS, advised=None, at_most=None)
    counted = rule.choice("counted", Counted)
    advised = rule.whole_number("advised", 1, MOST_COUNTED) if rule.has("advised") else None
    at_most = rule.whole_number("at_most", 1, MOST_COUNTED) if rule.has("at_most") else None
    rules.cited("capacity", rule)
    return CapacityRules(per=per, counted=counted, advised=advised, at_most=at_most)


def composition_rules(rules: RuleTables) -> CompositionRules:
    """Who has to be in a team."""
    rule = rules.table("composition")
    roles = rule.choices("roles", StaffRole, at_least=0)
    found = CompositionRules(
        roles=frozenset(roles),
        from_district_hospital=_people(rule, "from_district_hospital"),
        from_health_centre=_people(rule, "from_health_centre"),
        from_village_clinic=_people(rule, "from_village_clinic"),
    )
    rules.cited("composition", rule)
    return found


def _people(rule: Table, key: str) -> int:
    return rule.whole_number(key, 1, LARGEST_TEAM) if rule.has(key) else 0


def document_rules(rules: RuleTables) -> DocumentRules:
    """Which papers go with a contract."""
    rule = rules.table("documents")
    keepers = rule.mapped("keepers", Paper, Keeper)
    rules.cited("documents", rule)
    return DocumentRules(
        keepers=MappingProxyType(keepers),
        agreement_copies=rules.whole_number("agreement_copies", "copies", 1, 9),
        issued_within_days=rules.whole_number("documents_deadline", "within_days", 0, LONGEST_DELAY_DAYS),
    )


def fee_rules(rules: RuleTables) -> FeeRules:
    """What the service costs."""
    return FeeRules(
        shares=_fee_shares(rules),
        waived_for=_waived_for(rules),
        refund=rules.choice("fee_refund", "kind", RefundKind),
        split_percents=_split_percents(rules),
    )


def _fee_shares(rules: RuleTables) -> MappingProxyType[FeeShare, Decimal]:
    rule = rules.table("fee")
    if rule.choice("kind", FeeKind, leads_to=("amount", *FeeShare)) is FeeKind.NONE:
        rules.cited("fee", rule)
        return MappingProxyType({})
    amount = rule.amount("amount")
    shares = {share: rule.amount(share) for share in FeeShare}
    if rule.is_sound() and sum(shares.values()) != amount:
        rule.report("shares_do_not_add_up", "amount", found=amount, expected=" + ".join(FeeShare))
    rules.cited("fee", rule)
    return MappingProxyType(shares)


def _waived_for(rules: RuleTables) -> frozenset[Category]:
    rule = rules.table("fee_waiver")
    if rule.choice("kind", WaiverKind, leads_to=("words",)) is WaiverKind.NONE:
        rules.cited("fee_waiver", rule)
        return frozenset()
    worded = rule.worded("words", Category)
    rules.cited("fee_waiver", rule)
    return frozenset(worded)


def _split_percents(rules: RuleTables) -> MappingProxyType[FundUse, int]:
    rule = rules.table("fund_split")
    if rule.choice("kind", SplitKind, leads_to=tuple(FundUse)) is SplitKind.NONE:
        rules.cited("fund_split", rule)
        return MappingProxyType({})
    percents = {use: rule.whole_number(use, 0, HUNDRED_PERCENT) for use in FundUse}
    if rule.is_sound() and sum(percents.values()) != HUNDRED_PERCENT:
        rule.report("shares_do_not_add_up", "kind", found=HUNDRED_PERCENT, expected=" + ".join(FundUse))
    rules.cited("fund_split", rule)
    return MappingProxyType(percents)


def reporting_rules(rules: RuleTables) -> ReportingRules:
    """What is reported and looked at."""
    return ReportingRules(
        monthly=_monthly_report(rules),
        summary_by_day=_summary_by_day(rules),
        self_check=rules.choice("self_check", "every", Every),
        assessment=rules.choice("assessment", "every", Every),
        sampling=_sampling(rules),
    )


def _monthly_report(rules: RuleTables) -> MonthlyReport | None:
    rule = rules.table("monthly_report")
    if not rule.flag("required"):
        rules.cited("monthly_report", rule)
        return None
    village_by_day = rule.whole_number("village_by_day", 1, EVERY_MONTH_HAS)
    centre_by_day = rule.whole_number("centre_by_day", 1, EVERY_MONTH_HAS)
    rules.cited("monthly_report", rule)
    return MonthlyReport(village_by_day=village_by_day, centre_by_day=centre_by_day)


def _summary_by_day(rules: RuleTables) -> int | None:
    rule = rules.table("summaries")
    by_day = rule.whole_number("by_day", 1, EVERY_MONTH_HAS) if rule.flag("required") else None
    rules.cited("summaries", rule)
    return by_day


def _sampling(rules: RuleTables) -> Sampling | None:
    rule = rules.table("sampling")
    if not rule.flag("required"):
        rules.cited("sampling", rule)
        return None
    times_a_month = rule.whole_number("times_a_month", 1, EVERY_MONTH_HAS)
    households_per_village = rule.whole_number("households_per_village", 1, MOST_COUNTED)
    rules.cited("sampling", rule)
    return Sampling(times_a_month=times_a_month, households_per_village=households_per_village)
