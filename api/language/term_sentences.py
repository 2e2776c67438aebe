"""What happened to the terms of a contract, one plain sentence a fact."""

from typing import assert_never

from api.language.agreeing import agreed_told
from api.language.telling import Telling
from domain.calendar import day_after
from domain.contract.terms.events import (
    ContractExpired,
    ContractRenewed,
    ContractTerminated,
    RenewalReconfirmationVoided,
    RenewalReconfirmed,
    RenewalVoided,
    TermEvent,
    TerminationRequested,
    TerminationRequestWithdrawn,
    TerminationVoided,
)
from domain.personal import Personal


def term_sentence(event: TermEvent, tell: Telling) -> str:  # noqa: PLR0911 - one branch an event
    """The sentence about a fact of the terms."""
    match event:
        case ContractRenewed():
            return _renewed(event, tell)
        case RenewalReconfirmed():
            return _reconfirmed(event, tell)
        case RenewalReconfirmationVoided():
            return _reconfirmation_voided(event, tell)
        case RenewalVoided():
            return _renewal_voided(event, tell)
        case ContractExpired():
            return _expired(event, tell)
        case TerminationRequested():
            return _requested(event, tell)
        case TerminationRequestWithdrawn():
            return _request_withdrawn(event, tell)
        case ContractTerminated():
            return _terminated(event, tell)
        case TerminationVoided():
            return _termination_voided(event, tell)
        case _:
            assert_never(event)


def _renewed(event: ContractRenewed, tell: Telling) -> str:
    start_on, end_on, basis = tell.day(event.term.start_on), tell.day(event.term.end_on), tell.word(event.basis)
    agreed = "" if event.agreed_on is None else tell.choose(f"（{tell.day(event.agreed_on)}）", "")
    on = "" if event.agreed_on is None else f" on {tell.day(event.agreed_on)}"
    confirm = "" if event.reconfirm_by is None else _to_confirm(tell.day(event.reconfirm_by), tell)
    instead = tell.choose("原记的到期不再作数。", " The expiry on record no longer counts.")
    rest = f"{confirm}{instead if event.supersedes_expiry else ''}"
    rest += _late(event.late_reason, tell)
    return tell.choose(
        f"{basis}{agreed}：第{event.term.number}期，{start_on}至{end_on}。{rest}",
        f"Renewed {basis}{on}: term {event.term.number}, from {start_on} to {end_on}.{rest}",
    )


def _to_confirm(by: str, tell: Telling) -> str:
    return tell.choose(f"双方还需在{by}以前再次确定。", f" Both sides are to confirm it by {by}.")


def _reconfirmed(event: RenewalReconfirmed, tell: Telling) -> str:
    day = tell.day(event.confirmed_on)
    return tell.choose(
        f"{day}双方再次确定了第{event.term_number}期的责任、权利和义务。{_late(event.late_reason, tell)}",
        f"On {day} both sides confirmed again what is whose to do in term {event.term_number}."
        f"{_late(event.late_reason, tell)}",
    )


def _reconfirmation_voided(event: RenewalReconfirmationVoided, tell: Telling) -> str:
    day, why = tell.day(event.confirmed_on), tell.text(event.reason)
    return tell.choose(
        f"撤销{day}对第{event.term_number}期的再次确定，理由：{why}；该期仍待双方再次确定。",
        f"The confirmation of term {event.term_number} of {day} is void: {why}. Both sides are to confirm it again.",
    )


def _renewal_voided(event: RenewalVoided, tell: Telling) -> str:
    last_day_on = tell.day(event.last_day_on)
    if event.requested_on is None:
        why = tell.text(event.reason)
        return tell.choose(
            f"撤销第{event.term_number}期起的续约，理由：{why}；最后一天为{last_day_on}，如同从未续约。",
            f"The renewal from term {event.term_number} on is void, as if it had never been agreed: {why}; the last "
            f"day is {last_day_on}.",
        )
    requested_on = tell.day(event.requested_on)
    return tell.choose(
        f"{requested_on}已提出解约，第{event.term_number}期起的自动续约作废，最后一天仍为{last_day_on}。",
        f"The contract had been asked to end on {requested_on}: from term {event.term_number} on it was not renewed; "
        f"its last day is {last_day_on}.",
    )


def _expired(event: ContractExpired, tell: Telling) -> str:
    last_day_on, outcome = tell.day(event.last_day_on), tell.word(event.outcome)
    return tell.choose(
        f"第{event.term_number}期期满，合同到期，最后一天为{last_day_on}（{outcome}）。",
        f"The contract expired with term {event.term_number}, last day {last_day_on}: {outcome}.",
    )


def _requested(event: TerminationRequested, tell: Telling) -> str:
    day, reason = tell.day(event.requested_on), tell.word(event.reason)
    return tell.choose(
        f"{day}提出解约，原因：{reason}。{_note(event.note, tell)}{_late(event.late_reason, tell)}",
        f"On {day} it was asked to end the contract: {reason}.{_note(event.note, tell)}"
        f"{_late(event.late_reason, tell)}",
    )


def _request_withdrawn(event: TerminationRequestWithdrawn, tell: Telling) -> str:
    requested_on, withdrawn_on = tell.day(event.requested_on), tell.day(event.withdrawn_on)
    return tell.choose(
        f"{withdrawn_on}撤回{requested_on}提出的解约申请。{_late(event.late_reason, tell)}",
        f"On {withdrawn_on} the request of {requested_on} to end the contract was withdrawn."
        f"{_late(event.late_reason, tell)}",
    )


def _terminated(event: ContractTerminated, tell: Telling) -> str:
    decided_on, last_day_on, reason = tell.day(event.decided_on), tell.day(event.last_day_on), tell.word(event.reason)
    asked = "" if event.requested_on is None else tell.day(event.requested_on)
    until = tell.choose(f"最后一天为{last_day_on}", f"last day {last_day_on}")
    if event.never_in_force:
        first_day = tell.day(day_after(event.last_day_on))
        until = tell.choose(f"合同原定{first_day}生效，从未生效", f"it was to begin on {first_day} and never did")
    rest, agreed = _note(event.note, tell) + _late(event.late_reason, tell), agreed_told(event.consents, tell)
    return tell.choose(
        f"{decided_on}决定解约{f'（{asked}提出申请）' if asked else ''}，原因：{reason}{agreed}，{until}。{rest}",
        f"On {decided_on} it was decided to end the contract{f', as asked for on {asked}' if asked else ''}: {reason}"
        f"{agreed}; {until}.{rest}",
    )


def _termination_voided(event: TerminationVoided, tell: Telling) -> str:
    last_day_on, why = tell.day(event.last_day_on), tell.text(event.reason)
    return tell.choose(
        f"撤销解约（原记最后一天为{last_day_on}），理由：{why}。合同如同从未解约。",
        f"The early end (last day {last_day_on}) is void, as if it had never been decided: {why}.",
    )


def _late(reason: Personal | None, tell: Telling) -> str:
    if reason is None:
        return ""
    return tell.choose(f"系补录，原因：{tell.text(reason)}。", f" Entered late: {tell.text(reason)}.")


def _note(note: Personal | None, tell: Telling) -> str:
    return "" if note is None else tell.choose(f"备注：{tell.text(note)}。", f" Note: {tell.text(note)}.")
