"""One fact of every kind about terms, and the sentence that it is told in, in both languages."""

from datetime import date
from uuid import UUID

from application.envelope import Event
from domain.contract.terms import events as terms
from domain.personal import Personal
from domain.policy.model import PolicyRef, Term
from domain.policy.renewal import RenewalKind
from domain.policy.termination import TerminationReason

CONTRACT = UUID("01900000-0000-7000-8000-00000000000c")

BY_SILENCE_EN = (
    "Renewed by silence: term 2, from 28 February 2020 to 27 February 2023. Both sides are to confirm it by "
    "29 March 2020."
)
VOIDED_EN = (
    "The contract had been asked to end on 20 February 2020: from term 2 on it was not renewed; its last day is "
    "27 February 2020."
)
TERMINATED_EN = (
    "On 2 March 2020 it was decided to end the contract, as asked for on 2 March 2020: the residents asked for it; "
    "last day 1 March 2020."
)

FACTS: list[tuple[Event, str, str]] = [
    (
        terms.ContractRenewed(
            term=Term(number=2, start_on=date(2020, 2, 28), end_on=date(2023, 2, 27), anchor_on=date(2017, 2, 28)),
            basis=RenewalKind.SILENCE,
            policy=PolicyRef(name="erqi", version="1", digest="0"),
            renews_silently=True,
            reconfirm_by=date(2020, 3, 29),
        ),
        "默认续约：第2期，2020年2月28日至2023年2月27日。双方还需在2020年3月29日以前再次确定。",
        BY_SILENCE_EN,
    ),
    (
        terms.RenewalReconfirmed(term_number=2, confirmed_on=date(2020, 3, 5)),
        "2020年3月5日双方再次确定了第2期的责任、权利和义务。",
        "On 5 March 2020 both sides confirmed again what is whose to do in term 2.",
    ),
    (
        terms.RenewalReconfirmationVoided(
            term_number=2, confirmed_on=date(2020, 3, 5), reason=Personal(CONTRACT, "录错了户")
        ),
        "撤销2020年3月5日对第2期的再次确定，理由：录错了户；该期仍待双方再次确定。",
        "The confirmation of term 2 of 5 March 2020 is void: 录错了户. Both sides are to confirm it again.",
    ),
    (
        terms.RenewalVoided(term_number=2, last_day_on=date(2020, 2, 27), requested_on=date(2020, 2, 20)),
        "2020年2月20日已提出解约，第2期起的自动续约作废，最后一天仍为2020年2月27日。",
        VOIDED_EN,
    ),
    (
        terms.ContractExpired(
            term_number=1, last_day_on=date(2020, 2, 27), outcome=terms.ExpiryOutcome.TERMINATION_REQUESTED
        ),
        "第1期期满，合同到期，最后一天为2020年2月27日（已提出解约）。",
        "The contract expired with term 1, last day 27 February 2020: its end had been asked for.",
    ),
    (
        terms.TerminationRequested(
            requested_on=date(2020, 2, 20), reason=TerminationReason.OTHER, note=Personal(CONTRACT, "随子女生活")
        ),
        "2020年2月20日提出解约，原因：其他。备注：随子女生活。",
        "On 20 February 2020 it was asked to end the contract: other. Note: 随子女生活.",
    ),
    (
        terms.TerminationRequestWithdrawn(requested_on=date(2020, 2, 20), withdrawn_on=date(2020, 2, 25)),
        "2020年2月25日撤回2020年2月20日提出的解约申请。",
        "On 25 February 2020 the request of 20 February 2020 to end the contract was withdrawn.",
    ),
    (
        terms.ContractTerminated(
            last_day_on=date(2020, 3, 1),
            decided_on=date(2020, 3, 2),
            reason=TerminationReason.RESIDENT_REQUEST,
            requested_on=date(2020, 3, 2),
        ),
        "2020年3月2日决定解约（2020年3月2日提出申请），原因：居民要求，最后一天为2020年3月1日。",
        TERMINATED_EN,
    ),
    (
        terms.TerminationVoided(last_day_on=date(2020, 3, 1), reason=Personal(CONTRACT, "录错了户")),
        "撤销解约（原记最后一天为2020年3月1日），理由：录错了户。合同如同从未解约。",
        "The early end (last day 1 March 2020) is void, as if it had never been decided: 录错了户.",
    ),
]
