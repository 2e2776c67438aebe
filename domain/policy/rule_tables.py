"""One version's rules while they are read: each gives its values, leaves its citation, or has its default."""

from domain.citation import Citation
from domain.policy.defaults import DEFAULTS
from domain.policy.digest import Values
from domain.policy.rule_names import RuleName
from domain.policy.tables import Choice, Table


class RuleTables:
    """The tables of one version, by the names of the rules. What was read is in `citations` and `values`."""

    def __init__(self, version: Table) -> None:
        self._version = version
        self._document = version.text("document") if version.has("document") else None
        self.citations: dict[RuleName, Citation] = {}
        self.values: dict[str, Values] = {}

    def table(self, name: RuleName) -> Table:
        """The table of a rule, or the one that holds where the version has none."""
        if name not in DEFAULTS or self._version.has(name) or self._document is None:
            return self._version.table(name)
        return self._version.instead(name, {**DEFAULTS[name], "stated": False, "source": self._document})

    def several(self, name: str) -> tuple[Table, ...]:
        """An array of tables, each with a citation of its own; none where the version has none."""
        return self._version.tables(name) if self._version.has(name) else ()

    def cited(self, name: RuleName, rule: Table) -> Citation:
        """Take the citation of a rule, the last that is read of its table; what was read before are its values."""
        self.values[name] = rule.values()
        self.citations[name] = citation_of(rule)
        return self.citations[name]

    def flag(self, name: RuleName, key: str) -> bool:
        """The only entry of a rule: true or false."""
        rule = self.table(name)
        value = rule.flag(key)
        self.cited(name, rule)
        return value

    def whole_number(self, name: RuleName, key: str, at_least: int, at_most: int) -> int:
        """The only entry of a rule: an integer within bounds, both inclusive."""
        rule = self.table(name)
        value = rule.whole_number(key, at_least, at_most)
        self.cited(name, rule)
        return value

    def choice(self, name: RuleName, key: str, choices: type[Choice]) -> Choice:
        """The only entry of a rule: one of the values of an enumeration."""
        rule = self.table(name)
        value = rule.choice(key, choices)
        self.cited(name, rule)
        return value

    def choices(self, name: RuleName, key: str, choices: type[Choice], at_least: int = 1) -> tuple[Choice, ...]:
        """The only entry of a rule: different values of an enumeration, in the file's order."""
        rule = self.table(name)
        value = rule.choices(key, choices, at_least)
        self.cited(name, rule)
        return value


def citation_of(rule: Table) -> Citation:
    """The citation of a table, the last that is read of it."""
    stated = rule.flag("stated") if rule.has("stated") else True
    clause = rule.text("clause" if stated else "reason")
    citation = Citation(clause=clause, source=rule.text("source"), stated=stated)
    rule.finish()
    return citation
