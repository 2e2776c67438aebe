"""The services of a contract: what was done, how late it was written down, and whether it counts, and if not why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from application.contracts import fold
from application.envelope import Event, Recorded
from application.ports import Clock, Ledger
from application.queries.moment import Asked, moment_of
from application.refusals import NotFound
from application.service_entries import entered_by
from domain.calendar import civil_date
from domain.contract.services.events import ServiceDelivered
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.services.standing import ServiceStanding, standing_of
from domain.contract.services.state import Approval, Service
from domain.contract.state import Contract
from domain.policy.resolve import PolicyBook
from domain.policy.services import Confirmer


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceRow:
    """A service as corrected. `lag_days`: from the service to its first entry; `entered_by`: who entered or corrected.

    `missing_confirmations`: which sides have still to confirm, whatever else keeps the service from counting.
    """

    service: UUID
    contract: UUID
    team: UUID
    performer: str
    delivered_on: date
    residents: tuple[UUID, ...]
    items: tuple[ServiceItem, ...]
    channel: ServiceChannel
    entered_on: date
    lag_days: int
    entered_by: frozenset[str]
    approval: Approval
    missing_confirmations: frozenset[Confirmer]
    standing: ServiceStanding


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractServices:
    """The services of a contract in a period, as known at `position`, by day and then in the order of entry."""

    contract: UUID
    known_at: str
    position: int
    rows: tuple[ServiceRow, ...]


class ServiceQueries:
    """Answers from the contract's own stream, which is always current."""

    def __init__(self, ledger: Ledger, policies: PolicyBook, clock: Clock) -> None:
        self._ledger = ledger
        self._policies = policies
        self._clock = clock

    def of_contract(
        self,
        contract_id: UUID,
        *,
        from_on: date = date.min,
        to_on: date = date.max,
        known_at: str | None = None,
        standings: frozenset[ServiceStanding] = frozenset(ServiceStanding),
    ) -> ContractServices:
        """The services delivered from `from_on` to `to_on`, both inclusive, that stand in one of the ways asked for.

        Raises `NotFound` where nothing of such a contract was known, `UnreadableMoment`, `PositionNotReached`.
        """
        moment = moment_of(Asked(known_at=known_at), self._ledger, self._clock)
        records = self._ledger.streams([contract_id], up_to=moment.position).get(contract_id, ())
        contract = fold([record.event for record in records])
        if contract is None:
            raise NotFound(what="contract", id=contract_id)
        rows = self._rows(contract_id, contract, records)
        asked = [row for row in rows if from_on <= row.delivered_on <= to_on and row.standing in standings]
        return ContractServices(
            contract=contract_id,
            known_at=moment.known_at,
            position=moment.position,
            rows=tuple(sorted(asked, key=lambda row: row.delivered_on)),
        )

    def _rows(self, contract_id: UUID, contract: Contract, records: Sequence[Recorded[Event]]) -> Sequence[ServiceRow]:
        entries = _entries(records)
        by = entered_by(records)
        return [
            self._row(contract_id, contract, service, entries[service_id], by[service_id])
            for service_id, service in contract.services.items()
        ]

    def _row(
        self,
        contract_id: UUID,
        contract: Contract,
        service: Service,
        entry: Recorded[Event],
        by: frozenset[str],
    ) -> ServiceRow:
        policy = self._policies.by_ref(contract.policy_on(service.delivered_on))
        entered_on = civil_date(entry.recorded_at, ZoneInfo(policy.timezone))
        return ServiceRow(
            service=service.entered.service_id,
            contract=contract_id,
            team=service.team_id,
            performer=service.performer,
            delivered_on=service.delivered_on,
            residents=service.resident_ids,
            items=service.items,
            channel=service.channel,
            entered_on=entered_on,
            lag_days=(entered_on - service.delivered_on).days,
            entered_by=by,
            approval=service.approval,
            missing_confirmations=policy.confirmation.missing(service.confirmed_by),
            standing=standing_of(service, contract, policy.confirmation),
        )


def _entries(records: Sequence[Recorded[Event]]) -> Mapping[UUID, Recorded[Event]]:
    """The record in which each service was written down first."""
    return {each.event.service_id: each for each in records if isinstance(each.event, ServiceDelivered)}
