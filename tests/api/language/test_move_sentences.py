"""Who goes from one contract to another is told of on both of them, and each names the other."""

import pytest

from api.language.sentences import sentence
from application.envelope import Event
from tests.api.language.test_sentences import KnownNames
from tests.api.language.told_moves import CONTRACT, TOLD_OTHERWISE


@pytest.mark.parametrize(("event", "zh", "en"), TOLD_OTHERWISE, ids=range(len(TOLD_OTHERWISE)))
def test_a_move_is_told_in_both_languages(event: Event, zh: str, en: str) -> None:
    assert sentence(event, CONTRACT, KnownNames(), "zh") == zh
    assert sentence(event, CONTRACT, KnownNames(), "en") == en
