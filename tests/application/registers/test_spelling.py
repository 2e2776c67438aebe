"""Names, ids and phones as they are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.registers.spelling import (
    id_of,
    is_a_name,
    is_only_a_name,
    name_of,
    organisation_of,
    phone_of,
    plain,
    starts_formula,
)


@pytest.mark.parametrize(
    "written",
    [
        "61099019410624195x",
        " 610990 19410624 195X　",
        "６１０９９０１９４１０６２４１９５Ｘ",
        "'61099019410624195X",
        "‘61099019410624195X",
        "\u200b61099019410624195X\xa0",
        "61099019410624195×",
        "61099019410624195Х",
    ],
)
def test_an_id_is_the_same_however_it_was_typed(written: str) -> None:
    assert id_of(written) == "61099019410624195X"


@pytest.mark.parametrize(
    "written", ["张三", " 张三 ", "张　三", "张 三", "张\u200b三", "张三\n", "'张三", "’张三", "张\x00三", "\u202e张三"]
)
def test_a_name_is_the_same_however_it_was_padded(written: str) -> None:
    assert name_of(written) == "张三"


@pytest.mark.parametrize("name", ["马㛃", "𠮷田", "\uf9e8", "阿卜杜拉·买买提", "Anna Maria"])
def test_the_characters_of_a_name_stay(name: str) -> None:
    assert name_of(name) == name


@pytest.mark.parametrize("written", ["138 1234 5678", "138-1234-5678", "１３８１２３４５６７８", "138\xa012345678"])
def test_a_phone_is_the_same_however_it_was_typed(written: str) -> None:
    assert phone_of(written) == "13812345678"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@x", " =1", "＝1", "\t=1", "\u200b=1"])
def test_what_a_spreadsheet_would_compute_starts_a_formula(text: str) -> None:
    assert starts_formula(text)


@pytest.mark.parametrize("text", ["", "王", "1=1", "'=1"])
def test_other_text_starts_none(text: str) -> None:
    assert not starts_formula(text)


@pytest.mark.parametrize("written", ["第1团队", "第１团队", " 第 1 团队", "第1 团队\u200b"])
def test_a_team_is_the_same_however_it_was_typed(written: str) -> None:
    assert organisation_of(written) == "第1团队"
    assert organisation_of("Team A 队") == "Team A队"


@pytest.mark.parametrize("text", ["", "/", "无", "—", "?", "123"])
def test_what_stands_for_no_name_is_none(text: str) -> None:
    assert not is_a_name(text)


@pytest.mark.parametrize("name", ["王伟", "𠀀𪚥", "阿不都·热合曼", "古丽•买买提", "Anna Maria", "O'Neil", "王〇"])
def test_a_name_is_only_a_name(name: str) -> None:
    assert is_a_name(name)
    assert is_only_a_name(name)


@pytest.mark.parametrize("text", ["王伟（已故）", "王伟2", "王伟🙂", "王伟/李娜"])
def test_what_is_more_than_a_name_is_seen(text: str) -> None:
    assert is_a_name(text)
    assert not is_only_a_name(text)


@given(st.text())
def test_spelling_undone_twice_is_undone_once(text: str) -> None:
    for undo in (plain, name_of, organisation_of):
        assert undo(undo(text)) == undo(text)
    assert " " not in id_of(text)
