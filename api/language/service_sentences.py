"""What happened to a service, one plain sentence a fact."""

from typing import assert_never

from api.language.telling import Telling
from domain.contract.services.events import (
    LateEntryApproved,
    LateEntryRejected,
    ServiceConfirmed,
    ServiceCorrected,
    ServiceDelivered,
    ServiceDisputed,
    ServiceDisputeUpheld,
    ServiceDisputeWithdrawn,
    ServiceEvent,
    ServiceVoided,
)
from domain.contract.services.items import Evidence
from domain.personal import Personal


def service_sentence(event: ServiceEvent, tell: Telling) -> str:  # noqa: PLR0911 - one branch an event
    """The sentence about a fact of a service. Of several services, `_code` tells which one is meant."""
    match event:
        case ServiceDelivered():
            return _served(event, tell)
        case ServiceCorrected():
            return _corrected(event, tell)
        case ServiceVoided():
            return _voided(event, tell)
        case ServiceConfirmed():
            return _confirmed(event, tell)
        case ServiceDisputed():
            return _disputed(event, tell)
        case ServiceDisputeWithdrawn():
            return _withdrawn(event, tell)
        case ServiceDisputeUpheld():
            return _upheld(event, tell)
        case LateEntryApproved():
            return _approved(event, tell)
        case LateEntryRejected():
            return _rejected(event, tell)
        case _:
            assert_never(event)


def _served(event: ServiceDelivered, tell: Telling) -> str:
    who = tell.listed([tell.person(each) for each in event.resident_ids])
    items = tell.listed([tell.word(each) for each in event.items])
    day, channel, code = tell.day(event.delivered_on), tell.word(event.channel), _code(event, tell)
    more = "".join(
        [
            _text(event.place, "地点", "Place", tell),
            _evidence(event.evidence, tell),
            _text(event.note, "备注", "Note", tell),
            _late(event, tell),
        ]
    )
    return tell.choose(
        f"{day}，{event.performer}为{who}提供服务（{channel}）：{items}（{code}）。{more}",
        f"On {day} {event.performer} served {who} {channel}: {items} ({code}).{more}",
    )


def _late(event: ServiceDelivered, tell: Telling) -> str:
    if not event.needs_approval:
        return ""
    reason = tell.text(event.late_reason)
    return tell.choose(f"系补录，原因：{reason}；批准后计入。", f" Entered late: {reason}; it counts when approved.")


def _corrected(event: ServiceCorrected, tell: Telling) -> str:
    code, reason, changes = _code(event, tell), tell.text(event.reason), "；".join(_changes(event, tell))
    if tell.language == "en":
        changes = "; ".join(_changes(event, tell))
    more = ""
    if event.unconfirmed:
        more += tell.choose("须由双方重新确认。", " Both sides have to confirm it again.")
    if event.needs_approval:
        more += tell.choose("系补录，批准后计入。", " The correction is late and counts when approved.")
    return tell.choose(
        f"更正{code}：{changes}。理由：{reason}。{more}", f"Corrected {code}: {changes}. Reason: {reason}.{more}"
    )


def _changes(event: ServiceCorrected, tell: Telling) -> list[str]:
    people, items = event.resident_ids, event.items
    cells = (
        ("日期", "the day", None if event.delivered_on is None else tell.day(event.delivered_on)),
        ("服务对象", "who was served", None if people is None else tell.listed([tell.person(each) for each in people])),
        ("项目", "what was done", None if items is None else tell.listed([tell.word(each) for each in items])),
        ("团队", "the team", None if event.team_id is None else tell.team(event.team_id)),
        ("服务人员", "who served", event.performer),
        ("方式", "the way", None if event.channel is None else tell.word(event.channel)),
        ("地点", "the place", None if event.place is None else tell.text(event.place)),
        ("印证资料", "the evidence", None if event.evidence is None else _kinds(event.evidence, tell)),
        ("备注", "the note", None if event.note is None else tell.text(event.note)),
    )
    return [tell.choose(f"{zh}应为{value}", f"{en}: {value}") for zh, en, value in cells if value is not None]


def _voided(event: ServiceVoided, tell: Telling) -> str:
    code, reason = _code(event, tell), tell.text(event.reason)
    return tell.choose(f"{code}作废，不计入。理由：{reason}。", f"Taken back and not counted, {code}: {reason}.")


def _confirmed(event: ServiceConfirmed, tell: Telling) -> str:
    code, day, kind = _code(event, tell), tell.day(event.confirmed_on), tell.word(event.kind)
    who = tell.word(event.confirmer) if event.resident_id is None else tell.person(event.resident_id)
    kept = () if event.evidence is None else (event.evidence,)
    return tell.choose(
        f"{day}，{who}{kind}确认了{code}。{_evidence(kept, tell)}",
        f"On {day} {who} confirmed {code} by {kind}.{_evidence(kept, tell)}",
    )


def _disputed(event: ServiceDisputed, tell: Telling) -> str:
    code, day = _code(event, tell), tell.day(event.disputed_on)
    who, reason = tell.person(event.resident_id), tell.text(event.reason)
    return tell.choose(
        f"{day}，{who}对{code}提出异议：{reason}。核实前不计入。",
        f"On {day} {who} disputed {code}: {reason}. It does not count until that is settled.",
    )


def _withdrawn(event: ServiceDisputeWithdrawn, tell: Telling) -> str:
    code, day, who = _code(event, tell), tell.day(event.withdrawn_on), tell.person(event.resident_id)
    return tell.choose(f"{day}，{who}撤回对{code}的异议。", f"On {day} {who} withdrew the dispute about {code}.")


def _upheld(event: ServiceDisputeUpheld, tell: Telling) -> str:
    code, reason = _code(event, tell), tell.text(event.reason)
    return tell.choose(
        f"对{code}的异议成立，该服务作废，不计入。理由：{reason}。",
        f"The dispute about {code} was upheld; it does not count: {reason}.",
    )


def _approved(event: LateEntryApproved, tell: Telling) -> str:
    code, day = _code(event, tell), tell.day(event.approved_on)
    return tell.choose(f"{day}批准补录：{code}。", f"The late entry was approved on {day}: {code}.")


def _rejected(event: LateEntryRejected, tell: Telling) -> str:
    code, day, reason = _code(event, tell), tell.day(event.rejected_on), tell.text(event.reason)
    return tell.choose(
        f"{day}驳回补录：{code}。理由：{reason}。", f"The late entry was rejected on {day}: {code}. Reason: {reason}."
    )


def _code(event: ServiceEvent, tell: Telling) -> str:
    """The last digits of the service's id, by which the facts about one service are told to belong together."""
    digits = event.service_id.hex[-6:]
    return tell.choose(f"服务{digits}", f"service {digits}")


def _text(value: Personal | None, zh: str, en: str, tell: Telling) -> str:
    if value is None:
        return ""
    return tell.choose(f"{zh}：{tell.text(value)}。", f" {en}: {tell.text(value)}.")


def _evidence(kept: tuple[Evidence, ...], tell: Telling) -> str:
    if not kept:
        return ""
    return tell.choose(f"留存：{_kinds(kept, tell)}。", f" Kept: {_kinds(kept, tell)}.")


def _kinds(kept: tuple[Evidence, ...], tell: Telling) -> str:
    if not kept:
        return tell.choose("无", "none")
    return tell.listed([tell.word(each.kind) for each in kept])
