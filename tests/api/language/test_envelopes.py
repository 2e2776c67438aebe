"""Who was behind a fact and what it was read from, as people read them."""

from uuid import UUID

from api.language.envelopes import actor_called, source_told
from application.envelope import Actor, Channel, RegisterRow, Role
from tests.api.language.told import FENG, LIMEI


class OnlyFeng:
    def resident(self, resident_id: UUID) -> str | None:
        return {FENG: "王凤"}.get(resident_id)

    def team(self, _: UUID) -> str | None:
        return None


def called(actor_id: str, role: Role, name: str = "") -> str:
    actor = Actor(id=actor_id, role=role, channel=Channel.HTTP, name=name)
    return actor_called(actor, OnlyFeng(), "zh")


def test_staff_are_called_by_their_name_and_without_one_by_their_login() -> None:
    assert called("zhangmin", Role.CENTRE_CLERK, "张敏") == "张敏"
    assert called("zhangmin", Role.CENTRE_CLERK) == "zhangmin"
    assert called("his-system", Role.API_CLIENT) == "his-system"


def test_a_resident_who_acts_is_called_by_the_name_that_is_known_and_masked_where_it_was_forgotten() -> None:
    assert called(str(FENG), Role.HOUSEHOLD_REPRESENTATIVE) == "王凤"
    assert called(str(LIMEI), Role.RESIDENT) == "〔已遗忘〕"


def test_the_row_of_a_register_is_told_with_its_sheet() -> None:
    named, unnamed = (RegisterRow(digest="ab" * 32, sheet=sheet, row=37) for sheet in ("红旗村", "#2"))
    assert (source_told(named, "zh"), source_told(unnamed, "zh")) == ("导入“红旗村”第37行", "导入第2张表第37行")
    assert source_told(named, "en") == "imported from row 37 of the sheet 红旗村"
    assert source_told(unnamed, "en") == "imported from row 37 of sheet 2"
