"""What was read in other systems about renewal (C1's nightly UPDATE, C2's copied labels), and does not happen here."""

from datetime import date
from itertools import pairwise

import pytest

from domain.calendar import day_after
from domain.contract.commands import FlagPopulation, NotedCategory, RecordDeath, RecordRelocation
from domain.contract.state import InForce
from domain.contract.terms.commands import ReconfirmRenewal, RenewContract, RequestTermination
from domain.contract.terms.events import ContractExpired, ContractRenewed, ExpiryOutcome, RenewalReconfirmed
from domain.policy.model import Policy
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason
from domain.populations import Category
from tests.support.policies import BOOK
from tests.support.scenario import BABY, ERQI, LI, PUTUO, WANG, ZHANG, Scenario, given, household, person_with

JIANGXIAN = BOOK.version_on("jiangxian", date(2018, 1, 1))
Days = tuple[date, date]


def of_erqi(signed_on: date = date(2017, 2, 28)) -> Scenario:
    """Three years, renewed by silence."""
    return given(household(ZHANG, LI, signed_on=signed_on), policy=ERQI)


def terms_of(scenario: Scenario) -> list[Days]:
    return [(agreed.term.start_on, agreed.term.end_on) for agreed in scenario.contract.terms.agreed]


def renewals(scenario: Scenario) -> list[ContractRenewed]:
    return [fact for fact in scenario.facts if isinstance(fact, ContractRenewed)]


def test_defect_1a_c1_renewal_leaves_a_trace() -> None:
    before, renewed = of_erqi(), of_erqi().settled_on(date(2020, 2, 28))
    assert renewed.facts[: len(before.facts)] == before.facts
    assert terms_of(renewed) == [(date(2017, 2, 28), date(2020, 2, 27)), (date(2020, 2, 28), date(2023, 2, 27))]
    last_day_of_the_first = renewed.contract.on(date(2020, 2, 27))
    assert isinstance(last_day_of_the_first, InForce)
    assert last_day_of_the_first.term.end_on == date(2020, 2, 27)


def test_defect_1b_c1_a_run_that_comes_days_late_moves_no_term_and_leaves_no_day_uncovered() -> None:
    daily, late = of_erqi(), of_erqi()
    for due_on, run_on in (
        (date(2020, 2, 28), date(2020, 3, 2)),
        (date(2023, 2, 28), date(2023, 3, 3)),
        (date(2026, 2, 28), date(2026, 3, 3)),
    ):
        daily, late = daily.settled_on(due_on), late.settled_on(run_on)
    assert late.facts == daily.facts
    assert terms_of(late)[-1] == (date(2026, 2, 28), date(2029, 2, 27))
    for day in (date(2020, 2, 28), date(2020, 2, 29), date(2020, 3, 1)):
        assert late.members_on(day) == {ZHANG, LI}


def test_defect_1c_c1_a_contract_is_not_renewed_on_its_last_day_and_does_not_drift() -> None:
    signed = of_erqi(date(2017, 1, 1))
    assert signed.contract.last_day_on == date(2019, 12, 31)
    assert signed.due_on(date(2019, 12, 31)) == ()
    assert len(signed.due_on(date(2020, 1, 1))) == 1
    assert terms_of(signed.settled_on(date(2026, 1, 1)))[1:] == [
        (date(2020, 1, 1), date(2022, 12, 31)),
        (date(2023, 1, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2028, 12, 31)),
    ]


def test_defect_1d_c1_a_pending_termination_keeps_a_contract_from_being_renewed() -> None:
    asked = RequestTermination(requested_on=date(2020, 2, 20), reason=TerminationReason.RESIDENT_REQUEST)
    assert of_erqi().on(date(2020, 2, 20)).after(asked).due_on(date(2020, 2, 28)) == (
        ContractExpired(term_number=1, last_day_on=date(2020, 2, 27), outcome=ExpiryOutcome.TERMINATION_REQUESTED),
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (
            RecordDeath(resident_id=ZHANG, died_on=date(2019, 8, 20)),
            RecordDeath(resident_id=LI, died_on=date(2020, 2, 27)),
        ),
        (
            RecordDeath(resident_id=ZHANG, died_on=date(2019, 8, 20)),
            RecordRelocation(resident_id=LI, moved_on=date(2020, 2, 28)),
        ),
    ],
)
def test_defect_1d_c1_nobody_is_renewed_when_nobody_is_left(
    first: RecordDeath, last: RecordDeath | RecordRelocation
) -> None:
    gone = of_erqi().after(first, last)
    assert gone.contract.last_day_on == date(2020, 2, 27)
    assert renewals(gone.settled_on(date(2030, 1, 1))) == []
    assert renewals(of_erqi().after(first).settled_on(date(2020, 2, 28)))


