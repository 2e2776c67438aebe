"""What will become of contracts whose terms end soon: on its own, or if somebody does something."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from application.ports import Ledger
from application.renewal_ports import DueContracts
from application.settling_many import batches, load_contracts, load_teams_of
from domain.calendar import day_before
from domain.contract.questions import nobody_speaks
from domain.contract.state import Contract, known
from domain.contract.terms.due import awaits_consent, due, next_due_on
from domain.contract.terms.events import ContractRenewed, DueEvent, ExpiryOutcome
from domain.policy.renewal import Side
from domain.policy.resolve import PolicyBook


class ProspectKind(StrEnum):
    """What will happen when the term ends, as things stand."""

    BY_SILENCE = "by_silence"
    AWAITS_CONSENT = "awaits_consent"
    ASKED_TO_END = "asked_to_end"
    WILL_END = "will_end"


@dataclass(frozen=True, kw_only=True, slots=True)
class Prospect:
    """A contract whose term ends on `end_on`; `consents` are the sides that would have to agree to another one.

    `nobody_speaks`: who speaks for the household has died or moved away, and somebody else is to be named.
    """

    contract: UUID
    household: str | None
    village: str
    team_id: UUID
    doctor: str
    end_on: date
    kind: ProspectKind
    consents: tuple[Side, ...]
    nobody_speaks: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _FallingDue:
    contract_id: UUID
    contract: Contract
    due_on: date
    kind: ProspectKind


class Prospects:
    """Looks ahead."""

    def __init__(self, ledger: Ledger, policies: PolicyBook, due_contracts: DueContracts) -> None:
        self._ledger = ledger
        self._policies = policies
        self._due_contracts = due_contracts

    def ahead(self, today: date, days: int) -> Sequence[Prospect]:
        """The contracts whose terms end from `today` to `days` after it, or have ended and are not settled."""
        to_on = today + timedelta(days=days + 1)
        listed = [each.contract_id for each in self._due_contracts.falling_due(today, to_on) if not each.parked]
        found = [self._prospect(each) for each in self._falling_due(listed, to_on)]
        return sorted(found, key=lambda each: (each.end_on, each.household or "", str(each.contract)))

    def waiting(self, day: date, besides: Collection[UUID]) -> int:
        """How many contracts are on `day` near their end and need somebody's consent.

        `besides`: contracts that the read models may not know as they are.
        """
        names = self._policies.names()
        near = max(each.renewal.waiting_days for name in names for each in self._policies.versions(name))
        listed = [*self._due_contracts.not_by_silence(day + timedelta(days=near + 1)), *besides]
        return sum(
            self._is_waiting(each.contract, day)
            for contract_ids in batches(dict.fromkeys(listed))
            for each in load_contracts(self._ledger, contract_ids)
        )

    def _falling_due(self, listed: Sequence[UUID], to_on: date) -> Iterator[_FallingDue]:
        for contract_ids in batches(listed):
            loaded = list(load_contracts(self._ledger, contract_ids))
            teams = load_teams_of(self._ledger, [each.contract for each in loaded]).teams
            for each in loaded:
                due_on = next_due_on(each.contract)
                if due_on is not None and due_on <= to_on:
                    fact = due(each.contract, self._policies, teams, due_on)[0].fact
                    yield _FallingDue(
                        contract_id=each.contract_id, contract=each.contract, due_on=due_on, kind=_kind(fact)
                    )

    def _is_waiting(self, contract: Contract, day: date) -> bool:
        renewal = self._policies.by_ref(contract.policy).renewal
        return awaits_consent(contract) and renewal.is_waiting(contract.terms.last.term.end_on, day)

    def _prospect(self, falling: _FallingDue) -> Prospect:
        contract, end_on = falling.contract, day_before(falling.due_on)
        needed = self._policies.by_ref(contract.policy).renewal.consents_needed
        awaits = falling.kind is ProspectKind.AWAITS_CONSENT
        return Prospect(
            contract=falling.contract_id,
            household=contract.household_number,
            village=known(contract.village, end_on),
            team_id=known(contract.team_id, end_on),
            doctor=known(contract.doctor, end_on),
            end_on=end_on,
            kind=falling.kind,
            consents=tuple(side for side in Side if awaits and side in needed),
            nobody_speaks=nobody_speaks(contract, end_on),
        )


def _kind(fact: DueEvent) -> ProspectKind:
    if isinstance(fact, ContractRenewed):
        return ProspectKind.BY_SILENCE
    match fact.outcome:
        case ExpiryOutcome.NO_CONSENT:
            return ProspectKind.AWAITS_CONSENT
        case ExpiryOutcome.TERMINATION_REQUESTED:
            return ProspectKind.ASKED_TO_END
        case _:
            return ProspectKind.WILL_END
