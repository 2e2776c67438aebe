"""What a command about fees comes to. Pure."""

from typing import assert_never

from domain.contract.fees.charging import charge
from domain.contract.fees.commands import (
    ChargeFees,
    FeeCommand,
    RefundFee,
    VoidFeeCharge,
    VoidFeeRefund,
    VoidFeeWaiver,
    WaiveFee,
)
from domain.contract.fees.events import FeeEvent
from domain.contract.fees.refunding import refund
from domain.contract.fees.voiding import void_charge, void_refund, void_waiver
from domain.contract.fees.waiving import waive
from domain.contract.state import Contract
from domain.contract.surroundings import Surroundings


def decide(command: FeeCommand, contract: Contract, around: Surroundings) -> tuple[FeeEvent, ...]:
    """The facts that a command about fees leads to."""
    match command:
        case ChargeFees():
            return charge(command, contract, around)
        case WaiveFee():
            return waive(command, contract, around)
        case RefundFee():
            return refund(command, contract, around)
        case VoidFeeCharge():
            return void_charge(command, contract, around)
        case VoidFeeWaiver():
            return void_waiver(command, contract, around)
        case VoidFeeRefund():
            return void_refund(command, contract, around)
        case _:
            assert_never(command)