@pytest.mark.parametrize(
    ("policy", "signed_on", "agreed_on", "days"),
    [
        (ERQI, date(2017, 2, 28), None, [1095, 1096]),
        (PUTUO, date(2017, 3, 15), date(2017, 12, 20), [292, 365]),
        (PUTUO, date(2017, 7, 1), date(2018, 12, 20), [549, 365]),
        (JIANGXIAN, date(2017, 12, 21), date(2018, 12, 1), [365, 365]),
    ],
)
def test_defect_1e_c1_a_renewed_term_is_as_long_as_the_policy_says_and_not_a_year_for_everybody(
    policy: Policy, signed_on: date, agreed_on: date | None, days: list[int]
) -> None:
    signed = given(household(ZHANG, signed_on=signed_on), policy=policy)
    if agreed_on is None:
        renewed = signed.settled_on(date(2020, 2, 28))
    else:
        renewed = signed.on(agreed_on).after(RenewContract(agreed_on=agreed_on, consents=(Side.RESIDENT, Side.TEAM)))
    assert [agreed.term.days for agreed in renewed.contract.terms.agreed] == days


def test_defect_1f_c1_what_has_to_be_put_in_writing_again_is_pending_until_it_is_on_record() -> None:
    renewed = of_erqi().settled_on(date(2020, 3, 2))
    assert renewed.contract.terms.last.reconfirmation_pending
    confirmed = renewed.when(ReconfirmRenewal(confirmed_on=date(2020, 3, 2))).then(
        RenewalReconfirmed(term_number=2, confirmed_on=date(2020, 3, 2))
    )
    assert confirmed.contract.terms.last.reconfirmed_on == date(2020, 3, 2)


@pytest.mark.parametrize(
    ("policy", "last_days"),
    [
        (ERQI, [date(2023, 2, 28), date(2026, 2, 28), date(2029, 2, 28), date(2032, 2, 28)]),
        (JIANGXIAN, [date(2021, 2, 28), date(2022, 2, 28), date(2023, 2, 28), date(2024, 2, 28), date(2025, 2, 28)]),
    ],
)
def test_defect_4_c1_a_contract_from_29_february_loses_no_day(policy: Policy, last_days: list[date]) -> None:
    terms = policy.terms(date(2020, 2, 29), len(last_days))
    assert [term.end_on for term in terms] == last_days
    assert all(day_after(term.end_on) == following.start_on for term, following in pairwise(terms))


def test_defect_7_c2_a_renewal_takes_no_label_along_that_has_ended() -> None:
    born = {ZHANG: date(1960, 5, 1), WANG: date(1992, 5, 1), BABY: date(2013, 2, 20)}
    delivered = NotedCategory(category=Category.MATERNAL, delivered_on=date(2019, 7, 1))
    signed = given(
        household(
            person_with(ZHANG, Category.HYPERTENSION),
            person_with(WANG, relationship="儿媳"),
            person_with(BABY, relationship="孙"),
            signed_on=date(2017, 2, 28),
        ),
        policy=ERQI,
    )
    renewed = signed.after(FlagPopulation(resident_id=WANG, noted=delivered, noted_on=date(2019, 7, 3))).settled_on(
        date(2020, 2, 28)
    )

    def key_on(day: date) -> dict[object, frozenset[Category]]:
        return {
            resident_id: ERQI.categories_on(renewed.contract.members[resident_id].flags_on(day), birth_on, day)
            for resident_id, birth_on in born.items()
        }

    htn, maternal, child = (
        frozenset({each}) for each in (Category.HYPERTENSION, Category.MATERNAL, Category.CHILD_0_6)
    )
    nothing: frozenset[Category] = frozenset()
    assert key_on(date(2019, 8, 12)) == {ZHANG: htn, WANG: maternal, BABY: child}
    assert key_on(date(2020, 2, 28)) == {ZHANG: htn, WANG: nothing, BABY: nothing}
