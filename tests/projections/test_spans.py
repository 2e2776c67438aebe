"""A folded contract as spans of days."""

from dataclasses import replace
from datetime import date
from functools import reduce

from domain.contract.absences.events import AbsenceEnded, AbsenceNoted
from domain.contract.events import (
    ContractEnteredInError,
    ContractEvent,
    ContractLapsed,
    ContractSigningCorrected,
    LapseReason,
    MemberDied,
    MemberRelocated,
    MemberReturned,
    PopulationUnflagged,
)
from domain.contract.state import Contract, evolve
from domain.contract.terms.events import ContractTerminated
from domain.personal import Personal
from domain.policy.termination import TerminationReason
from domain.populations import Category
from projections.columns import OPEN_DAY
from projections.spans import AbsenceSpan, ContractSpan, DueDay, FlagSpan, MemberSpan, spans_of
from tests.projections.facts import an_id, flagged, signed

ZHANG, LI = an_id(1), an_id(2)


def contract_of(first: ContractEvent, *rest: ContractEvent) -> Contract:
    return reduce(evolve, rest, evolve(None, first))


def days_of_contract(contract: Contract) -> list[tuple[date, date, str]]:
    found = [span for span in spans_of(contract) if isinstance(span, ContractSpan)]
    return sorted((span.from_on, span.to_on, span.doctor) for span in found)


def days_of_members(contract: Contract) -> list[tuple[int, date, date]]:
    found = [span for span in spans_of(contract) if isinstance(span, MemberSpan)]
    return sorted((span.member_number, span.from_on, span.to_on) for span in found)


def test_a_signed_contract_is_one_span_of_its_term_and_open_spans_of_its_members() -> None:
    contract = contract_of(signed(ZHANG, LI))
    assert days_of_contract(contract) == [(date(2018, 3, 15), date(2019, 3, 14), "王医生")]
    assert days_of_members(contract) == [(1, date(2018, 3, 15), OPEN_DAY), (2, date(2018, 3, 15), OPEN_DAY)]


def test_a_doctor_corrected_from_a_later_day_splits_the_span_there() -> None:
    corrected = ContractSigningCorrected(corrected_from=date(2018, 6, 1), doctor="赵医生")
    assert days_of_contract(contract_of(signed(ZHANG), corrected)) == [
        (date(2018, 3, 15), date(2018, 5, 31), "王医生"),
        (date(2018, 6, 1), date(2019, 3, 14), "赵医生"),
    ]


def test_the_day_of_death_is_the_last_day_of_the_member() -> None:
    contract = contract_of(signed(ZHANG, LI), MemberDied(resident_id=ZHANG, last_day_on=date(2018, 5, 10)))
    assert days_of_members(contract)[0] == (1, date(2018, 3, 15), date(2018, 5, 10))


def test_who_moved_away_and_returned_has_two_spans_with_the_gap_between() -> None:
    contract = contract_of(
        signed(ZHANG, LI),
        MemberRelocated(resident_id=LI, last_day_on=date(2018, 4, 30)),
        MemberReturned(resident_id=LI, returned_on=date(2018, 9, 1)),
    )
    assert days_of_members(contract)[1:] == [
        (2, date(2018, 3, 15), date(2018, 4, 30)),
        (2, date(2018, 9, 1), OPEN_DAY),
    ]


def test_a_lapse_cuts_the_contract_at_its_last_day() -> None:
    lapsed = ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2018, 8, 20))
    assert days_of_contract(contract_of(signed(ZHANG), lapsed)) == [(date(2018, 3, 15), date(2018, 8, 20), "王医生")]


def test_a_lapse_before_the_first_day_leaves_no_day() -> None:
    lapsed = ContractLapsed(reason=LapseReason.DECEASED, last_day_on=date(2018, 3, 1))
    assert days_of_contract(contract_of(signed(ZHANG), lapsed)) == []


def test_a_category_ended_has_a_last_day() -> None:
    contract = contract_of(
        signed(flagged(ZHANG, Category.TUBERCULOSIS)),
        PopulationUnflagged(resident_id=ZHANG, category=Category.TUBERCULOSIS, ended_on=date(2018, 10, 1)),
    )
    assert [span for span in spans_of(contract) if isinstance(span, FlagSpan)] == [
        FlagSpan(
            resident_id=ZHANG,
            category=Category.TUBERCULOSIS,
            from_on=date(2018, 3, 15),
            to_on=date(2018, 9, 30),
        )
    ]


def test_who_is_away_has_a_span_of_it_and_is_covered_all_the_same() -> None:
    away = (signed(ZHANG, LI), AbsenceNoted(resident_id=LI, since_on=date(2018, 4, 1)))
    noted = AbsenceSpan(resident_id=LI, since_on=date(2018, 4, 1), from_on=date(2018, 4, 1), to_on=OPEN_DAY)
    assert spans_of(contract_of(*away)) == spans_of(contract_of(away[0])) | {noted}
    back = contract_of(*away, AbsenceEnded(resident_id=LI, back_on=date(2018, 9, 1)))
    assert spans_of(back) == spans_of(contract_of(away[0])) | {replace(noted, to_on=date(2018, 8, 31))}


def test_a_contract_entered_in_error_has_no_span_at_all() -> None:
    error = ContractEnteredInError(
        void_from=date(2018, 3, 15), declared_on=date(2019, 6, 3), reason=Personal(an_id(7), "录错人")
    )
    assert spans_of(contract_of(signed(ZHANG, LI), error)) == frozenset()


def test_a_contract_that_ended_before_its_first_day_has_no_day_and_falls_due_on_none() -> None:
    never = ContractTerminated(
        last_day_on=date(2018, 3, 14),
        decided_on=date(2018, 3, 1),
        reason=TerminationReason.MOVED_OUT,
        never_in_force=True,
    )
    contract = contract_of(signed(ZHANG), never)
    assert days_of_contract(contract) == []
    assert not any(isinstance(span, DueDay) for span in spans_of(contract))


def test_an_end_decided_for_a_term_to_come_leaves_the_contract_to_fall_due_before() -> None:
    signed_silently = replace(signed(ZHANG), renews_silently=True)
    ahead = ContractTerminated(
        last_day_on=date(2019, 4, 9), decided_on=date(2019, 3, 1), reason=TerminationReason.LOST_TO_FOLLOW_UP
    )
    contract = contract_of(signed_silently, ahead)
    assert days_of_contract(contract) == [(date(2018, 3, 15), date(2019, 3, 14), "王医生")]
    assert DueDay(from_on=date(2019, 3, 15), by_silence=True) in spans_of(contract)
