"""Settles many contracts at a time: loaded together, decided one by one, appended together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import islice
from uuid import UUID

from application.care_teams import fold as fold_team
from application.contracts import KnownContract, fold
from application.executing import ATTEMPTS
from application.ports import Append, Appended, Ledger, LedgerUnavailable
from application.settling import settlement, teams_ever
from domain.care_team.events import CareTeamEvent
from domain.care_team.state import CareTeam
from domain.contract.state import Contract, evolve
from domain.contract.terms.due import Due, due, is_due
from domain.policy.resolve import PolicyBook

BATCH = 200
"""Contracts that are loaded and appended together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """A contract on which nothing is due any more up to a day, and what was recorded of it just now."""

    contract_id: UUID
    contract: Contract
    fresh: tuple[Due, ...] = ()


def batches(contract_ids: Iterable[UUID]) -> Iterator[Sequence[UUID]]:
    """The ids, some at a time."""
    rest = iter(contract_ids)
    while batch := list(islice(rest, BATCH)):
        yield batch


def load_contracts(ledger: Ledger, contract_ids: Sequence[UUID]) -> Iterator[KnownContract]:
    """The contracts of these ids that are signed, read together."""
    found = ledger.streams(contract_ids)
    for contract_id in contract_ids:
        records = found.get(contract_id, ())
        contract = fold([record.event for record in records])
        if contract is not None:
            yield KnownContract(contract_id=contract_id, contract=contract, version=len(records))


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownTeams:
    """Teams as loaded, and the versions of their streams."""

    teams: Mapping[UUID, CareTeam]
    versions: Mapping[UUID, int]


def load_teams_of(ledger: Ledger, contracts: Sequence[Contract]) -> KnownTeams:
    """Every team that one of the contracts ever had, read together."""
    streams = ledger.streams(list({team_id for contract in contracts for team_id in teams_ever(contract)}))
    folded = {
        team_id: fold_team(None, [record.event for record in records if isinstance(record.event, CareTeamEvent)])
        for team_id, records in streams.items()
    }
    return KnownTeams(
        teams={team_id: team for team_id, team in folded.items() if team is not None},
        versions={team_id: len(records) for team_id, records in streams.items()},
    )


def settle_contracts(
    ledger: Ledger, policies: PolicyBook, contract_ids: Sequence[UUID], day: date, run_id: UUID | None
) -> Sequence[Settled]:
    """Record what fell due of these up to a day; where somebody else was faster, theirs is read.

    Raises `LedgerUnavailable` after some conflicts.
    """
    done: list[Settled] = []
    left = contract_ids
    for _ in range(ATTEMPTS):
        loaded = list(load_contracts(ledger, left))
        known_teams = load_teams_of(ledger, [each.contract for each in loaded if is_due(each.contract, day)])
        known = [(each, due(each.contract, policies, known_teams.teams, day)) for each in loaded]
        done += [Settled(contract_id=each.contract_id, contract=each.contract) for each, facts in known if not facts]
        owing = [(each, facts) for each, facts in known if facts]
        outcomes = ledger.append(_settlements(ledger, owing, known_teams, run_id))
        went = [isinstance(outcome, Appended) for outcome in outcomes]
        done += [_after(each, facts) for (each, facts), ours in zip(owing, went, strict=True) if ours]
        left = [each.contract_id for (each, _), ours in zip(owing, went, strict=True) if not ours]
        if not left:
            return done
    raise LedgerUnavailable


def _settlements(
    ledger: Ledger, owing: Sequence[tuple[KnownContract, tuple[Due, ...]]], teams: KnownTeams, run_id: UUID | None
) -> list[Append]:
    claims = ledger.claims(list({person for each, _ in owing for person in each.contract.members}))
    return [
        settlement(
            each.followed_by(tuple(one.fact for one in facts)),
            {person: claims[person] for person in each.contract.members},
            teams.versions,
            run_id=run_id,
        )
        for each, facts in owing
    ]


def _after(known: KnownContract, facts: tuple[Due, ...]) -> Settled:
    contract = reduce(evolve, (each.fact for each in facts), known.contract)
    return Settled(contract_id=known.contract_id, contract=contract, fresh=facts)
