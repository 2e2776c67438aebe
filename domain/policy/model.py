"""A policy: what one jurisdiction's documents say from a date on, each rule beside the sentence that says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.calendar import civil_date, day_after
from domain.citation import Citation
from domain.policy.absence import AbsenceRules
from domain.policy.capacity import CapacityRules
from domain.policy.changes import ChangeRules
from domain.policy.composition import CompositionRules
from domain.policy.consent import ConsentRules
from domain.policy.documents import DocumentRules
from domain.policy.due_services import DueService
from domain.policy.fees import FeeRules
from domain.policy.packages import Package, Title, package_called
from domain.policy.renewal import RenewalRules
from domain.policy.reporting import ReportingRules
from domain.policy.retention import RetentionRules
from domain.policy.rule_names import RuleName
from domain.policy.services import ConfirmationRules, LateEntryRules
from domain.policy.signing import HouseholdScope, PopulationRules, SigningRules, Unit
from domain.policy.termination import TerminationRules
from domain.policy.terms import HalfYearTerms, Term, TermEndRule, TermRule, YearTerms
from domain.populations import Category

__all__ = [
    "HalfYearTerms",
    "HouseholdScope",
    "Package",
    "Policy",
    "PolicyRef",
    "PopulationRules",
    "RuleName",
    "SigningRules",
    "Term",
    "TermEndRule",
    "Unit",
    "YearTerms",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyRef:
    """One version of a policy, as records name it; `digest` (hex SHA-256) tells whether it was edited since.

    It stands in records as it is: the promises of `domain.contract.events` hold for its fields too.
    """

    name: str
    version: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """One version of a jurisdiction's rules.

    It is in force from `effective_from` until the next version's; the first has None and holds for every day before.
    Each family of rules answers questions of its own; `cite` tells the sentence behind an answer.
    """

    ref: PolicyRef
    title: Title
    timezone: str
    effective_from: date | None
    term: TermRule
    renewal: RenewalRules
    termination: TerminationRules
    signing: SigningRules
    consent: ConsentRules
    absence: AbsenceRules
    populations: PopulationRules
    packages: Mapping[Package, Title] = field(hash=False)
    changes: ChangeRules
    confirmation: ConfirmationRules
    due_services: tuple[DueService, ...]
    late_entry: LateEntryRules
    retention: RetentionRules
    capacity: CapacityRules
    composition: CompositionRules
    documents: DocumentRules
    fees: FeeRules
    reporting: ReportingRules
    citations: Mapping[RuleName, Citation] = field(hash=False)

    def cite(self, rule: RuleName) -> Citation:
        """The sentence behind a rule, or why we chose it; KeyError where this kind of policy has no such rule."""
        return self.citations[rule]

    def civil_date(self, at: datetime) -> date:
        """The date here at the instant `at`."""
        return civil_date(at, ZoneInfo(self.timezone))

    def term_for(self, start_on: date) -> Term:
        """The first term of a contract that starts on `start_on`."""
        return self.term.first(start_on)

    def next_term(self, previous: Term, anchor_on: date) -> Term:
        """The term after `previous`; `anchor_on` as `anchor_after` gives it, ValueError for that of another rule."""
        return self.term.following(previous, anchor_on)

    def anchor_after(self, previous: Term, governed_by: "Policy") -> date:
        """The anchor of the term after `previous`, which another version may have governed.

        It stays as it was, or is the new term's first day where the term rule changed.
        """
        return previous.anchor_on if governed_by.term == self.term else day_after(previous.end_on)

    def terms(self, start_on: date, n: int) -> tuple[Term, ...]:
        """The first `n` terms from `start_on`, if nothing but renewal happens and the rules stay as they are."""
        found = [self.term_for(start_on)]
        while len(found) < n:
            found.append(self.next_term(found[-1], start_on))
        return tuple(found)

    @property
    def renews_silently(self) -> bool:
        """Whether a contract renews although nobody says anything."""
        return self.renewal.silent

    @property
    def unit(self) -> Unit:
        """Who one contract is for: a household or a person."""
        return self.signing.unit

    @property
    def key_categories(self) -> frozenset[Category]:
        """The categories that this policy calls key."""
        return frozenset(self.populations.key)

    @property
    def elderly_from_age(self) -> int:
        """The age in years from whose birthday a person counts as elderly."""
        return self.populations.elderly_from_age

    def is_key(self, category: Category) -> bool:
        """Whether people of this category are a key population here."""
        return category in self.populations.key

    def categories_on(self, written: frozenset[Category], birth_on: date, day: date) -> frozenset[Category]:
        """What a person is on `day`: as written, but for the categories by age, which the birth date alone decides."""
        return self.populations.categories_on(written, birth_on, day)

    def eligible(self, categories_of_members: Iterable[frozenset[Category]]) -> bool:
        """Whether a household with these members may be signed."""
        return self.signing.may_sign.includes(key_member=self.populations.has_key_member(categories_of_members))

    def requires_whole_household(self, categories_of_members: Iterable[frozenset[Category]]) -> bool:
        """Whether a household with these members signs with all of them or not at all (整户签约)."""
        return self.signing.whole_household.includes(key_member=self.populations.has_key_member(categories_of_members))

    def services_due_to(self, categories: frozenset[Category]) -> tuple[DueService, ...]:
        """What a person with these categories is owed in a contract year, as far as the document says."""
        return tuple(each for each in self.due_services if each.is_owed_to(categories))

    def package_called(self, text: str) -> Package | None:
        """The package offered here that `text` names by code or title, else None."""
        package = package_called(text)
        return package if package in self.packages else None
