"""The account of a contract's fees adds up to the cent, whatever happened."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.contract.commands import FlagPopulation, NotedCategory
from domain.contract.fees.commands import RefundFee, WaiveFee
from domain.contract.fees.parts import FeeParts
from domain.contract.fees.statement import statement_of
from domain.contract.terms.commands import DecideTermination
from domain.policy.termination import TerminationReason
from domain.populations import Category
from tests.domain.contract.fees.charged import FORTY, NOTHING, charged, signed
from tests.support.scenario import LI, WANG, ZHANG

ENDED = DecideTermination(
    decided_on=date(2018, 7, 1), takes_effect_on=date(2018, 7, 1), reason=TerminationReason.MOVED_OUT
)
NOTED = FlagPopulation(resident_id=ZHANG, noted=NotedCategory(category=Category.DISABLED), noted_on=date(2018, 3, 20))


def test_an_account_says_what_was_charged_waived_given_back_and_is_borne_by_whom() -> None:
    waiver = WaiveFee(resident_id=ZHANG, in_year_of=date(2018, 4, 1), waived_on=date(2018, 4, 1))
    back = RefundFee(resident_id=LI, in_year_of=date(2018, 4, 1), refunded_on=date(2018, 7, 3), amount=Decimal(10))
    statement = statement_of(charged().on(date(2018, 7, 3)).after(NOTED, waiver, ENDED, back).contract)
    assert statement.charged == Decimal("360.00")
    assert statement.waived == 3 * FORTY
    assert statement.refunded == FeeParts(fiscal_subsidy=Decimal("5.00"), insurance_fund=Decimal("5.00"))
    assert statement.borne == FeeParts(fiscal_subsidy=Decimal("115.00"), insurance_fund=Decimal("115.00"))
    assert [fee.charged.resident_id for fee in statement.fees] == [ZHANG, LI, WANG]


def test_where_nothing_was_charged_the_account_is_empty() -> None:
    statement = statement_of(signed().contract)
    assert statement.fees == ()
    assert (statement.charged, statement.waived) == (NOTHING, NOTHING)
    assert statement.borne == statement.refunded == FeeParts()


@given(
    refunds=st.lists(st.tuples(st.sampled_from([ZHANG, LI]), st.integers(1, 12000)), max_size=6),
    waived_before=st.integers(0, 7),
)
def test_shares_always_add_up_to_the_amount_to_the_cent(refunds: list[tuple[UUID, int]], waived_before: int) -> None:
    waiver = WaiveFee(resident_id=ZHANG, in_year_of=date(2018, 4, 1), waived_on=date(2018, 7, 2))
    scenario = charged().on(date(2018, 7, 1)).after(NOTED, ENDED).on(date(2018, 7, 31))
    for number, (resident_id, cents) in enumerate(refunds):
        if number == waived_before:
            scenario = scenario.after(waiver)
        back = RefundFee(
            resident_id=resident_id,
            in_year_of=date(2018, 4, 1),
            refunded_on=date(2018, 7, 3 + number),
            amount=Decimal(cents) / 100,
        )
        scenario = scenario.when(back).after
    statement = statement_of(scenario.contract)
    for fee in statement.fees:
        assert fee.charged.parts.total + fee.charged.waived == fee.charged.amount
        assert fee.borne.total + fee.waived + fee.refunded.total == fee.charged.amount
        assert min(fee.borne.by_payer.values()) >= 0
    assert statement.borne.total + statement.waived + statement.refunded.total == statement.charged
