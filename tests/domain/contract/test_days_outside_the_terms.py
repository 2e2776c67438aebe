"""Rules about days that no recorded term has: before an agreement begins, and beyond the last term of a silent one."""

from dataclasses import replace
from datetime import date

import pytest

from domain.contract.care.commands import ChangeDoctor, ChangePackage, ChangeTeam
from domain.contract.care.events import DoctorChanged
from domain.contract.claims import Held
from domain.contract.commands import RecordDeath, WithdrawMark
from domain.contract.events import ContractLapsed, LapseReason, Mark, MemberDied
from domain.contract.keeping.ending import EndedBy, ending_of
from domain.contract.state import InForce, NotYet, Over
from domain.contract.terms.commands import (
    DecideTermination,
    RequestTermination,
    VoidTermination,
    WithdrawTerminationRequest,
)
from domain.contract.terms.events import (
    ContractExpired,
    ContractRenewed,
    ContractTerminated,
    ExpiryOutcome,
    TerminationRequested,
    TerminationRequestWithdrawn,
)
from domain.personal import Personal
from domain.policy.packages import Package
from domain.policy.termination import TerminationReason
from tests.domain.contract.services.visits import visit
from tests.support.scenario import (
    CONTRACT,
    DOCTOR,
    ERQI,
    HANBIN,
    LI,
    OTHER_CONTRACT,
    OTHER_DOCTOR,
    OTHER_TEAM,
    PUTUO,
    ZHANG,
    Scenario,
    given,
    household,
    team_of,
)

WISH, LOST = TerminationReason.RESIDENT_REQUEST, TerminationReason.LOST_TO_FOLLOW_UP
END_ON, BEYOND = date(2020, 2, 27), date(2020, 3, 20)
TOLD_ON = date(2020, 2, 20)
BY_MISTAKE = Personal(CONTRACT, "录错了户")
CHANGED = DoctorChanged(doctor=OTHER_DOCTOR, changed_on=date(2020, 3, 1), reason=None)


def of_erqi(today: date = TOLD_ON) -> Scenario:
    """To 27 February 2020, and renewed by silence then."""
    return given(household(ZHANG, LI, signed_on=date(2017, 2, 28)), policy=ERQI).settled_on(today)


def of_putuo() -> Scenario:
    """To 31 December 2017, and renewed by consent alone."""
    return given(household(ZHANG, LI, signed_on=date(2017, 3, 15)), policy=PUTUO).on(date(2017, 12, 20))


def for_july(*, today: date) -> Scenario:
    """Signed on 1 March 2018, to begin on 1 July."""
    signed = household(ZHANG, LI, signed_on=date(2018, 3, 1), start_on=date(2018, 7, 1))
    return given(signed, policy=ERQI).on(today)


def decide(
    decided_on: date, takes_effect_on: date, reason: TerminationReason | None = LOST, late: Personal | None = None
) -> DecideTermination:
    return DecideTermination(decided_on=decided_on, takes_effect_on=takes_effect_on, reason=reason, late_reason=late)


def test_a_change_for_a_day_of_the_term_that_silence_is_to_begin_counts_from_that_day() -> None:
    told = of_erqi().when(ChangeDoctor(doctor=OTHER_DOCTOR, changed_on=date(2020, 3, 1)))
    renewed = told.then(CHANGED).settled_on(BEYOND)
    doctors = [renewed.contract.on(day) for day in (END_ON, date(2020, 2, 29), date(2020, 3, 1))]
    assert [each.doctor for each in doctors if isinstance(each, InForce)] == [DOCTOR, DOCTOR, OTHER_DOCTOR]
    renewed.when(ChangeDoctor(doctor=OTHER_DOCTOR, changed_on=date(2020, 3, 1))).then_nothing()


@pytest.mark.parametrize(
    "change",
    [
        ChangeDoctor(doctor=OTHER_DOCTOR, changed_on=date(2020, 3, 1)),
        ChangeTeam(team_id=OTHER_TEAM, doctor=DOCTOR, changed_on=date(2020, 3, 1)),
        ChangePackage(package=Package.PAID, changed_on=date(2023, 3, 1)),
    ],
    ids=lambda each: type(each).__name__,
)
def test_no_term_follows_where_the_end_was_asked_for_or_the_team_is_closed(
    change: ChangeDoctor | ChangeTeam | ChangePackage,
) -> None:
    assert of_erqi().when(change).facts
    asking = of_erqi().after(RequestTermination(requested_on=TOLD_ON, reason=WISH))
    asking.when(change).then_refused("not_in_force", day=change.changed_on, last_day_on=END_ON)
    closed = replace(of_erqi(), team=replace(team_of(DOCTOR, OTHER_DOCTOR), last_day_on=END_ON))
    closed.when(change).then_refused("not_in_force", last_day_on=END_ON)


