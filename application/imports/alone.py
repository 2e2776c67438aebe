"""Under a policy that signs persons, each row of a household is a contract of its own (绛县)."""

from dataclasses import replace
from datetime import date

from application.registers.households import RegisterHousehold
from domain.policy.resolve import PolicyBook
from domain.policy.signing import Unit


def contracts_of(
    household: RegisterHousehold, policies: PolicyBook, policy_name: str, today: date
) -> tuple[RegisterHousehold, ...]:
    """What a household signs: one contract; or one for each of its people, all with the household's number."""
    policy = policies.version_on(policy_name, household.signed_on or today)
    if policy.unit is Unit.HOUSEHOLD or not household.persons:
        return (household,)
    return tuple(
        replace(household, row=person.row, head_name=person.name, persons=(replace(person, is_head=True),), alone=True)
        for person in household.persons
    )
