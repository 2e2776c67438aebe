"""What several rules ask about fees before they decide; each refuses with its own reason."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from domain.contract.fees.refusals import BeforeTheCharge, NotCharged
from domain.contract.fees.state import Fee, newest_fee
from domain.contract.state import Contract, InForce
from domain.policy.model import Policy
from domain.populations import Category
from domain.refusal import require_not_future


def require_fee(contract: Contract, resident_id: UUID, in_year_of: date, day: date, today: date) -> Fee:
    """The charge for the fee year of `in_year_of`, if it was made by `day`, on which something is said about it."""
    require_not_future(day, today)
    fee = newest_fee(contract.fees, resident_id, in_year_of)
    if fee is None or fee.void is not None:
        raise NotCharged(resident=resident_id, day=in_year_of)
    if day < fee.charged.charged_on:
        raise BeforeTheCharge(day=day, charged_on=fee.charged.charged_on)
    return fee


def is_covered(contract: Contract, resident_id: UUID, day: date) -> bool:
    """Whether the contract covers the person on `day`, as far as is known."""
    standing = contract.on(day)
    return isinstance(standing, InForce) and resident_id in standing.members


def categories_of(
    contract: Contract, resident_id: UUID, day: date, policy: Policy, born: Mapping[UUID, date]
) -> frozenset[Category]:
    """What a member is on `day`: as written, and by age where the birth date is known."""
    written, birth_on = contract.members[resident_id].flags_on(day), born.get(resident_id)
    return written if birth_on is None else policy.categories_on(written, birth_on, day)
