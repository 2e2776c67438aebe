"""How the income of the service is used, by the policy of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.citation import Citation
from domain.policy.errors import NoFundSplit
from domain.policy.fees import FundUse
from domain.policy.resolve import PolicyBook


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitIncome:
    """The parts of an income in yuan, which add up to it, and the rule that says so."""

    policy: str
    version: str
    income: Decimal
    parts: Mapping[FundUse, Decimal]
    rule: Citation


def split_income(policy_book: PolicyBook, name: str, income: Decimal, on: date) -> SplitIncome:
    """The split of an income by the version of that day. Refused: unknown_policy, no_fund_split."""
    policy = policy_book.version_on(name, on)
    parts, rule = policy.fees.split(income), policy.cite("fund_split")
    if parts is None:
        raise NoFundSplit(policy=name, rule=rule)
    return SplitIncome(policy=name, version=policy.ref.version, income=income, parts=parts, rule=rule)
