"""Settling a contract: what fell due by itself is recorded, by the scheduler or before whoever touches the contract."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from application.canonical import canonical
from application.envelope import Actor, Cause, Channel, Role
from application.executing import NAMES, ContractFacts, claims_after
from application.ports import NOTHING_READ, Append, CommandKey, StreamAppend
from domain.contract.claims import ResidentClaims
from domain.contract.state import Contract

SCHEDULER = Actor(id="scheduler", role=Role.SCHEDULER, channel=Channel.SCHEDULER)
"""In whose name that is recorded which nobody asked for, whoever makes it be recorded."""


def settlement(
    fallen_due: ContractFacts,
    claims: Mapping[UUID, ResidentClaims],
    team_versions: Mapping[UUID, int],
    *,
    run_id: UUID | None = None,
) -> Append:
    """The append that settles a contract; `fallen_due` are the facts of `domain.contract.terms.due.due`, in order.

    `claims` are those of the contract's members, under their own ids. `team_versions` are those of the teams that it
    ever had, when it was decided whether one of them was closed; where one has moved on, that is a conflict. The
    command id follows from the contract, the number of the term that ended and the version that the facts follow:
    whoever settles the same contract at the same time sends the same command, and one of them finds it done. ValueError
    for a contract that is not signed.
    """
    if fallen_due.before is None:
        message = "only what was signed falls due"
        raise ValueError(message)
    contract_id, version = fallen_due.contract_id, fallen_due.version
    place = canonical(["settle", str(contract_id), fallen_due.before.terms.last.term.number, version])
    command_id = uuid5(NAMES, place.decode())
    return Append(
        about=contract_id,
        streams=(StreamAppend(stream_id=contract_id, expected_version=version, events=fallen_due.events),),
        actor=SCHEDULER,
        cause=Cause(command_id=command_id, run_id=run_id),
        claims=claims_after([fallen_due], claims),
        read=NOTHING_READ.with_streams(*((each, team_versions[each]) for each in teams_ever(fallen_due.before))),
        command=CommandKey(principal=SCHEDULER.id, key=str(command_id), request=place),
    )


def teams_ever(contract: Contract) -> frozenset[UUID]:
    """Every team that the contract ever had: whatever falls due of it is decided with them."""
    return frozenset(team_id for _, team_id in contract.team_id.entries)