def test_where_silence_renews_nothing_no_day_lies_beyond_the_last_term() -> None:
    change = ChangeDoctor(doctor=OTHER_DOCTOR, changed_on=date(2018, 1, 1))
    of_putuo().when(change).then_refused("not_in_force", last_day_on=date(2017, 12, 31))
    decision = decide(date(2017, 12, 20), date(2018, 1, 10))
    of_putuo().when(decision).then_refused("not_in_force", last_day_on=date(2017, 12, 31))


def test_an_end_in_the_term_that_silence_is_to_begin_is_decided_ahead() -> None:
    ended = (
        of_erqi()
        .when(decide(TOLD_ON, BEYOND))
        .then(ContractTerminated(last_day_on=date(2020, 3, 19), decided_on=TOLD_ON, reason=LOST))
    )
    assert ended.claims_of(ZHANG).held[CONTRACT].stretches == ((date(2017, 2, 28), date(2020, 3, 19)),)
    ending = ending_of(ended.contract)
    assert ending is not None
    assert (ending.by, ending.last_day_on) == (EndedBy.TERMINATION, date(2020, 3, 19))
    renewed = ended.settled_on(date(2024, 1, 1))
    assert [type(fact) for fact in renewed.facts[2:]] == [ContractRenewed]
    assert renewed.contract.on(date(2020, 3, 20)) == Over(last_day_on=date(2020, 3, 19), lapse=None)
    assert isinstance(renewed.contract.on(date(2020, 3, 19)), InForce)
    assert renewed.claims_of(ZHANG).held[CONTRACT] == ended.claims_of(ZHANG).held[CONTRACT]


def test_what_was_decided_ahead_is_what_is_decided_after_the_renewal() -> None:
    ahead = of_erqi().after(decide(TOLD_ON, BEYOND)).settled_on(date(2020, 2, 28))
    after = of_erqi().settled_on(date(2020, 2, 28)).after(decide(TOLD_ON, BEYOND, late=BY_MISTAKE))
    assert ahead.contract == after.contract


def test_an_end_decided_ahead_is_quiet_the_second_time_and_void_if_it_was_a_mistake() -> None:
    ended = of_erqi().after(decide(TOLD_ON, BEYOND))
    ended.when(decide(TOLD_ON, BEYOND)).then_nothing()
    ended.when(decide(TOLD_ON, date(2020, 3, 1))).then_refused("already_terminated", last_day_on=date(2020, 3, 19))
    back = ended.after(VoidTermination(reason=BY_MISTAKE))
    assert back.contract == of_erqi().contract


def test_where_the_end_was_asked_for_no_later_one_is_decided() -> None:
    asking = of_erqi().after(RequestTermination(requested_on=TOLD_ON, reason=WISH))
    asking.when(decide(TOLD_ON, BEYOND, None)).then_refused("not_in_force", last_day_on=END_ON)
    assert asking.when(decide(TOLD_ON, date(2020, 2, 28), None)).facts


def test_an_end_decided_ahead_does_not_outlive_a_team_that_closes_before() -> None:
    ended = of_erqi().after(decide(TOLD_ON, BEYOND))
    closed = replace(ended, team=replace(team_of(), last_day_on=END_ON)).settled_on(BEYOND)
    assert closed.facts[-1] == ContractExpired(term_number=1, last_day_on=END_ON, outcome=ExpiryOutcome.TEAM_CLOSED)
    assert closed.claims_of(ZHANG).held[CONTRACT].stretches == ((date(2017, 2, 28), END_ON),)


def test_nobody_is_served_ahead() -> None:
    of_erqi().when(visit(date(2020, 3, 1), ZHANG)).then_refused("dated_in_future")


def test_an_agreement_for_later_may_be_asked_to_end_and_that_taken_back() -> None:
    asked = RequestTermination(requested_on=date(2018, 4, 1), reason=WISH)
    asking = (
        for_july(today=date(2018, 4, 2))
        .when(asked)
        .then(TerminationRequested(requested_on=date(2018, 4, 1), reason=WISH))
    )
    back = WithdrawTerminationRequest(withdrawn_on=date(2018, 4, 2))
    asking.when(back).then(TerminationRequestWithdrawn(requested_on=date(2018, 4, 1), withdrawn_on=date(2018, 4, 2)))
    before = RequestTermination(requested_on=date(2018, 2, 28), reason=WISH)
    for_july(today=date(2018, 3, 2)).when(before).then_refused("not_in_force", from_on=date(2018, 7, 1))


