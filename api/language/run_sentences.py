"""What a renewal run came to, one plain sentence a fact."""

from api.language.telling import Telling
from domain.renewal_run.events import RenewalRunEvent


def run_sentence(event: RenewalRunEvent, tell: Telling) -> str:
    """The sentence about a completed run."""
    first, last = tell.day(event.from_on), tell.day(event.to_on)
    days = tell.choose(f"{first}至{last}", f"{first} to {last}") if event.from_on < event.to_on else last
    told = tell.choose(
        f"到期处理完成（{days}）：续约{event.renewed}份，到期终止{event.expired}份，临近到期待同意{event.waiting}份",
        f"What fell due was settled ({days}): {event.renewed} renewed, {event.expired} expired, {event.waiting} near "
        "their end awaiting consent",
    )
    skipped = tell.listed([f"{tell.word(each.reason)} {each.contracts}" for each in event.skipped])
    if not skipped:
        return tell.choose(f"{told}。", f"{told}.")
    return tell.choose(f"{told}；未续约：{skipped}。", f"{told}; not renewed: {skipped}.")
