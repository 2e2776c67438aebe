"""The policies that the program ships, their files as written, and variants of them that only tests know."""

from importlib import resources

from domain.policy.model import Policy
from domain.policy.parse import parse_policy
from infrastructure.policies import load_policies

BOOK = load_policies()


def written(name: str) -> str:
    """A shipped jurisdiction's file as text."""
    file = resources.files("domain.policy") / "jurisdictions" / f"{name}.toml"
    return file.read_text(encoding="utf-8")


def replaced(text: str, old: str, new: str) -> str:
    """`text` with its first `old` replaced; fails where there is none, so that no test passes by a typing error."""
    assert old in text, f"not in the file: {old}"
    return text.replace(old, new, 1)


def variant(name: str, old: str, new: str) -> Policy:
    """The only version of a shipped policy, with one place of its file replaced."""
    (policy,) = parse_policy(replaced(written(name), old, new))
    return policy
