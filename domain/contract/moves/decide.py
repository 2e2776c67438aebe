"""What a command about people who go to another contract comes to. Pure."""

from typing import assert_never

from domain.contract.keeping.classes import require_not_disposed
from domain.contract.moves.commands import (
    MergeHousehold,
    MoveCommand,
    MoveMember,
    SplitHousehold,
    TransferContract,
    VoidMove,
)
from domain.contract.moves.joining import merge, move
from domain.contract.moves.splitting import split
from domain.contract.moves.surroundings import Moves, MoveSurroundings
from domain.contract.moves.transfer import transfer
from domain.contract.moves.voiding import void


def decide(command: MoveCommand, around: MoveSurroundings) -> Moves:
    """The facts, by contract. Every contract is settled up to the business day. Refused: disposed."""
    for contract in around.contracts.values():
        require_not_disposed(contract)
    match command:
        case TransferContract():
            return transfer(command, around)
        case SplitHousehold():
            return split(command, around)
        case MoveMember():
            return move(command, around)
        case MergeHousehold():
            return merge(command, around)
        case VoidMove():
            return void(command, around)
        case _:
            assert_never(command)
