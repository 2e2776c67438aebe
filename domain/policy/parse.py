"""A jurisdiction's TOML becomes policies, one a version; anything unknown, missing or mistyped is refused."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.policy import families_of_contracts as contracts
from domain.policy import families_of_work as work
from domain.policy.defaults import DEFAULTS
from domain.policy.digest import Values, digest_of
from domain.policy.errors import PolicyFileError, PolicyProblem
from domain.policy.lines import Lines
from domain.policy.model import Policy, PolicyRef
from domain.policy.packages import Title
from domain.policy.rule_tables import RuleTables
from domain.policy.tables import Report, Table


def parse_policy(text: str) -> tuple[Policy, ...]:
    """The versions of one jurisdiction, earliest first; PolicyFileError tells everything that is wrong, by lines."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyFileError([_not_toml(str(error), text)]) from None
    report = Report()
    policies = _policies(Table(content, report), report)
    if report.problems:
        lines = Lines(text)
        placed = [replace(problem, line=lines.of(problem.entry)) for problem in report.problems]
        raise PolicyFileError(sorted(placed, key=lambda problem: problem.line))
    return policies


def _not_toml(message: str, text: str) -> PolicyProblem:
    said, _, _ = message.partition(" (at ")
    line = re.search(r"\(at line (\d+)", message)
    return PolicyProblem(problem="not_toml", entry="", found=said, line=int(line[1]) if line else text.count("\n") + 1)


def _policies(file: Table, report: Report) -> tuple[Policy, ...]:
    name = file.text("name", r"[a-z][a-z0-9_]*")
    title = _title(file.table("title"))
    versions = [_version(name, title, table) for table in file.tables("version")]
    file.finish()
    ordered = sorted(enumerate(versions, start=1), key=lambda each: each[1].effective_from or date.min)
    _check_order([(f"version[{index}]", policy) for index, policy in ordered], report)
    return tuple(policy for _, policy in ordered)


def _title(table: Table) -> Title:
    title = Title(zh=table.text("zh"), en=table.text("en"))
    table.finish()
    return title


def _check_order(ordered: Sequence[tuple[str, Policy]], report: Report) -> None:
    """Report versions of the same day or number, and a first one that leaves earlier days without any."""
    undated = {problem.entry for problem in report.problems}
    told = [(entry, policy) for entry, policy in ordered if f"{entry}.effective_from" not in undated]
    if len(told) == len(ordered) > 0 and (first := ordered[0][1].effective_from) is not None:
        report.add("first_version_dated", f"{ordered[0][0]}.effective_from", found=first)
    for (_, earlier), (entry, later) in pairwise(told):
        if earlier.effective_from == later.effective_from:
            day = later.effective_from or ""
            report.add("overlapping_versions", f"{entry}.effective_from", found=f"effective_from {day}".rstrip())
    labels = [policy.ref.version for _, policy in ordered]
    for index, (entry, policy) in enumerate(ordered):
        if policy.ref.version and policy.ref.version in labels[:index]:
            report.add("overlapping_versions", f"{entry}.version", found=f"version {policy.ref.version}")


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
        absence=contracts.absence_rules(rules),
        populations=contracts.population_rules(rules),
        packages=contracts.packages(rules),
        changes=contracts.change_rules(rules),
        confirmation=work.confirmation_rules(rules),
        due_services=work.due_services(rules),
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
        return ZoneInfo(name).key if name else name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        table.report("wrong_value", "timezone", found=name, expected='"Area/City"')
        return name


def _default_values(rule: Mapping[str, object]) -> Values:
    """The values of a default, as a table that says the same would give them."""
    return {key: sorted(value) if isinstance(value, list) else value for key, value in rule.items() if key != "reason"}


_DEFAULT_VALUES = MappingProxyType(
    {**{name: _default_values(rule) for name, rule in DEFAULTS.items()}, "due_services": {"owed": []}}
)
