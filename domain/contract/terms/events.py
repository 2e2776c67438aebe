"""Everything that can happen to the terms of a contract, in the past tense: part of the storage format."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from domain.calendar import day_after
from domain.personal import Personal
from domain.policy.model import PolicyRef
from domain.policy.renewal import RenewalKind, Side
from domain.policy.termination import TerminationReason
from domain.policy.terms import Term


class ExpiryOutcome(StrEnum):
    """Why a term ended and no other followed."""

    NO_CONSENT = "no_consent"
    TERMINATION_REQUESTED = "termination_requested"
    TEAM_CLOSED = "team_closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractRenewed:
    """The next term follows without a gap, governed by this version of the policy.

    `agreed_on` is when both sides, or the residents, said so; None where silence renewed:
    "如居民不提出解约要求，视为自动续约" (004). `supersedes_expiry`: it was agreed in time and became known after the
    contract had been noted as expired. `late_reason`: why the consent was entered late, where it was.
    `reconfirm_by`: the last day on which both sides are to confirm a silent renewal again, where they are.
    """

    term: Term
    basis: RenewalKind
    policy: PolicyRef
    renews_silently: bool
    reconfirm_by: date | None = None
    agreed_on: date | None = None
    supersedes_expiry: bool = False
    late_reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RenewalReconfirmed:
    """Both sides said again what is whose to do, after silence had renewed: "续约双方需再次确定" (004)."""

    term_number: int
    confirmed_on: date
    late_reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RenewalReconfirmationVoided:
    """Both sides had not confirmed this term on `confirmed_on`: that was a mistake, and it is pending again."""

    term_number: int
    confirmed_on: date
    reason: Personal


@dataclass(frozen=True, kw_only=True, slots=True)
class RenewalVoided:
    """From this term on, nothing had been renewed; `last_day_on` is the last day of the term before it.

    Silence had renewed although the household had asked to end the contract, on `requested_on`; or it was a mistake
    that a renewal had been agreed on, and `reason` says which.
    """

    term_number: int
    last_day_on: date
    requested_on: date | None = None
    reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractExpired:
    """The contract's last term ended with `last_day_on`, and no other followed."""

    term_number: int
    last_day_on: date
    outcome: ExpiryOutcome


@dataclass(frozen=True, kw_only=True, slots=True)
class TerminationRequested:
    """Somebody asked to end the contract. Until it is decided, nothing changes but that silence no longer renews."""

    requested_on: date
    reason: TerminationReason
    note: Personal | None = None
    late_reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TerminationRequestWithdrawn:
    """What had been asked for on `requested_on` was taken back before it was decided."""

    requested_on: date
    withdrawn_on: date
    late_reason: Personal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractTerminated:
    """The contract was ended early, on request or without one; `last_day_on` is the last day covered.

    `never_in_force`: it was ended before its first day, and its last one is the day before that. `consents`: the sides
    that agreed, where it was said.
    """

    last_day_on: date
    decided_on: date
    reason: TerminationReason
    requested_on: date | None = None
    note: Personal | None = None
    late_reason: Personal | None = None
    never_in_force: bool = False
    consents: tuple[Side, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TerminationVoided:
    """The contract had been ended by mistake: it is as if `last_day_on` had been no last day."""

    last_day_on: date
    reason: Personal


DueEvent = ContractRenewed | ContractExpired
"""What falls due by itself."""

TermEvent = (
    ContractRenewed
    | RenewalReconfirmed
    | RenewalReconfirmationVoided
    | RenewalVoided
    | ContractExpired
    | TerminationRequested
    | TerminationRequestWithdrawn
    | ContractTerminated
    | TerminationVoided
)


def effective_on(event: TermEvent) -> date:
    """The first day for which the fact counts; an ending counts from the day after its last day."""
    match event:
        case ContractRenewed():
            return event.term.start_on
        case RenewalReconfirmed() | RenewalReconfirmationVoided():
            return event.confirmed_on
        case TerminationRequested():
            return event.requested_on
        case TerminationRequestWithdrawn():
            return event.withdrawn_on
        case RenewalVoided() | ContractExpired() | ContractTerminated() | TerminationVoided():
            return day_after(event.last_day_on)
        case _:
            assert_never(event)
