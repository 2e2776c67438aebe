"""Finds contracts by the day on which they fall due, on the live roster, and says which of them wait unread."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection

from application.ports import Ledger, LedgerUnavailable
from application.renewal_ports import DueContract
from infrastructure.projections import control
from infrastructure.projections.generation import Generation
from infrastructure.projections.read_models import LiveReadModels
from projections import due_days
from projections.roster import ROSTER

T = TypeVar("T")


class RosterDueContracts:
    """Implements `application.renewal_ports.DueContracts`, and `application.long_absences.AbsentMembers`.

    `bring_up` makes the read models come as far as a position. Where they do not come as far as `ledger` is,
    `LedgerUnavailable` is raised: what is not known to be due would be passed over.
    """

    def __init__(self, read_models: LiveReadModels, bring_up: Callable[[int], object], ledger: Ledger) -> None:
        self._read_models = read_models
        self._ledger = ledger
        self._bring_up = bring_up

    def first_due_on(self) -> date | None:
        """The earliest day on which a contract ever was to fall due; None where there is none."""
        return self._ask(lambda connection, roster: due_days.first_due_on(connection, roster.tables))

    def falling_due(self, from_on: date, to_on: date) -> Sequence[DueContract]:
        """Contracts that fall due on these days, or have since earlier ones and nothing was recorded."""

        def asked(connection: Connection, roster: Generation) -> Sequence[DueContract]:
            parked = control.parked(connection, roster.name, roster.number)
            found = due_days.falling_due(connection, roster.tables, from_on, to_on)
            return [DueContract(contract_id=each, due_on=day, parked=each in parked) for each, day in found.items()]

        return self._ask(asked)

    def not_by_silence(self, to_on: date) -> Sequence[UUID]:
        """Contracts of which something is due by a day that silence does not decide; not those that wait unread."""

        def asked(connection: Connection, roster: Generation) -> Sequence[UUID]:
            parked = control.parked(connection, roster.name, roster.number)
            return [each for each in due_days.not_by_silence(connection, roster.tables, to_on) if each not in parked]

        return self._ask(asked)

    def with_absence(self, since_on: date, day: date) -> Sequence[UUID]:
        """Contracts of which somebody is away for work on a day, since another or longer; not those unread."""

        def asked(connection: Connection, roster: Generation) -> Sequence[UUID]:
            parked = control.parked(connection, roster.name, roster.number)
            found = due_days.with_absence(connection, roster.tables, since_on, day)
            return [each for each in found if each not in parked]

        return self._ask(asked)

    def _ask(self, question: Callable[[Connection, Generation], T]) -> T:
        at_least = self._ledger.head().position
        if self._position() < at_least:
            self._bring_up(at_least)
        if self._position() < at_least:
            raise LedgerUnavailable
        return self._read_models.look((ROSTER,), lambda connection, live: question(connection, live[0]))

    def _position(self) -> int:
        return self._read_models.look((ROSTER,), lambda _, live: live[0].mark.position)
