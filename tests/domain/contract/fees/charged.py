"""A household of three in 普陀 that is charged: one ordinary, one disabled, one on the minimum living allowance."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.contract.fees.commands import ChargeFees
from domain.contract.fees.events import FeeCharged
from domain.contract.fees.parts import FeeParts
from domain.contract.fees.years import FeeYear
from domain.policy.model import Policy
from domain.populations import Category
from tests.support.policies import variant
from tests.support.scenario import LI, PUTUO, WANG, ZHANG, Scenario, given, household, person_with

FORTY, NOTHING = Decimal("40.00"), Decimal("0.00")
SIGNED_ON = date(2018, 3, 15)
YEAR = FeeYear(start_on=SIGNED_ON, end_on=date(2018, 12, 31))
CHARGE = ChargeFees(charged_on=date(2018, 3, 20))

NOTHING_BACK = variant(
    "putuo",
    "[version.fund_split]",
    '[version.fee_refund]\nkind = "none"\nstated = false\nreason = "已付不退 Nothing back."\n'
    'source = "000_8e15918b276c8fae.txt, article 3"\n\n[version.fund_split]',
)
"""The rule that another system has in a text of its screens."""


def signed(policy: Policy = PUTUO) -> Scenario:
    """In force from 15 March to 31 December 2018, and that year's end is the end of the fee year."""
    people = (person_with(ZHANG), person_with(LI, Category.DISABLED), person_with(WANG, Category.MINIMUM_LIVING))
    return given(household(*people, signed_on=SIGNED_ON), policy=policy)


def charged(policy: Policy = PUTUO) -> Scenario:
    return signed(policy).after(CHARGE)


def charge_of(
    resident_id: UUID,
    *waived_for: Category,
    charged_on: date = CHARGE.charged_on,
    year: FeeYear = YEAR,
    term_number: int = 1,
    policy: Policy = PUTUO,
) -> FeeCharged:
    """What a person is charged."""
    self_share, waived = (NOTHING, FORTY) if waived_for else (FORTY, NOTHING)
    return FeeCharged(
        charged_on=charged_on,
        resident_id=resident_id,
        term_number=term_number,
        year=year,
        amount=Decimal("120.00"),
        parts=FeeParts(fiscal_subsidy=FORTY, insurance_fund=FORTY, self_share=self_share),
        waived=waived,
        waived_for=waived_for,
        policy=policy.ref,
    )
