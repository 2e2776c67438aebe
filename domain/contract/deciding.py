"""Who decides what changes or ends a contract within its term: the institution, or both sides together."""

from domain.contract.terms.refusals import ConsentMissing
from domain.policy.model import Policy
from domain.policy.renewal import Side
from domain.policy.rule_names import RuleName
from domain.policy.termination import DecidedBy


def require_decided(consents: tuple[Side, ...], by: DecidedBy, named: RuleName, policy: Policy) -> None:
    """Refuse what not everybody agreed to whose decision it is by the policy (consent_missing)."""
    missing = by.consents_missing(frozenset(consents))
    if missing:
        raise ConsentMissing(missing=tuple(sorted(missing)), rule=policy.cite(named))
