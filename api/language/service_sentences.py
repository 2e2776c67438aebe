"""What happened to a service, one plain sentence a fact."""

from api.language.telling import Telling
from domain.contract.services.events import ServiceDelivered, ServiceEvent


def service_sentence(event: ServiceEvent, tell: Telling) -> str:
    """The sentence about a fact of a service."""
    return _served(event, tell)


def _served(event: ServiceDelivered, tell: Telling) -> str:
    who = tell.listed([tell.person(each) for each in event.resident_ids])
    items = tell.listed([tell.word(each) for each in event.items])
    day, channel = tell.day(event.delivered_on), tell.word(event.channel)
    note = (
        ""
        if event.note is None
        else tell.choose(f"备注：{tell.text(event.note)}。", f" Note: {tell.text(event.note)}.")
    )
    return tell.choose(
        f"{day}，{event.performer}为{who}提供服务（{channel}）：{items}。{note}",
        f"On {day} {event.performer} served {who} {channel}: {items}.{note}",
    )
