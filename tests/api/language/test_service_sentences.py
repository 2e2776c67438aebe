"""Facts about services as sentences, where there is less to tell than there may be."""

import pytest

from api.language.sentences import sentence
from application.envelope import Event
from tests.api.language.test_sentences import KnownNames
from tests.api.language.told import FENG
from tests.api.language.told_services import PLAIN_SERVICE_FACTS


@pytest.mark.parametrize(("event", "zh", "en"), PLAIN_SERVICE_FACTS, ids=lambda each: type(each).__name__)
def test_what_was_not_said_of_a_service_is_not_told(event: Event, zh: str, en: str) -> None:
    assert sentence(event, FENG, KnownNames(), "zh") == zh
    assert sentence(event, FENG, KnownNames(), "en") == en
