"""What is remembered of the terms of a contract, and of how the last one ends."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from domain.contract.terms.events import (
    ContractExpired,
    ContractRenewed,
    ContractTerminated,
    ExpiryOutcome,
    RenewalReconfirmationVoided,
    RenewalReconfirmed,
    RenewalVoided,
    TermEvent,
    TerminationRequested,
    TerminationRequestWithdrawn,
    TerminationVoided,
)
from domain.policy.model import PolicyRef
from domain.policy.renewal import RenewalKind
from domain.policy.termination import TerminationReason
from domain.policy.terms import Term


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreedTerm:
    """One term, the version of the policy that governs it, and how it came about.

    `basis` None: the contract was signed. `agreed_on` is the consent to the renewal, `reconfirmed_on` the
    confirmation of a silent one, asked for by `reconfirm_by` where that is a day.
    """

    term: Term
    policy: PolicyRef
    renews_silently: bool
    basis: RenewalKind | None = None
    agreed_on: date | None = None
    reconfirm_by: date | None = None
    reconfirmed_on: date | None = None

    @property
    def reconfirmation_pending(self) -> bool:
        """Whether both sides have yet to confirm a silent renewal again; the day for it may be over."""
        return self.reconfirm_by is not None and self.reconfirmed_on is None


@dataclass(frozen=True, kw_only=True, slots=True)
class TerminationRequest:
    """Somebody asked to end the contract, and may have taken it back."""

    requested_on: date
    reason: TerminationReason
    withdrawn_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Termination:
    """The contract was ended early; `last_day_on` is the last day covered."""

    last_day_on: date
    decided_on: date
    reason: TerminationReason


@dataclass(frozen=True, kw_only=True, slots=True)
class Expiry:
    """It is on record that no term followed the last one."""

    last_day_on: date
    outcome: ExpiryOutcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """The terms, without holes and overlaps; the newest request to end them, the early end, the recorded expiry."""

    agreed: tuple[AgreedTerm, ...]
    request: TerminationRequest | None = None
    termination: Termination | None = None
    expiry: Expiry | None = None

    @property
    def start_on(self) -> date:
        """The first day of the first term."""
        return self.agreed[0].term.start_on

    @property
    def last(self) -> AgreedTerm:
        """The last term agreed so far."""
        return self.agreed[-1]

    @property
    def last_day_on(self) -> date:
        """The last day of the last term, or that of an early end."""
        end_on = self.last.term.end_on
        return end_on if self.termination is None else min(end_on, self.termination.last_day_on)

    @property
    def pending_request(self) -> TerminationRequest | None:
        """What was asked for and neither taken back nor decided."""
        if self.request is None or self.request.withdrawn_on is not None or self.termination is not None:
            return None
        return self.request

    @property
    def go_on_silently(self) -> bool:
        """Whether another term follows the last one although nobody says anything."""
        asked = self.expiry is not None or self.pending_request is not None
        return self.last.renews_silently and not asked and not self.ended_early

    @property
    def ended_early(self) -> bool:
        """Whether it was decided that the contract ends with the last term or before; it may end in one to come."""
        return self.termination is not None and self.termination.last_day_on <= self.last.term.end_on

    def on(self, day: date) -> AgreedTerm:
        """The term of `day`: before all of them the first, after all of them the last."""
        begun = (agreed for agreed in reversed(self.agreed) if agreed.term.start_on <= day)
        return next(begun, self.agreed[0])


def evolve(terms: Terms, event: TermEvent) -> Terms:
    """The terms after one more fact."""
    match event:
        case ContractRenewed():
            expiry = None if event.supersedes_expiry else terms.expiry
            return replace(terms, agreed=(*terms.agreed, _agreed(event)), expiry=expiry)
        case RenewalReconfirmed():
            return _confirmed(terms, event.term_number, event.confirmed_on)
        case RenewalReconfirmationVoided():
            return _confirmed(terms, event.term_number, None)
        case RenewalVoided():
            kept = tuple(each for each in terms.agreed if each.term.number < event.term_number)
            return replace(terms, agreed=kept, expiry=None)
        case ContractExpired():
            return replace(terms, expiry=Expiry(last_day_on=event.last_day_on, outcome=event.outcome))
        case TerminationRequested():
            return replace(terms, request=TerminationRequest(requested_on=event.requested_on, reason=event.reason))
        case TerminationRequestWithdrawn():
            return _withdrawn(terms, event)
        case ContractTerminated():
            termination = Termination(last_day_on=event.last_day_on, decided_on=event.decided_on, reason=event.reason)
            return replace(terms, termination=termination)
        case TerminationVoided():
            return replace(terms, termination=None)
        case _:
            assert_never(event)


def _agreed(event: ContractRenewed) -> AgreedTerm:
    return AgreedTerm(
        term=event.term,
        policy=event.policy,
        renews_silently=event.renews_silently,
        basis=event.basis,
        agreed_on=event.agreed_on,
        reconfirm_by=event.reconfirm_by,
    )


def _confirmed(terms: Terms, number: int, confirmed_on: date | None) -> Terms:
    changed = (
        replace(each, reconfirmed_on=confirmed_on) if each.term.number == number else each for each in terms.agreed
    )
    return replace(terms, agreed=tuple(changed))


def _withdrawn(terms: Terms, event: TerminationRequestWithdrawn) -> Terms:
    """Without the request, the expiry that it had led to never was."""
    request = None if terms.request is None else replace(terms.request, withdrawn_on=event.withdrawn_on)
    requested = terms.expiry is not None and terms.expiry.outcome is ExpiryOutcome.TERMINATION_REQUESTED
    return replace(terms, request=request, expiry=None if requested else terms.expiry)
