"""Rules about each member's own consent: given by the person, for a child under 14 by a guardian; free to take back."""

from datetime import date
from uuid import UUID

from domain.calendar import birthday
from domain.citation import Citation
from domain.contract.consents.commands import ConsentCommand, GiveConsent, WithdrawConsent
from domain.contract.consents.events import ConsentBy, ConsentEvent, ConsentGiven, ConsentWithdrawn
from domain.contract.consents.refusals import GuardianNotOfAge, GuardianRequired, NothingConsented
from domain.contract.consents.state import holds
from domain.contract.questions import require_agreed, require_member, require_no_error
from domain.contract.refusals import ResidentDeceased
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings
from domain.refusal import require_not_future

SPEAKS_FOR_ONESELF_FROM_AGE = 14
"""The data of a minor under 14 are sensitive, and a guardian consents (PIPL 28, 31; national-rules.md §3.4)."""

LAW = Citation(
    clause="个人信息处理者处理不满十四周岁未成年人个人信息的，应当取得未成年人的父母或者其他监护人的同意",
    source="个人信息保护法，第三十一条",
)


def decide(command: ConsentCommand, contract: Contract, around: Surroundings) -> tuple[ConsentEvent, ...]:
    """The facts that a command about a consent leads to."""
    if isinstance(command, GiveConsent):
        return give(command, contract, around)
    return withdraw(command, contract, around)


def give(command: GiveConsent, contract: Contract, around: Surroundings) -> tuple[ConsentGiven, ...]:
    """Write down a consent of a member. Quiet where it holds on that day.

    Refused: dated_in_future, not_in_force, not_a_member, guardian_required, guardian_not_of_age, resident_deceased (the
    guardian).
    """
    require_not_future(command.given_on, around.today)
    covered_on = require_agreed(contract, command.given_on)
    require_member(contract, command.resident_id, covered_on)
    _require_speaker(command, contract, around, command.given_on)
    if holds(contract.consents, command.resident_id, command.purpose, command.given_on):
        return ()
    return (
        ConsentGiven(
            resident_id=command.resident_id,
            purpose=command.purpose,
            spoken_by=command.spoken_by,
            form=command.form,
            given_on=command.given_on,
            guardian_id=command.guardian_id,
            note=command.note,
        ),
    )


def withdraw(command: WithdrawConsent, contract: Contract, around: Surroundings) -> tuple[ConsentWithdrawn, ...]:
    """Write down that a consent was taken back, also when the contract is over. Quiet where it was by that day.

    Refused: dated_in_future, not_in_force (entered in error), nothing_consented, guardian_required,
    guardian_not_of_age, resident_deceased (the guardian).
    """
    require_not_future(command.withdrawn_on, around.today)
    require_no_error(contract)
    held = holds(contract.consents, command.resident_id, command.purpose, command.withdrawn_on)
    if held is None:
        raise NothingConsented(resident=command.resident_id, purpose=command.purpose, day=command.withdrawn_on)
    _require_speaker(command, contract, around, command.withdrawn_on)
    if not held:
        return ()
    return (
        ConsentWithdrawn(
            resident_id=command.resident_id,
            purpose=command.purpose,
            spoken_by=command.spoken_by,
            withdrawn_on=command.withdrawn_on,
            guardian_id=command.guardian_id,
            note=command.note,
        ),
    )


def _require_speaker(command: ConsentCommand, contract: Contract, around: Surroundings, day: date) -> None:
    """Refuse a child who speaks alone, and a guardian who is the person, was dead, or was not of age on that day."""
    child = _is_under(SPEAKS_FOR_ONESELF_FROM_AGE, command.resident_id, around, day)
    if (child and command.spoken_by is ConsentBy.PERSON) or command.guardian_id == command.resident_id:
        raise GuardianRequired(resident=command.resident_id, day=day, rule=LAW)
    if command.guardian_id is None:
        return
    died_on, policy = around.claims[command.guardian_id].died_on, around.policy_of(contract, day)
    if died_on is not None and died_on < day:
        raise ResidentDeceased(resident=command.guardian_id, died_on=died_on)
    if _is_under(policy.consent.adult_from_age, command.guardian_id, around, day):
        raise GuardianNotOfAge(
            guardian=command.guardian_id, day=day, age=policy.consent.adult_from_age, rule=policy.cite("member_consent")
        )


def _is_under(age: int, resident_id: UUID, around: Surroundings, day: date) -> bool:
    """Whether somebody is known to be younger on that day."""
    birth_on = around.born.get(resident_id)
    return birth_on is not None and day < birthday(birth_on, age)