@pytest.mark.parametrize("takes_effect_on", [date(2018, 4, 5), date(2018, 7, 1)])
def test_an_agreement_for_later_that_is_ended_before_it_begins_never_is_in_force(takes_effect_on: date) -> None:
    never = (
        for_july(today=date(2018, 4, 5))
        .when(decide(date(2018, 4, 5), takes_effect_on))
        .then(
            ContractTerminated(
                last_day_on=date(2018, 6, 30), decided_on=date(2018, 4, 5), reason=LOST, never_in_force=True
            )
        )
    )
    never.when(decide(date(2018, 4, 5), takes_effect_on)).then_nothing()
    assert never.claims_of(ZHANG).held[CONTRACT] == Held()
    assert never.contract.on(date(2018, 7, 1)) == Over(last_day_on=date(2018, 6, 30), lapse=None)
    assert never.due_on(date(2030, 1, 1)) == ()
    back = never.after(VoidTermination(reason=BY_MISTAKE))
    assert isinstance(back.contract.on(date(2018, 7, 1)), InForce)


def test_nothing_is_decided_of_an_agreement_before_it_was_signed_and_nothing_ends_before_it_was_decided() -> None:
    before = decide(date(2018, 2, 28), date(2018, 7, 1))
    for_july(today=date(2018, 3, 2)).when(before).then_refused("not_in_force", day=date(2018, 2, 28))
    backwards = decide(date(2018, 4, 5), date(2018, 4, 4))
    for_july(today=date(2018, 4, 5)).when(backwards).then_refused("effect_before_decision")


def test_who_dies_before_an_agreement_begins_is_not_under_it() -> None:
    died = RecordDeath(resident_id=ZHANG, died_on=date(2018, 3, 20))
    left = (
        for_july(today=date(2018, 4, 1)).when(died).then(MemberDied(resident_id=ZHANG, last_day_on=date(2018, 3, 20)))
    )
    assert left.members_on(date(2018, 7, 1)) == {LI}
    assert left.claims_of(ZHANG).held[CONTRACT] == Held(died_on=date(2018, 3, 20))
    left.when(died).then_nothing()


def test_where_everybody_dies_before_it_begins_it_never_is_in_force_until_somebody_turns_out_to_live() -> None:
    left = for_july(today=date(2018, 5, 1)).after(RecordDeath(resident_id=ZHANG, died_on=date(2018, 3, 20)))
    nobody = left.when(RecordDeath(resident_id=LI, died_on=date(2018, 4, 20))).then(
        MemberDied(resident_id=LI, last_day_on=date(2018, 4, 20)),
        ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2018, 6, 30), never_in_force=True),
    )
    assert nobody.due_on(date(2030, 1, 1)) == ()
    alive = nobody.after(WithdrawMark(resident_id=LI, mark=Mark.DEATH, reason=Personal(LI, "同名")))
    assert alive.contract == left.contract


def test_a_death_before_the_signing_is_none_of_the_agreement() -> None:
    died = RecordDeath(resident_id=ZHANG, died_on=date(2018, 2, 20))
    for_july(today=date(2018, 4, 1)).when(died).then_refused("not_in_force", from_on=date(2018, 7, 1))


def test_who_dies_under_a_contract_is_marked_first_in_the_one_agreed_for_later() -> None:
    """Row 31's next contract: signed while the first one is in force, to begin after it."""
    died = RecordDeath(resident_id=ZHANG, died_on=date(2017, 12, 24))
    first = of_putuo().on(date(2017, 12, 26))
    later = household(ZHANG, signed_on=date(2017, 12, 20), start_on=date(2018, 1, 1))
    agreed = first.another(policy=HANBIN).after(later)
    both = replace(first, beside={OTHER_CONTRACT: agreed.contract})
    both.when(died).then_refused("contract_after_death", contract=OTHER_CONTRACT)
    marked = agreed.after(died)
    assert isinstance(marked.contract.on(date(2017, 12, 25)), NotYet)
    assert replace(first, beside={OTHER_CONTRACT: marked.contract}).when(died).facts == (
        MemberDied(resident_id=ZHANG, last_day_on=date(2017, 12, 24)),
    )
