"""What a command about keeping comes to: "所有签约服务资料应存档五年" (000, article 5). Pure."""

from typing import assert_never

from domain.contract.keeping import archiving, disposing, holding
from domain.contract.keeping.classes import require_anything_kept
from domain.contract.keeping.commands import (
    ApproveDisposal,
    ArchiveContract,
    DisposeContract,
    KeepingCommand,
    LiftLegalHold,
    PlaceLegalHold,
    VoidContractDisposal,
    WithdrawDisposalApproval,
)
from domain.contract.keeping.events import KeepingEvent
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings


def decide(  # noqa: PLR0911 - one flat match, a line for each command there is
    command: KeepingCommand, contract: Contract, around: Surroundings
) -> tuple[KeepingEvent, ...]:
    """The facts that a command about keeping leads to. Refused besides: disposed, for a hold on nothing."""
    match command:
        case ArchiveContract():
            return archiving.archive(command, contract, around.today)
        case PlaceLegalHold():
            require_anything_kept(contract)
            return holding.place(command, contract.keeping, around.today)
        case LiftLegalHold():
            return holding.lift(command, contract.keeping, around.today)
        case ApproveDisposal():
            return disposing.approve(command, contract, around)
        case WithdrawDisposalApproval():
            return disposing.withdraw_approval(command, contract, around.today)
        case DisposeContract():
            return disposing.dispose(command, contract, around)
        case VoidContractDisposal():
            return disposing.void_disposal(command, contract, around)
        case _:
            assert_never(command)
