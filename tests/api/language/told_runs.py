"""One fact of every kind about renewal runs, and the sentence that it is told in."""

from datetime import date

from application.envelope import Event
from domain.renewal_run.events import RenewalRunCompleted, SkippedCount, SkipReason

SEVERAL_DAYS_ZH = (
    "到期处理完成（2020年2月28日至2020年3月2日）：续约12份，到期终止4份，临近到期待同意7份；"
    "未续约：无人表示同意续约 3、已申请解约 1。"
)
SEVERAL_DAYS_EN = (
    "What fell due was settled (28 February 2020 to 2 March 2020): 12 renewed, 4 expired, 7 near their end awaiting "
    "consent; not renewed: nobody's consent was told 3, the household had asked to end it 1."
)

RUN_FACTS: list[tuple[Event, str, str]] = [
    (
        RenewalRunCompleted(
            from_on=date(2020, 2, 28),
            to_on=date(2020, 3, 2),
            renewed=12,
            expired=4,
            waiting=7,
            skipped=(
                SkippedCount(reason=SkipReason.NO_CONSENT, contracts=3),
                SkippedCount(reason=SkipReason.TERMINATION_REQUESTED, contracts=1),
            ),
            started_at="2020-03-01T16:01:00+00:00",
            finished_at="2020-03-01T16:02:00+00:00",
        ),
        SEVERAL_DAYS_ZH,
        SEVERAL_DAYS_EN,
    ),
]
