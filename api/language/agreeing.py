"""Whose agreement a change or an ending had, as a part of its sentence."""

from collections.abc import Sequence

from api.language.telling import Telling
from domain.policy.renewal import Side


def agreed_told(consents: Sequence[Side], tell: Telling) -> str:
    """Who agreed; nothing where nobody was named."""
    if not consents:
        return ""
    sides = tell.listed([tell.word(side) for side in consents])
    return tell.choose(f"（{sides}同意）", f" (agreed by {sides})")
