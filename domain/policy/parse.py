"""A jurisdiction's TOML becomes policies, one a version; anything unknown, missing or mistyped is refused."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.citation import Citation
from domain.policy.defaults import DEFAULTS
from domain.policy.digest import Values, digest_of
from domain.policy.errors import PolicyFileError
from domain.policy.model import (
    HalfYearTerms,
    HouseholdScope,
    Policy,
    PolicyRef,
    PopulationRules,
    RuleName,
    SigningRules,
    TermEndRule,
    Unit,
    YearTerms,
)
from domain.policy.packages import PACKAGE_TITLES, Package, Title
from domain.policy.tables import Choice, Table
from domain.policy.terms import LONGEST_TERM_YEARS, TermRule
from domain.populations import Category

LONGEST_RETENTION_YEARS = 100
OLDEST_THRESHOLD = 120
LONGEST_DELAY_DAYS = 365


class TermKind(StrEnum):
    """The kinds of terms that a file can ask for."""

    YEARS = "years"
    HALF_YEAR = "half_year"


def parse_policy(text: str) -> tuple[Policy, ...]:
    """The versions of one jurisdiction, earliest first; PolicyFileError says where, what, and what to do."""
    try:
        file = Table(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PolicyFileError("not_toml", where="TOML", found=str(error)) from None
    name = file.text("name", r"[a-z][a-z0-9_]*")
    title = _title(file.table("title"))
    versions = [_Version(name, title, table).policy() for table in file.tables("version")]
    file.finish()
    return _in_order(versions)


def _title(table: Table) -> Title:
    title = Title(zh=table.text("zh"), en=table.text("en"))
    table.finish()
    return title


def _in_order(versions: Iterable[Policy]) -> tuple[Policy, ...]:
    ordered = tuple(sorted(versions, key=lambda version: version.effective_from or date.min))
    if (first := ordered[0].effective_from) is not None:
        raise PolicyFileError("first_version_dated", where=f"version {ordered[0].ref.version}", found=str(first))
    for earlier, later in pairwise(ordered):
        if earlier.effective_from == later.effective_from:
            found = f"effective_from {later.effective_from}"
            raise PolicyFileError("overlapping_versions", where=f"version {later.ref.version}", found=found)
    seen: set[str] = set()
    for label in (version.ref.version for version in ordered):
        if label in seen:
            raise PolicyFileError("overlapping_versions", where=f"version {label}", found=f"version {label}")
        seen.add(label)
    return ordered


class _Version:
    """One version's table while it is read: each rule's table gives values and leaves its citation here."""

    def __init__(self, name: str, title: Title, table: Table) -> None:
        self._name = name
        self._title = title
        self._table = table
        self._silent = table.text("source") if table.has("source") else None
        self._citations: dict[RuleName, Citation] = {}
        self._values: dict[str, Values] = {}

    def policy(self) -> Policy:
        table = self._table
        label = table.text("version")
        timezone = _timezone(table)
        effective_from = table.day("effective_from") if table.has("effective_from") else None
        policy = Policy(
            ref=PolicyRef(name=self._name, version=label, digest=""),
            title=self._title,
            timezone=timezone,
            effective_from=effective_from,
            term=self._term(),
            renews_silently=self._flag("renewal", "silent"),
            signing=self._signing(),
            populations=self._populations(),
            packages=self._packages(),
            retention_years=self._whole_number("retention", "years", LONGEST_RETENTION_YEARS),
            late_after_days=self._whole_number("late_entry", "after_days", LONGEST_DELAY_DAYS),
            citations=MappingProxyType(self._citations),
        )
        table.finish()
        return replace(policy, ref=replace(policy.ref, digest=self._digest(policy)))

    def _digest(self, policy: Policy) -> str:
        frame = {"name": self._name, "timezone": policy.timezone, "effective_from": str(policy.effective_from or "")}
        return digest_of(frame, self._values, _DEFAULT_VALUES)

    def _rule(self, name: RuleName) -> Table:
        """The table of a rule, or the one that holds where the version has none."""
        if name not in DEFAULTS or self._table.has(name):
            return self._table.table(name)
        if self._silent is None:
            raise PolicyFileError("missing", where=self._table.at(name), expected="table")
        return Table({**DEFAULTS[name], "stated": False, "source": self._silent}, self._table.at(name))

    def _term(self) -> TermRule:
        rule = self._rule("term")
        if rule.choice("kind", TermKind) is TermKind.HALF_YEAR:
            self._cited("term", rule)
            return HalfYearTerms()
        years = rule.whole_number("years", 1, LONGEST_TERM_YEARS)
        self._cited("term", rule)
        return YearTerms(years=years, end_rule=self._choice("term_end", "rule", TermEndRule))

    def _signing(self) -> SigningRules:
        return SigningRules(
            unit=self._choice("unit", "unit", Unit),
            may_sign=self._choice("eligibility", "may_sign", HouseholdScope),
            whole_household=self._choice("whole_household", "required_of", HouseholdScope),
        )

    def _populations(self) -> PopulationRules:
        rule = self._rule("key_populations")
        key = rule.worded("words", Category)
        citation = self._cited("key_populations", rule)
        for category, wording in key.items():
            if citation.stated and wording not in citation.clause:
                raise PolicyFileError("words_not_in_clause", where=f"{rule.at('words')}.{category}", found=wording)
        age = self._whole_number("elderly_age", "from_age", OLDEST_THRESHOLD)
        return PopulationRules(key=MappingProxyType(key), elderly_from_age=age)

    def _packages(self) -> MappingProxyType[Package, Title]:
        rule = self._rule("packages")
        offered = rule.choices("offered", Package)
        self._cited("packages", rule)
        return MappingProxyType({package: PACKAGE_TITLES[package] for package in offered})

    def _flag(self, name: RuleName, key: str) -> bool:
        rule = self._rule(name)
        value = rule.flag(key)
        self._cited(name, rule)
        return value

    def _whole_number(self, name: RuleName, key: str, at_most: int) -> int:
        rule = self._rule(name)
        value = rule.whole_number(key, 1, at_most)
        self._cited(name, rule)
        return value

    def _choice(self, name: RuleName, key: str, choices: type[Choice]) -> Choice:
        rule = self._rule(name)
        value = rule.choice(key, choices)
        self._cited(name, rule)
        return value

    def _cited(self, name: RuleName, rule: Table) -> Citation:
        """Take the citation of a rule, the last that is read of its table; what was read before are its values."""
        self._values[name] = rule.values()
        stated = rule.flag("stated") if rule.has("stated") else True
        clause = rule.text("clause" if stated else "reason")
        citation = Citation(clause=clause, source=rule.text("source"), stated=stated)
        rule.finish()
        self._citations[name] = citation
        return citation


def _timezone(table: Table) -> str:
    name = table.text("timezone")
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PolicyFileError("wrong_value", where=table.at("timezone"), found=name, expected="Area/City") from None


def _default_values(rule: Mapping[str, object]) -> Values:
    """The values of a default, as a table that says the same would give them."""
    return {key: sorted(value) if isinstance(value, list) else value for key, value in rule.items() if key != "reason"}


_DEFAULT_VALUES = MappingProxyType({name: _default_values(rule) for name, rule in DEFAULTS.items()})
