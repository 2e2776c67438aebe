"""What the people of a contract agreed to for themselves, one plain sentence a fact."""

from api.language.telling import Telling
from domain.contract.consents.events import ConsentEvent, ConsentGiven, ConsentWithdrawn


def consent_sentence(event: ConsentEvent, tell: Telling) -> str:
    """The sentence about a consent that was given or taken back."""
    who, purpose, speaker = tell.person(event.resident_id), tell.word(event.purpose), _speaker(event, tell)
    note = "" if event.note is None else tell.choose(f"（{tell.text(event.note)}）", f" ({tell.text(event.note)})")
    note += _said_before(event, tell)
    match event:
        case ConsentGiven():
            day, form = tell.day(event.given_on), tell.word(event.form)
            return tell.choose(
                f"{day}，{who}同意{purpose}，{speaker}{form}{note}。",
                f"On {day} {who} consented to {purpose}, {speaker}, {form}{note}.",
            )
        case ConsentWithdrawn():
            day = tell.day(event.withdrawn_on)
            return tell.choose(
                f"自{day}起，{who}不再同意{purpose}，由{speaker}提出{note}。",
                f"From {day} {who} consents to {purpose} no longer, {speaker}{note}.",
            )


def _said_before(event: ConsentEvent, tell: Telling) -> str:
    left = event.from_contract_id
    return "" if left is None else tell.choose(f"（在合同{left}中所说）", f" (said under contract {left})")


def _speaker(event: ConsentEvent, tell: Telling) -> str:
    speaker = tell.word(event.spoken_by)
    return speaker if event.guardian_id is None else f"{speaker}{_named(tell.person(event.guardian_id), tell)}"


def _named(name: str, tell: Telling) -> str:
    return tell.choose(name, f" {name}")
