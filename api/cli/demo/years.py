"""What the people of the second act do, and when their doctor writes it down, which may be later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid5

from api.cli.demo import people as of
from domain.contract.commands import ContractChange, RecordDeath
from domain.contract.services.commands import DeliverService
from domain.contract.services.items import ServiceChannel, ServiceItem
from domain.contract.terms.commands import ReconfirmRenewal, RenewContract, RequestTermination
from domain.personal import Personal
from domain.policy.renewal import Side
from domain.policy.termination import TerminationReason

BEGINS_ON = date(2018, 12, 17)
"""The service begins: whoever had signed by then is written down from the paper."""

DAILY_FROM = date(2019, 12, 2)
"""Until then what falls due is settled each Monday, from then on every day."""

STOPS_ON = date(2019, 12, 16)
"""The first day of the forty on which nobody settles what falls due."""

BACK_ON = date(2020, 1, 25)
"""The day after them."""

FOUND_LATE = "书面材料夹在手册里，清点时才找到"
"""Why what people had said before was entered later."""

ENDS_ON = date(2020, 2, 3)
"""The last day that is told of."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that became known of a signed contract on `told_on`."""

    told_on: date
    signing: of.Signing
    command: ContractChange


def _agreed(told_on: date, signing: of.Signing, *sides: Side, agreed_on: date | None = None) -> Happening:
    late = None if agreed_on is None else Personal(signing.contract_id, FOUND_LATE)
    command = RenewContract(agreed_on=agreed_on or told_on, consents=sides, late_reason=late)
    return Happening(told_on, signing, command)


def _asked_to_leave(told_on: date, signing: of.Signing, asked_on: date | None = None) -> Happening:
    late = None if asked_on is None else Personal(signing.contract_id, FOUND_LATE)
    command = RequestTermination(
        requested_on=asked_on or told_on, reason=TerminationReason.RESIDENT_REQUEST, late_reason=late
    )
    return Happening(told_on, signing, command)


def _died(told_on: date, signing: of.Signing, person: of.Person, died_on: date) -> Happening:
    return Happening(told_on, signing, RecordDeath(resident_id=person.resident_id, died_on=died_on))


def _served(on: date, signing: of.Signing, person: of.Person, channel: ServiceChannel, item: ServiceItem) -> Happening:
    command = DeliverService(
        service_id=uuid5(of.DEMO, f"{person.name} {on} {item}"),
        delivered_on=on,
        resident_ids=(person.resident_id,),
        items=(item,),
        performer=signing.place.doctor,
        channel=channel,
    )
    return Happening(on, signing, command)


HAPPENINGS: Sequence[Happening] = (
    _agreed(date(2018, 12, 20), of.HES, Side.RESIDENT, Side.TEAM),
    _served(date(2019, 6, 4), of.MAS, of.MA, ServiceChannel.HOME, ServiceItem.BP_MEASUREMENT),
    _asked_to_leave(date(2019, 11, 18), of.YUS),
    _served(date(2019, 12, 18), of.DU_SIGNED, of.DU, ServiceChannel.CLINIC, ServiceItem.FASTING_GLUCOSE),
    _agreed(date(2019, 12, 20), of.CHENS, Side.RESIDENT, Side.TEAM),
    _agreed(date(2019, 12, 23), of.GAO_SIGNED, Side.RESIDENT),
    _asked_to_leave(date(2019, 12, 30), of.REN_SIGNED),
    _died(date(2019, 12, 30), of.SHENS, of.SHEN, date(2019, 12, 24)),
    _asked_to_leave(date(2020, 1, 6), of.ZHAOS),
    _agreed(date(2020, 1, 10), of.HES, Side.RESIDENT, Side.TEAM, agreed_on=date(2019, 12, 28)),
    _asked_to_leave(date(2020, 1, 15), of.SUNS, date(2019, 12, 19)),
    _served(date(2020, 1, 16), of.GUOS, of.GUO, ServiceChannel.CLINIC, ServiceItem.HEALTH_EDUCATION),
    _died(date(2020, 1, 20), of.MAS, of.MA, date(2019, 12, 30)),
    Happening(date(2020, 2, 3), of.ZHANGS, ReconfirmRenewal(confirmed_on=date(2020, 2, 3))),
)
"""What happens after the signings, in the order in which it becomes known."""
