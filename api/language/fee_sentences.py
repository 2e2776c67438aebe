"""What happened to the fees of a contract, one plain sentence a fact."""

from decimal import Decimal
from typing import assert_never

from api.language.telling import Telling
from domain.contract.fees.events import (
    FeeCharged,
    FeeChargeVoided,
    FeeEvent,
    FeeRefunded,
    FeeRefundVoided,
    FeeWaived,
    FeeWaiverVoided,
)
from domain.contract.fees.parts import FeeParts
from domain.money import NOTHING
from domain.populations import Category


def fee_sentence(event: FeeEvent, tell: Telling) -> str:
    """The sentence about a fact of a contract's fees."""
    match event:
        case FeeCharged():
            return _charged(event, tell)
        case FeeWaived():
            return _waived_later(event, tell)
        case FeeRefunded():
            return _refunded(event, tell)
        case FeeChargeVoided():
            return _charge_voided(event, tell)
        case FeeWaiverVoided():
            return _waiver_voided(event, tell)
        case FeeRefundVoided():
            return _refund_voided(event, tell)
        case _:
            assert_never(event)


def _charged(event: FeeCharged, tell: Telling) -> str:
    who, day = tell.person(event.resident_id), tell.day(event.charged_on)
    start_on, end_on = tell.day(event.year.start_on), tell.day(event.year.end_on)
    parts, waived = _parts(event.parts, tell), _waived(event, tell)
    return tell.choose(
        f"{day}登记{who}的签约服务费{event.amount}元（{start_on}至{end_on}）：{parts}{waived}。",
        f"On {day} {who} was charged {event.amount} yuan for {start_on} to {end_on}: {parts}{waived}.",
    )


def _waived(event: FeeCharged, tell: Telling) -> str:
    if event.waived == NOTHING:
        return ""
    categories = _categories(event.waived_for, tell)
    return tell.choose(f"；减免{event.waived}元（{categories}）", f"; {event.waived} waived ({categories})")


def _waived_later(event: FeeWaived, tell: Telling) -> str:
    who, day, year = tell.person(event.resident_id), tell.day(event.waived_on), tell.day(event.year_from)
    categories = _categories(event.waived_for, tell)
    return tell.choose(
        f"{day}补办{who}自{year}起一年的费用减免：个人承担的{event.waived}元减免（{categories}）。",
        f"On {day} the own share of {event.waived} yuan was waived for {who}, of the year from {year} ({categories}).",
    )


def _refunded(event: FeeRefunded, tell: Telling) -> str:
    who, day, year = tell.person(event.resident_id), tell.day(event.refunded_on), tell.day(event.year_from)
    parts, amount = _parts(event.parts, tell), event.parts.total
    note = "" if event.note is None else tell.choose(f"，{tell.text(event.note)}", f": {tell.text(event.note)}")
    return tell.choose(
        f"{day}退还{who}自{year}起一年的签约服务费{amount}元（{parts}）{note}。",
        f"On {day} {amount} yuan of the fee of {who} for the year from {year} was given back ({parts}){note}.",
    )


def _charge_voided(event: FeeChargeVoided, tell: Telling) -> str:
    who, day, year = tell.person(event.resident_id), tell.day(event.voided_on), tell.day(event.year_from)
    why = tell.text(event.reason)
    return tell.choose(
        f"{day}作废{who}自{year}起一年的费用登记，原因：{why}。",
        f"On {day} the charge of {who} for the year from {year} was declared void: {why}.",
    )


def _waiver_voided(event: FeeWaiverVoided, tell: Telling) -> str:
    who, day, year = tell.person(event.resident_id), tell.day(event.voided_on), tell.day(event.year_from)
    why = tell.text(event.reason)
    return tell.choose(
        f"{day}撤销{who}自{year}起一年的费用减免，个人承担{event.self_share}元，原因：{why}。",
        f"On {day} the waiver for {who} for the year from {year} was declared void, and the own share of "
        f"{event.self_share} yuan is borne again: {why}.",
    )


def _refund_voided(event: FeeRefundVoided, tell: Telling) -> str:
    who, day, refunded_on = tell.person(event.resident_id), tell.day(event.voided_on), tell.day(event.refunded_on)
    parts, amount, why = _parts(event.parts, tell), event.parts.total, tell.text(event.reason)
    return tell.choose(
        f"{day}撤销{refunded_on}给{who}的退费{amount}元（{parts}），原因：{why}。",
        f"On {day} the refund of {amount} yuan to {who} of {refunded_on} was declared void ({parts}): {why}.",
    )


def _parts(parts: FeeParts, tell: Telling) -> str:
    borne: dict[str, Decimal] = {tell.word(payer): amount for payer, amount in parts.by_payer.items() if amount}
    return tell.listed([f"{payer} {amount}" for payer, amount in borne.items()])


def _categories(categories: tuple[Category, ...], tell: Telling) -> str:
    return tell.listed([tell.word(category) for category in categories])
