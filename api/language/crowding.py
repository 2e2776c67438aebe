"""What a record says that it was warned of, where a team or a doctor has more than the policy has them have."""

from api.language.telling import Telling
from domain.policy.capacity import OverAdvised


def crowding_told(over: OverAdvised | None, tell: Telling) -> str:
    """The sentence that follows the one about the fact; empty where there was room."""
    if over is None:
        return ""
    counted = tell.word(over.counted)
    return tell.choose(
        f"提醒：连同本次，签约共{over.load}{counted}，超过规定的{over.cap}{counted}。",
        f" Warned: with this, {over.load} {counted} are under contract, more than {over.cap}.",
    )
