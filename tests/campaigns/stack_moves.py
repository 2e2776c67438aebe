"""Moves between contracts, and their undoing, for a machine that tries every command in any order."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from uuid6 import uuid7

from domain.contract.moves.commands import (
    FoundingMember,
    MergeHousehold,
    MoveCommand,
    MoveMember,
    MoveReason,
    MovingMember,
    SplitHousehold,
    TransferContract,
    VoidMove,
)
from domain.contract.state import Contract
from domain.personal import Personal
from domain.policy.changes import ChangeReason


def moves_of(  # noqa: PLR0917 one drawn value an argument
    contract: Contract, who: UUID, other_id: UUID, team: tuple[UUID, str], day: date, policy: str | None = None
) -> Mapping[str, MoveCommand]:
    """One move of each kind on a day: of `who`, or of everybody there is; another contract, or a new one.

    Taken back is a move that there was, if there was one.
    """
    known = contract.members.get(who)
    gone_to = () if known is None else known.gone_to
    alone_to = gone_to[-1][1] if gone_to else other_id
    together_to = alone_to if contract.successor is None else contract.successor.contract_id
    mistaken = Personal(who, "录错了户")
    everybody = tuple(
        MovingMember(resident_id=each.resident_id, relationship="子")
        for each in contract.members.values()
        if each.present_on(day)
    )
    return {
        "transfer": TransferContract(
            new_contract_id=uuid7(),
            team_id=team[0],
            doctor=team[1],
            transferred_on=day,
            reason=ChangeReason.OTHER,
            note=Personal(who, "离女儿家近"),
            representative_id=who if known is not None and known.present_on(day) else None,
            policy=policy,
        ),
        "split": SplitHousehold(
            new_contract_id=uuid7(),
            household_number=None,
            members=(FoundingMember(resident_id=who, relationship="户主"),),
            representative_id=who,
            split_on=day,
        ),
        "move": MoveMember(
            resident_id=who,
            to_contract_id=other_id,
            relationship="配偶",
            reason=MoveReason.MARRIAGE,
            moved_on=day,
        ),
        "merge": MergeHousehold(into_contract_id=other_id, members=everybody, merged_on=day),
        "void": VoidMove(to_contract_id=together_to, reason=mistaken),
        "void_one": VoidMove(to_contract_id=alone_to, reason=mistaken, resident_id=who),
    }
