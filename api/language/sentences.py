"""Every fact there is as one plain sentence in Chinese and in English."""

from typing import assert_never
from uuid import UUID

from api.language.contract_sentences import contract_sentence
from api.language.run_sentences import run_sentence
from api.language.team_sentences import team_sentence
from api.language.telling import Names, Telling
from application.envelope import Event
from domain.citizen_id import Sex
from domain.contract.events import ContractEvent
from domain.policy.errors import Language
from domain.renewal_run.events import RenewalRunEvent
from domain.resident.events import (
    ResidentAbsorbed,
    ResidentDetails,
    ResidentDetailsChanged,
    ResidentEvent,
    ResidentIdentified,
    ResidentMerged,
    ResidentRegistered,
)

SHOWN_OF_A_NUMBER = 4
"""Of a paper's number only its end is said: enough to tell two apart, too little to use it."""


def sentence(event: Event, about: UUID, names: Names, language: Language) -> str:
    """What a fact of the stream `about` says. Personal values are said where they are open, and masked where not."""
    tell = Telling(names, language)
    if isinstance(event, ContractEvent):
        return contract_sentence(event, tell)
    if isinstance(event, ResidentEvent):
        return _resident_sentence(event, about, tell)
    if isinstance(event, RenewalRunEvent):
        return run_sentence(event, tell)
    return team_sentence(event, tell)


def _resident_sentence(event: ResidentEvent, resident_id: UUID, tell: Telling) -> str:
    match event:
        case ResidentRegistered():
            day, details = tell.day(event.registered_on), _details(event.details, tell)
            return tell.choose(f"{day}登记居民：{details}。", f"Registered on {day}: {details}.")
        case ResidentIdentified():
            return _identified(event, resident_id, tell)
        case ResidentDetailsChanged():
            who, day, details = tell.person(resident_id), tell.day(event.changed_on), _details(event.details, tell)
            return tell.choose(f"自{day}起，{who}的登记信息改为：{details}。", f"From {day}, of {who}: {details}.")
        case ResidentMerged():
            day, other = tell.day(event.merged_on), tell.person(event.same_as_id)
            return tell.choose(
                f"{day}查明此条登记与{other}（{event.same_as_id}）是同一人，今后以后者为准。",
                f"Found on {day} to be the same person as {other} ({event.same_as_id}), as whom they are known now.",
            )
        case ResidentAbsorbed():
            day = tell.day(event.merged_on)
            return tell.choose(
                f"{day}查明{event.duplicate_id}是此人的重复登记，已并入。",
                f"Found on {day} that {event.duplicate_id} is this same person; what it holds counts here.",
            )
        case _:
            assert_never(event)


def _identified(event: ResidentIdentified, resident_id: UUID, tell: Telling) -> str:
    who, paper, day = tell.person(resident_id), tell.word(event.kind), tell.day(event.identified_on)
    if event.number.text is None:
        number = tell.mask
    else:
        number = tell.choose("尾号", "ending in ") + event.number.text[-SHOWN_OF_A_NUMBER:]
    return tell.choose(f"{day}登记{who}的{paper}，{number}。", f"The {paper} of {who} was noted on {day}, {number}.")


def _details(details: ResidentDetails, tell: Telling) -> str:
    known = (
        ("姓名", "name", details.name),
        ("性别", "sex", details.sex),
        ("出生日期", "born", details.birth_on),
        ("电话", "phone", details.phone),
        ("住址", "address", details.address),
        ("户口簿号", "household book", details.household_book_number),
    )
    parts = []
    for zh, en, value in known:
        if value is not None:
            text = tell.word(Sex(value.text)) if value is details.sex and value.text else tell.text(value)
            parts.append(tell.choose(f"{zh}{text}", f"{en} {text}"))
    return tell.choose("，".join(parts), ", ".join(parts))
