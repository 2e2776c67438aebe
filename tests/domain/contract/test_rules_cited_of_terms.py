"""A refusal about terms names the sentence of the document, where the policy has one."""

from datetime import date

import pytest

from domain.contract.commands import ContractCommand
from domain.contract.terms.commands import (
    DecideTermination,
    ReconfirmRenewal,
    RenewContract,
    RequestTermination,
    VoidRenewal,
)
from domain.personal import Personal
from domain.policy.renewal import Side
from domain.policy.rule_names import RuleName
from domain.policy.termination import TerminationReason
from tests.support.scenario import CONTRACT, ERQI, PUTUO, ZHANG, Scenario, given, household

WISH, OTHER = TerminationReason.RESIDENT_REQUEST, TerminationReason.OTHER
ASKED = RequestTermination(requested_on=date(2017, 12, 19), reason=WISH)
AGREED = RenewContract(agreed_on=date(2017, 12, 20), consents=tuple(Side))
PENDING = RequestTermination(requested_on=date(2018, 1, 3), reason=WISH)


def of_putuo(today: date, *told: ContractCommand) -> Scenario:
    """To 31 December 2017, and whatever was told by then."""
    signed = given(household(ZHANG, signed_on=date(2017, 3, 15)), policy=PUTUO).on(today)
    return signed.after(*told).settled_on(today)


@pytest.mark.parametrize(
    ("told", "today", "command", "code", "rule"),
    [
        (
            (),
            date(2018, 1, 2),
            RenewContract(agreed_on=date(2018, 1, 1), consents=tuple(Side)),
            "consent_after_end",
            "renewal",
        ),
        ((ASKED,), date(2017, 12, 20), AGREED, "termination_pending", "termination"),
        (
            (ASKED,),
            date(2017, 12, 20),
            RequestTermination(requested_on=date(2017, 12, 20), reason=WISH),
            "termination_pending",
            "termination",
        ),
        (
            (RenewContract(agreed_on=date(2017, 12, 30), consents=tuple(Side)), PENDING),
            date(2018, 1, 3),
            VoidRenewal(term_number=2, reason=Personal(CONTRACT, "录错了户")),
            "termination_pending",
            "termination",
        ),
        ((AGREED,), date(2017, 12, 21), ASKED, "renewal_agreed", "renewal"),
        (
            (),
            date(2017, 12, 20),
            RequestTermination(requested_on=date(2017, 12, 20), reason=OTHER),
            "termination_reason_missing",
            "termination_reasons",
        ),
        (
            (),
            date(2017, 12, 20),
            DecideTermination(decided_on=date(2017, 12, 20), takes_effect_on=date(2017, 12, 21)),
            "termination_reason_missing",
            "termination_reasons",
        ),
        (
            (),
            date(2017, 12, 20),
            ReconfirmRenewal(confirmed_on=date(2017, 12, 20)),
            "nothing_to_reconfirm",
            "reconfirmation",
        ),
    ],
)
def test_what_is_refused_is_refused_by_the_policys_rule(
    told: tuple[ContractCommand, ...], today: date, command: ContractCommand, code: str, rule: RuleName
) -> None:
    refusal = of_putuo(today, *told).when(command).refusal
    assert refusal is not None
    assert refusal.code == code
    assert refusal.rule == PUTUO.cite(rule)


def test_what_a_document_states_is_quoted() -> None:
    renewed = given(household(ZHANG, signed_on=date(2017, 2, 28)), policy=ERQI).settled_on(date(2020, 2, 20))
    asking = renewed.after(RequestTermination(requested_on=date(2020, 2, 20), reason=WISH))
    refusal = asking.when(RequestTermination(requested_on=date(2020, 2, 19), reason=WISH)).refusal
    assert refusal is not None
    assert refusal.rule is not None
    assert refusal.rule.clause == "签约有效期内，居民可根据实际情况，向签约基层医疗机构提出解约申请"
