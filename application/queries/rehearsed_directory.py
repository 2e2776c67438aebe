"""Finds contracts for a rehearsal: as the roster has them, but for those that the rehearsal signed or changed."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from application.ports import ContractDirectory, DirectoryEntry
from application.queries.going_on import Silence, is_bound, load_among
from application.rehearsal import Rehearsal
from domain.contract.state import Contract, InForce
from domain.policy.capacity import Load


class RehearsedDirectory:
    """Implements `application.ports.ContractDirectory` on the real one, as no read model follows a rehearsal.

    `real` says what becomes of contracts by the real ledger.
    """

    def __init__(self, directory: ContractDirectory, real: Silence, rehearsal: Rehearsal) -> None:
        self._directory = directory
        self._real = real
        self._rehearsal = rehearsal
        self._silence = Silence(ledger=rehearsal, policies=real.policies)

    def by_household(self, household_number: str, *, at_least: int) -> Sequence[UUID]:
        """The contracts of a household number: those entered in error, then the others, oldest first."""
        found = list(self._directory.by_household(household_number, at_least=self._real_part(at_least)))
        touched = self._touched(date.min)
        found += [each for each, contract in touched.items() if contract.household_number == household_number]
        known = self._silence.settled(list(dict.fromkeys(found)), date.min)
        return sorted(known, key=lambda each: (not known[each].entered_in_error, known[each].start_on))

    def in_force_with(self, team_id: UUID, day: date, *, at_least: int) -> Sequence[DirectoryEntry]:
        """The contracts in force with a team on a day; those of the rehearsal last."""
        touched = self._touched(day)
        found = self._directory.in_force_with(team_id, day, at_least=self._real_part(at_least))
        changed = (
            DirectoryEntry(contract_id=each, household_number=contract.household_number, village=standing.village)
            for each, contract in touched.items()
            if isinstance(standing := contract.on(day), InForce) and standing.team_id == team_id
        )
        return [*(each for each in found if each.contract_id not in touched), *changed]

    def load_of(self, team_id: UUID, doctor: str | None, day: date, *, at_least: int) -> Load:
        """What a team, or one doctor of it, has under contract on a day; silence renews, recorded or not."""
        load = self._directory.load_of(team_id, doctor, day, at_least=self._real_part(at_least))
        touched = self._touched(day)
        before = load_among(list(self._real.settled(list(touched), day).values()), team_id, doctor, day)
        after = load_among(list(touched.values()), team_id, doctor, day)
        return Load(
            persons=load.persons - before.persons + after.persons,
            households=load.households - before.households + after.households,
        )

    def bound_to(self, team_id: UUID, day: date, *, renewed_to: date, at_least: int) -> Sequence[UUID]:
        """The contracts that a team has on a day or later; those of the rehearsal last."""
        touched = self._touched(renewed_to)
        found = self._directory.bound_to(team_id, day, renewed_to=renewed_to, at_least=self._real_part(at_least))
        changed = (each for each, contract in touched.items() if is_bound(contract, team_id, day))
        return [*(each for each in found if each not in touched), *changed]

    def _touched(self, day: date) -> Mapping[UUID, Contract]:
        """What the rehearsal signed or changed, with all that falls due up to a day."""
        return self._silence.settled(self._rehearsal.contract_ids, day)

    def _real_part(self, at_least: int) -> int:
        return min(at_least, self._rehearsal.begun_at)
