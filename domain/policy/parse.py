"""A jurisdiction's TOML becomes policies, one a version; anything unknown, missing or mistyped is refused."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.policy import families_of_contracts as contracts
from domain.policy import families_of_work as work
from domain.policy.defaults import DEFAULTS
from domain.policy.digest import Values, digest_of
from domain.policy.errors import PolicyFileError
from domain.policy.model import Policy, PolicyRef
from domain.policy.packages import Title
from domain.policy.rule_tables import RuleTables
from domain.policy.tables import Table


def parse_policy(text: str) -> tuple[Policy, ...]:
    """The versions of one jurisdiction, earliest first; PolicyFileError says where, what, and what to do."""
    try:
        file = Table(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PolicyFileError("not_toml", where="TOML", found=str(error)) from None
    name = file.text("name", r"[a-z][a-z0-9_]*")
    title = _title(file.table("title"))
    versions = [_version(name, title, table) for table in file.tables("version")]
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


def _version(name: str, title: Title, table: Table) -> Policy:
    label = table.text("version")
    timezone = _timezone(table)
    effective_from = table.day("effective_from") if table.has("effective_from") else None
    rules = RuleTables(table)
    policy = Policy(
        ref=PolicyRef(name=name, version=label, digest=""),
        title=title,
        timezone=timezone,
        effective_from=effective_from,
        term=contracts.term_rule(rules),
        renewal=contracts.renewal_rules(rules),
        termination=contracts.termination_rules(rules),
        signing=contracts.signing_rules(rules),
        consent=contracts.consent_rules(rules),
        populations=contracts.population_rules(rules),
        packages=contracts.packages(rules),
        changes=contracts.change_rules(rules),
        confirmation=work.confirmation_rules(rules),
        late_entry=work.late_entry_rules(rules),
        retention=work.retention_rules(rules),
        capacity=work.capacity_rules(rules),
        composition=work.composition_rules(rules),
        documents=work.document_rules(rules),
        fees=work.fee_rules(rules),
        reporting=work.reporting_rules(rules),
        citations=MappingProxyType(rules.citations),
    )
    table.finish()
    return replace(policy, ref=replace(policy.ref, digest=_digest(policy, rules)))


def _digest(policy: Policy, rules: RuleTables) -> str:
    frame = {"name": policy.ref.name, "timezone": policy.timezone, "effective_from": str(policy.effective_from or "")}
    return digest_of(frame, rules.values, _DEFAULT_VALUES)


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
