"""Two stores that lived the same life, one on time and one not: what is the same, and what came later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from api.cli.demo.calling import household_called
from api.cli.demo.people import SIGNINGS
from api.cli.demo.years import BACK_ON, ENDS_ON
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import Service
from api.language.sentences import sentence
from api.language.values import day
from api.names import LedgerNames
from application.ports import ZONE
from application.queries.history import HistoryEntry, history_of
from application.queries.moment import Asked

DAYS = (date(2018, 12, 31), date(2019, 6, 30), date(2019, 12, 31), date(2020, 1, 1), BACK_ON, ENDS_ON)
"""Days whose rosters are compared."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Twins:
    """The records of one contract on both stores."""

    contract: UUID
    called: str
    on_time: Sequence[HistoryEntry]
    stopped: Sequence[HistoryEntry]

    @property
    def are_same(self) -> bool:
        """Whether everything is equal but when it became known, and its place in the ledger."""
        return [_told(each) for each in self.on_time] == [_told(each) for each in self.stopped]


def show(on_time: Service, stopped: Service, output: Output) -> None:
    """The same histories but for when things became known, and the same rosters."""
    output.heading(SAY("十、要是没有停过呢？", "10. And had it never stopped?"))
    twins = [
        Twins(
            contract=each.contract_id,
            called=household_called(stopped, each),
            on_time=_entries(on_time, each.contract_id),
            stopped=_entries(stopped, each.contract_id),
        )
        for each in SIGNINGS
    ]
    _show_verdict(twins, output)
    _show_rosters(on_time, stopped, output)
    _show_later(twins, stopped, output)


def _show_verdict(twins: Sequence[Twins], output: Output) -> None:
    same = [each for each in twins if each.are_same]
    records = sum(len(each.stopped) for each in same)
    output.line(
        SAY(
            "同样的日子在另一本台账上再过一遍，到期照常处理，一天不停。然后逐条对照：",
            "The same days once more in another ledger, settled without a break. Then both are compared:",
        )
    )
    for each in (each for each in twins if not each.are_same):
        output.line(SAY(f"{each.called}的记录不一样！", f"The records of {each.called} differ!"), style="red")
    output.line(
        SAY(
            f"{len(same)}/{len(twins)} 份合同、{records} 条记录的内容和先后完全相同。",
            f"{len(same)} of {len(twins)} contracts, {records} records: the same content in the same order.",
        )
    )


def _show_rosters(on_time: Service, stopped: Service, output: Output) -> None:
    headings = [
        SAY("在签名单", "Roster of"),
        SAY("合同（没停过）", "Contracts (never stopped)"),
        SAY("合同（停过）", "Contracts (stopped)"),
        SAY("对照", "Compared"),
    ]
    rows = []
    for on in DAYS:
        whole, late = (list(service.roster.rows(Asked(as_of=on))) for service in (on_time, stopped))
        verdict = SAY("逐份相同", "the same") if whole == late else SAY("不一样！", "they differ!")
        rows.append((day(on, SAY.language), len(whole), len(late), verdict))
    output.table(headings, rows)


def _show_later(twins: Sequence[Twins], stopped: Service, output: Output) -> None:
    """The records that became known on another day: the only thing that the forty days changed."""
    names = LedgerNames(stopped.ledger)
    rows = [
        (
            f"{each.called}{SAY('：', ': ')}{sentence(late.event, each.contract, names, SAY.language)}",
            _recorded_on(early),
            _recorded_on(late),
        )
        for each in twins
        if each.are_same
        for early, late in zip(each.on_time, each.stopped, strict=True)
        if early.recorded_at.date() != late.recorded_at.date()
    ]
    output.line(
        SAY(
            f"不同的只有{len(rows)}条记录记下的日子：",
            f"All that differs is the day on which {len(rows)} records were made:",
        )
    )
    output.table([SAY("记录", "Record"), SAY("没停过", "Never stopped"), SAY("停过", "Stopped")], rows)


def _entries(service: Service, contract_id: UUID) -> Sequence[HistoryEntry]:
    return history_of(contract_id, None, service.ledger, service.clock, reveal=True).entries


def _told(entry: HistoryEntry) -> tuple[object, ...]:
    return entry.type, entry.effective_on, entry.facts, entry.actor


def _recorded_on(entry: HistoryEntry) -> str:
    return day(entry.recorded_at.astimezone(ZoneInfo(ZONE)).date(), SAY.language)
