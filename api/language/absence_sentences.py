"""Who is away for work and who is back, one plain sentence a fact."""

from api.language.telling import Telling
from domain.contract.absences.events import AbsenceEnded, AbsenceEvent, AbsenceNoted


def absence_sentence(event: AbsenceEvent, tell: Telling) -> str:
    """The sentence about somebody's being away."""
    who = tell.person(event.resident_id)
    match event:
        case AbsenceNoted():
            since, left = tell.day(event.since_on), event.from_contract_id
            said = None if event.note is None else tell.text(event.note)
            note = "" if said is None else tell.choose(f"（{said}）", f" ({said})")
            noted = "" if left is None else tell.choose(f"（在合同{left}中所记）", f" (noted under contract {left})")
            return tell.choose(
                f"{who}自{since}起外出{note}{noted}，仍在合同内。",
                f"{who} has been away since {since}{note}{noted} and stays under contract.",
            )
        case AbsenceEnded():
            day = tell.day(event.back_on)
            return tell.choose(f"{who}自{day}起在家，不再外出。", f"{who} is here again from {day}.")
