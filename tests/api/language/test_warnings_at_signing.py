"""A signing says what it was warned of."""

from dataclasses import replace
from uuid import UUID

from api.language.sentences import sentence
from domain.care_team.events import StaffRole
from domain.policy.capacity import Counted, OverAdvised
from tests.api.language.told import FENG, SIGNED, SIGNED_EN, SIGNED_ZH


class Names:
    def resident(self, resident_id: UUID) -> str | None:
        return "王凤" if resident_id == FENG else "李梅"

    def team(self, _: UUID) -> str | None:
        return "城关一队"


def test_a_signing_tells_what_it_was_warned_of() -> None:
    warned = replace(
        SIGNED,
        over_advised=OverAdvised(cap=1500, counted=Counted.PERSONS, load=1501),
        team_lacks=(StaffRole.RESPONSIBLE_NURSE,),
    )
    assert sentence(warned, FENG, Names(), "zh") == (
        f"{SIGNED_ZH}提醒：连同本次，签约共1501人，超过规定的1500人。提醒：团队尚缺责任护士。"
    )
    assert sentence(warned, FENG, Names(), "en") == (
        f"{SIGNED_EN} Warned: with this, 1501 persons are under contract, more than 1500. "
        "Warned: the team has no responsible nurse."
    )
