"""What the column 备注 says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.registers.notes import ReadNote, read_note

OCTOBER_27 = date(2018, 10, 27)


def read(text: str, relationship: str | None = "配偶") -> ReadNote:
    return read_note(text, relationship=relationship, from_1904=False)


@pytest.mark.parametrize(
    "text",
    [
        "2018.10.27死亡",
        "死亡2018.10.27",
        "死亡 2018年10月27日",
        "于2018-10-27病故",
        "2018/10/27去世。",
        "20181027死亡",
        "死亡（2018.10.27）",
        "2018.10.27，死亡",
        "２０１８．１０．２７死亡",
        "本人已于2018年10月27日去世",
        "2018.10.27去逝",
        "2018.10.27猝死",
        "2018.10.27死",
        "死亡2018—10—27",
    ],
)
def test_a_death_with_its_day_is_read_and_nothing_is_left(text: str) -> None:
    assert read(text) == ReadNote(died_on=OCTOBER_27)


@pytest.mark.parametrize("word", ["长期外迁", "迁出", "外迁"])
def test_a_move_with_its_day_is_read(word: str) -> None:
    assert read(f"2018.10.27{word}") == ReadNote(relocated_on=OCTOBER_27)


@pytest.mark.parametrize(
    "text",
    [
        "死亡",
        "18.10.27死亡",
        "2018年10月死亡",
        "2018.13.40死亡",
        "2018.10.27或2018.10.28死亡",
        "迁出，死亡2018.10.27",
        "2018.10.27死亡；2018.10.28去世",
        "2018.4.19迁出，2018.9.1迁回",
        "2018.4.19由西安迁出，迁入本村",
    ],
)
def test_an_ending_without_exactly_one_day_is_undated(text: str) -> None:
    assert read(text).undated


def test_every_ending_has_the_day_of_its_own_clause() -> None:
    note = read("2018.3.1建档；2018.4.19迁出；2018.10.27死亡")
    assert (note.relocated_on, note.died_on, note.undated) == (date(2018, 4, 19), OCTOBER_27, False)
    assert note.text == "2018.3.1建档"


def test_the_rest_of_a_note_is_kept() -> None:
    assert read("行动不便；2018.10.27死亡") == ReadNote(died_on=OCTOBER_27, text="行动不便")
    assert read("因脑梗2018.10.27去世") == ReadNote(died_on=OCTOBER_27, text="因脑梗2018.10.27去世")
    assert read("　在外务工　") == ReadNote(text="在外务工")


@pytest.mark.parametrize("text", ["", "无", "/", "—", "  "])
def test_a_note_that_says_nothing_is_none(text: str) -> None:
    assert read(text) == ReadNote()


@pytest.mark.parametrize(
    "text", ["拟2018.10.27迁出", "2018.10.27复查未死亡", "长期外出务工", "父亲2018.10.27去世", "丧偶，丈夫去世"]
)
def test_what_did_not_happen_or_happened_to_somebody_else_is_text(text: str) -> None:
    assert read(text) == ReadNote(text=text)


@pytest.mark.parametrize(
    "text",
    [
        "孙子2018.10.27死亡",
        "独生子女2018.10.27死亡",
        "独生子女死亡家庭",
        "子2018.10.27死亡",
        "其子于2018.10.27病故",
        "2018.10.27女：死亡",
        "岳父2018.10.27去世",
    ],
)
@pytest.mark.parametrize("relationship", ["户主", "", None])
def test_the_death_of_kin_who_have_no_row_is_nobodys_in_the_household(text: str, relationship: str | None) -> None:
    assert read(text, relationship) == ReadNote(text=text)


def test_an_ending_of_somebody_named_belongs_into_their_row() -> None:
    told = read_note("李娜2018.10.27死亡", relationship="户主", others={"李娜", ""}, from_1904=False)
    own = read_note("王伟2018.10.27死亡", relationship="户主", others={"李娜", ""}, from_1904=False)
    assert (told.undated, own.undated, own.died_on) == (True, False, OCTOBER_27)


def test_the_own_relationship_in_a_note_is_the_person() -> None:
    assert read("母亲2018.10.27去世", "母亲").died_on == OCTOBER_27
    assert read("户主2018.10.27去世", "户主").died_on == OCTOBER_27
    assert read("母亲2018.10.27去世", "母").died_on == OCTOBER_27
    assert read("子2018.10.27去世", "长子").died_on == OCTOBER_27
    assert read("妻子2018.10.27去世", "子").died_on is None
    assert read("户主2018.10.27去世", "配偶").died_on is None


def test_a_whole_household_moves() -> None:
    assert read("2018.10.27全户外迁") == ReadNote(relocated_on=OCTOBER_27, whole_household=True)


@pytest.mark.parametrize(
    "text", ["重复2", "剔重2人", "重复：2", "重复人数2", "重复 ２ 人", "重复统计的重点人群数2", "重复计算2人次"]
)
def test_the_count_of_doubles_is_read(text: str) -> None:
    assert read(text) == ReadNote(doubles=2)


@pytest.mark.parametrize("text", ["重复2018.4.19迁出", "重复 2018年4月19日迁出"])
def test_a_date_is_no_count_of_doubles(text: str) -> None:
    assert (read(text).doubles, read(text).relocated_on) == (None, date(2018, 4, 19))


def test_characters_that_nobody_sees_are_not_kept() -> None:
    assert read("\u202e在外\x00务工\u200b") == ReadNote(text="在外务工")


def test_doubles_stand_beside_endings() -> None:
    assert read("重复2；2018.10.27死亡") == ReadNote(died_on=OCTOBER_27, doubles=2)


@given(st.text(alphabet="死亡外迁出重复未父0123456789.年月日；，。 \n()abc/") | st.text())
def test_any_note_is_read_somehow(text: str) -> None:
    note = read(text)
    assert note.text is None or note.text.strip()
