"""What people and teams are called, asked of the ledger: each once, and many at a time."""

from collections.abc import Iterable
from uuid import UUID

from api.language.telling import Names
from application.care_teams import load_team
from application.ports import Ledger
from application.residents import details_text, load_residents


class LedgerNames:
    """Implements `api.language.telling.Names`. A name that was forgotten, or never known, is None."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._residents: dict[UUID, str | None] = {}
        self._teams: dict[UUID, str | None] = {}

    def resident(self, resident_id: UUID) -> str | None:
        """A person's name as it is known now."""
        if resident_id not in self._residents:
            self.learn([resident_id])
        return self._residents[resident_id]

    def team(self, team_id: UUID) -> str | None:
        """A care team's name."""
        if team_id not in self._teams:
            team, _ = load_team(self._ledger, team_id)
            self._teams[team_id] = None if team is None else team.name
        return self._teams[team_id]

    def learn(self, resident_ids: Iterable[UUID]) -> None:
        """Ask for many people at once."""
        asked = [each for each in resident_ids if each not in self._residents]
        known = load_residents(self._ledger, asked)
        for each in asked:
            self._residents[each] = details_text(known[each].resident.details.name) if each in known else None


class NamesWithheld:
    """Names for who reads of what was disposed of: teams are named, people are not."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def resident(self, resident_id: UUID) -> None:
        """Nobody's name."""

    def team(self, team_id: UUID) -> str | None:
        """A care team's name."""
        return self._names.team(team_id)
