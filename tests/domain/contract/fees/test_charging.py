"""Charging: once a person and fee year, by the policy's shares and by what the person is on that day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from domain.contract.commands import (
    AddMember,
    EnterInError,
    FlagPopulation,
    NotedCategory,
    RecordDeath,
    UnflagPopulation,
)
from domain.contract.events import JoinReason
from domain.contract.fees.charging import charge
from domain.contract.fees.commands import ChargeFees
from domain.contract.fees.events import FeeCharged
from domain.contract.fees.years import FeeYear
from domain.contract.surroundings import Surroundings
from domain.contract.terms.commands import RenewContract
from domain.contract.terms.events import ContractRenewed
from domain.personal import Personal
from domain.policy.model import Policy
from domain.policy.parse import parse_policy
from domain.policy.renewal import RenewalKind, Side
from domain.policy.resolve import PolicyBook
from domain.policy.terms import Term
from domain.populations import Category
from tests.domain.contract.fees.charged import CHARGE, charge_of, charged, signed
from tests.support.policies import replaced, variant, written
from tests.support.scenario import (
    BABY,
    CONTRACT,
    ERQI,
    HANBIN,
    LI,
    LONG_AFTER,
    PUTUO,
    WANG,
    ZHANG,
    given,
    household,
    person_with,
)

RENEWED = RenewContract(agreed_on=date(2018, 12, 20), consents=(Side.RESIDENT, Side.TEAM))
IN_2019 = FeeYear(start_on=date(2019, 1, 1), end_on=date(2019, 12, 31))


def charge_in_2019(resident_id: UUID, *waived_for: Category) -> FeeCharged:
    return charge_of(resident_id, *waived_for, charged_on=date(2019, 1, 2), year=IN_2019, term_number=2)


def test_row_38_three_bear_forty_each_and_the_own_share_of_some_is_booked_as_waived() -> None:
    signed().when(CHARGE).then(
        charge_of(ZHANG), charge_of(LI, Category.DISABLED), charge_of(WANG, Category.MINIMUM_LIVING)
    )


def test_row_38_who_loses_the_status_in_the_term_pays_nothing_for_it_and_pays_from_the_renewal_on() -> None:
    lost = UnflagPopulation(resident_id=WANG, category=Category.MINIMUM_LIVING, ended_on=date(2018, 7, 1))
    scenario = charged().on(date(2018, 12, 20)).after(lost)
    scenario.when(ChargeFees(charged_on=date(2018, 8, 1))).then_nothing()
    renewed = scenario.after(RENEWED).on(date(2019, 1, 2))
    renewed.when(ChargeFees(charged_on=date(2019, 1, 2))).then(
        charge_in_2019(ZHANG), charge_in_2019(LI, Category.DISABLED), charge_in_2019(WANG)
    )


def test_who_is_charged_is_not_charged_again_in_that_year() -> None:
    charged().when(CHARGE).then_nothing()
    charged().when(ChargeFees(charged_on=date(2018, 12, 31))).then_nothing()


def test_who_is_waived_the_whole_fee_is_not_charged_again_either() -> None:
    shares = 'fiscal_subsidy = "40.00"\ninsurance_fund = "40.00"\nself_share = "40.00"'
    alone = 'fiscal_subsidy = "0.00"\ninsurance_fund = "0.00"\nself_share = "120.00"'
    scenario = signed(variant("putuo", shares, alone)).after(CHARGE)
    assert [fee.borne.total for fee in scenario.contract.fees] == [Decimal(120), Decimal(0), Decimal(0)]
    scenario.when(CHARGE).then_nothing()


def test_who_joins_within_the_year_is_charged_alone() -> None:
    born = AddMember(resident_id=BABY, relationship="女", reason=JoinReason.BIRTH, joined_on=date(2018, 6, 1))
    joined = charged().after(born)
    joined.when(ChargeFees(charged_on=date(2018, 5, 31))).then_nothing()
    late = ChargeFees(charged_on=date(2018, 6, 2))
    joined.when(late).then(charge_of(BABY, charged_on=date(2018, 6, 2)))


def test_who_died_before_is_not_charged() -> None:
    died = signed().after(RecordDeath(resident_id=ZHANG, died_on=date(2018, 3, 19)))
    died.when(CHARGE).then(charge_of(LI, Category.DISABLED), charge_of(WANG, Category.MINIMUM_LIVING))


def test_a_status_by_age_counts_where_the_policy_waives_for_it() -> None:
    policy = variant("putuo", 'nursing_home_resident = "养', 'elderly = "养')
    scenario = replace(signed(policy), born={ZHANG: date(1953, 3, 20), LI: date(1953, 3, 21)})
    facts = scenario.when(CHARGE).facts
    assert facts == (
        charge_of(ZHANG, Category.ELDERLY, policy=policy),
        charge_of(LI, Category.DISABLED, policy=policy),
        charge_of(WANG, Category.MINIMUM_LIVING, policy=policy),
    )


def test_the_day_of_the_charge_decides_what_a_person_is() -> None:
    noted = NotedCategory(category=Category.SEVERE_MENTAL_DISORDER)
    later = FlagPopulation(resident_id=ZHANG, noted=noted, noted_on=date(2018, 3, 21))
    same_day = FlagPopulation(resident_id=ZHANG, noted=noted, noted_on=date(2018, 3, 20))
    assert signed().after(later).when(CHARGE).facts[0] == charge_of(ZHANG)
    assert signed().after(same_day).when(CHARGE).facts[0] == charge_of(ZHANG, Category.SEVERE_MENTAL_DISORDER)


def test_a_charge_names_every_category_that_waives_in_order() -> None:
    noted = (Category.SEVERE_MENTAL_DISORDER, Category.DISABLED, Category.HYPERTENSION)
    scenario = given(household(person_with(ZHANG, *noted), signed_on=date(2018, 3, 15)), policy=PUTUO)
    scenario.when(CHARGE).then(charge_of(ZHANG, Category.DISABLED, Category.SEVERE_MENTAL_DISORDER))


def test_each_year_of_a_term_of_three_years_is_charged() -> None:
    policy = variant("putuo", '[version.term]\nkind = "half_year"', '[version.term]\nkind = "years"\nyears = 3')
    scenario = signed(policy).after(CHARGE)
    scenario.when(ChargeFees(charged_on=date(2019, 3, 14))).then_nothing()
    in_second = scenario.when(ChargeFees(charged_on=date(2019, 3, 15))).facts
    year = FeeYear(start_on=date(2019, 3, 15), end_on=date(2020, 3, 14))
    assert in_second[0] == charge_of(ZHANG, charged_on=date(2019, 3, 15), year=year, policy=policy)
    assert len(in_second) == 3


@pytest.mark.parametrize("policy", [HANBIN, ERQI])
def test_a_policy_without_a_fee_charges_nobody_and_says_that_no_document_states_one(policy: Policy) -> None:
    scenario = given(household(ZHANG, signed_on=date(2018, 3, 15)), policy=policy)
    refused = scenario.when(CHARGE)
    refused.then_refused("no_fee", policy=policy.ref.name)
    assert refused.refusal is not None
    assert refused.refusal.rule is not None
    assert not refused.refusal.rule.stated


def test_nobody_is_charged_outside_the_contract_nor_in_advance() -> None:
    before, after = ChargeFees(charged_on=date(2018, 3, 14)), ChargeFees(charged_on=date(2019, 1, 1))
    signed().when(before).then_refused("not_in_force", day=date(2018, 3, 14))
    signed().when(after).then_refused("not_in_force", day=date(2019, 1, 1))
    signed().on(date(2018, 3, 19)).when(CHARGE).then_refused("dated_in_future", day=date(2018, 3, 20))
    void = signed().after(EnterInError(reason=Personal(CONTRACT, "录错")))
    void.when(CHARGE).then_refused("not_in_force")


def test_a_term_is_charged_by_the_version_that_governs_it_whatever_governs_the_next() -> None:
    dearer = written("putuo")[written("putuo").index("[[version]]") :]
    for old, new in (
        ('version = "1"', 'version = "2"\neffective_from = 2018-12-01'),
        ('amount = "120.00"', 'amount = "130.00"'),
        ('self_share = "40.00"', 'self_share = "50.00"'),
    ):
        dearer = replaced(dearer, old, new)
    policies = PolicyBook(parse_policy(f"{written('putuo')}\n{dearer}"))
    second = policies.version_on("putuo", date(2018, 12, 1))
    next_term = Term(number=2, start_on=date(2019, 1, 1), end_on=date(2019, 12, 31), anchor_on=date(2018, 3, 15))
    renewed = ContractRenewed(
        term=next_term, basis=RenewalKind.MUTUAL_CONSENT, policy=second.ref, renews_silently=False
    )
    contract = signed().after(renewed).contract
    around = Surroundings(contract_id=CONTRACT, today=LONG_AFTER, policies=policies, claims={}, teams={})
    (in_2018, *_) = charge(CHARGE, contract, around)
    (in_2019, *_) = charge(ChargeFees(charged_on=date(2019, 1, 2)), contract, around)
    assert in_2018 == charge_of(ZHANG)
    assert (in_2019.amount, in_2019.parts.self_share) == (Decimal("130.00"), Decimal("50.00"))
    assert in_2019.policy == second.ref
