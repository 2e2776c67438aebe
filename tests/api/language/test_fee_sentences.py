"""The turns that a sentence about fees takes."""

from dataclasses import replace

import pytest

from api.language.fee_sentences import fee_sentence
from api.language.telling import Telling
from domain.contract.fees.events import FeeEvent
from domain.contract.fees.parts import FeeParts
from tests.api.language.test_sentences import KnownNames
from tests.api.language.told_fees import CHARGED, FORTY, NOTHING, REFUNDED

WHOLE = replace(
    CHARGED,
    parts=FeeParts(fiscal_subsidy=FORTY, insurance_fund=FORTY, self_share=FORTY),
    waived=NOTHING,
    waived_for=(),
)
UNEXPLAINED = replace(REFUNDED, note=None)


@pytest.mark.parametrize(
    ("event", "zh", "en"),
    [
        (WHOLE, "财政补贴 40.00、医保基金 40.00、个人承担 40.00。", "insurance fund 40.00, own share 40.00."),
        (UNEXPLAINED, "（财政补贴 10.01、个人承担 10.00）。", "(fiscal subsidy 10.01, own share 10.00)."),
    ],
    ids=["nothing_waived", "no_note"],
)
def test_a_sentence_ends_where_there_is_nothing_more_to_say(event: FeeEvent, zh: str, en: str) -> None:
    assert fee_sentence(event, Telling(KnownNames(), "zh")).endswith(zh)
    assert fee_sentence(event, Telling(KnownNames(), "en")).endswith(en)
