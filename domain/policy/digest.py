"""What tells whether a version was edited: a digest of what its rules decide, and of nothing that explains them.

The digest stands in records, so its formula is a promise. An entry that has its documented default counts as one that
is not there: a kind of rule that is invented later changes no digest of a version that has its default, and a clause
whose words are put right changes none either.
"""

import hashlib
import json
from collections.abc import Mapping

Values = Mapping[str, object]
"""The entries of one rule that decide something: no clause, source, reason or wording; JSON values only."""


def digest_of(frame: Values, rules: Mapping[str, Values], defaults: Mapping[str, Values]) -> str:
    """Hex SHA-256 of a version: `frame` is what stands outside its rules, `defaults` are those of every rule."""
    content = {"frame": frame, "rules": _decided(rules, defaults)}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _decided(rules: Mapping[str, Values], defaults: Mapping[str, Values]) -> dict[str, Values]:
    """Each rule's entries that differ from its defaults; a rule without any is left out."""
    told = {name: _differing(values, defaults.get(name, {})) for name, values in rules.items()}
    return {name: values for name, values in told.items() if values}


def _differing(values: Values, defaults: Values) -> Values:
    return {key: value for key, value in values.items() if key not in defaults or not _same(value, defaults[key])}


def _same(one: object, other: object) -> bool:
    """Equal as JSON: Python takes true for 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
