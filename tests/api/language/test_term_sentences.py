"""The turns that a sentence about terms takes."""

from datetime import date

import pytest

from api.language.telling import Telling
from api.language.term_sentences import term_sentence
from domain.contract.terms.events import ContractRenewed, ContractTerminated, RenewalVoided, TermEvent
from domain.personal import Personal
from domain.policy.model import PolicyRef, Term
from domain.policy.renewal import RenewalKind, Side
from domain.policy.termination import TerminationReason
from tests.api.language.test_sentences import NoNames
from tests.support.scenario import CONTRACT

AGREED_LATE = ContractRenewed(
    term=Term(number=2, start_on=date(2018, 1, 1), end_on=date(2018, 12, 31), anchor_on=date(2017, 3, 15)),
    basis=RenewalKind.MUTUAL_CONSENT,
    policy=PolicyRef(name="putuo", version="1", digest="0"),
    renews_silently=False,
    agreed_on=date(2017, 12, 20),
    supersedes_expiry=True,
)
AGREED_LATE_EN = (
    "Renewed by consent of both sides on 20 December 2017: term 2, from 1 January 2018 to 31 December 2018. "
    "The expiry on record no longer counts."
)
NOBODY_ASKED = ContractTerminated(
    last_day_on=date(2020, 3, 1), decided_on=date(2020, 3, 2), reason=TerminationReason.LOST_TO_FOLLOW_UP
)

MISTAKEN_EN = (
    "The renewal from term 2 on is void, as if it had never been agreed: 录错了户; the last day is 31 December 2017."
)
NEVER_BEGUN = ContractTerminated(
    last_day_on=date(2020, 6, 30),
    decided_on=date(2020, 4, 5),
    reason=TerminationReason.MOVED_OUT,
    late_reason=Personal(CONTRACT, "停电"),
    never_in_force=True,
    consents=(Side.RESIDENT, Side.TEAM),
)
NEVER_BEGUN_EN = (
    "On 5 April 2020 it was decided to end the contract: moved out (agreed by resident, team); it was to "
    "begin on 1 July 2020 and never did. "
    "Entered late: 停电."
)


@pytest.mark.parametrize(
    ("event", "zh", "en"),
    [
        (
            AGREED_LATE,
            "双方同意续约（2017年12月20日）：第2期，2018年1月1日至2018年12月31日。原记的到期不再作数。",
            AGREED_LATE_EN,
        ),
        (
            NOBODY_ASKED,
            "2020年3月2日决定解约，原因：失访，最后一天为2020年3月1日。",
            "On 2 March 2020 it was decided to end the contract: lost to follow-up; last day 1 March 2020.",
        ),
        (
            RenewalVoided(term_number=2, last_day_on=date(2017, 12, 31), reason=Personal(CONTRACT, "录错了户")),
            "撤销第2期起的续约，理由：录错了户；最后一天为2017年12月31日，如同从未续约。",
            MISTAKEN_EN,
        ),
        (
            NEVER_BEGUN,
            "2020年4月5日决定解约，原因：迁出（居民、签约医生（团队）同意），合同原定2020年7月1日生效，从未生效。系补录，原因：停电。",
            NEVER_BEGUN_EN,
        ),
    ],
    ids=["agreed_late", "nobody_asked", "renewed_by_mistake", "never_begun"],
)
def test_a_sentence_says_what_was_agreed_or_asked_and_nothing_else(event: TermEvent, zh: str, en: str) -> None:
    assert term_sentence(event, Telling(NoNames(), "zh")) == zh
    assert term_sentence(event, Telling(NoNames(), "en")) == en
