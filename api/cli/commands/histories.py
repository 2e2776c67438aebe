"""`history`: everything that is on record of one contract, in order, in plain sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

import typer
from msgspec import to_builtins

from api.cli.moments import known_words
from api.cli.options import Json, KnownAt, Lang, Tenant
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.cli.surroundings import reading
from api.language.envelopes import actor_called, source_told
from api.language.sentences import sentence
from api.language.telling import Names
from api.language.values import day, instant
from api.language.words import word
from api.names import LedgerNames, NamesWithheld
from application.ports import ZONE
from application.queries.directory import find_contract
from application.queries.history import History, HistoryEntry, history_of

Called = Annotated[
    str,
    typer.Argument(metavar="CONTRACT", help=SAY("合同编号或家庭编号", "a contract's id, or a household number")),
]


def add_to(app: typer.Typer) -> None:
    """The command `history`."""
    app.command("history", help=SAY("一份合同的来龙去脉", "what happened to one contract"))(history)


def history(
    contract: Called,
    known_at: KnownAt = None,
    tenant: Tenant = None,
    as_json: Json = False,
    lang: Lang = None,
) -> int:
    """Print every record of a contract in order."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    with reading(tenant, output) as service:
        contract_id = find_contract(contract, service.directory, service.ledger)
        found = history_of(contract_id, known_at, service.ledger, service.clock, reveal=True)
        told = told_of(found, LedgerNames(service.ledger))
    known = known_words(found.known_at, found.position)
    output.note(SAY(f"合同 {contract_id}，{known}", f"Contract {contract_id}, {known}"))
    if as_json:
        output.value([entry_in_json(each) for each in told])
    else:
        tell(told, output)
    return 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A record with its sentence, and who was behind it, as people read them."""

    entry: HistoryEntry
    sentence: str
    by: str


def told_of(history: History, names: Names) -> list[Told]:
    """Every record of a history in the reader's words."""
    return [
        _told(entry, history.contract, NamesWithheld(names) if entry.withheld else names) for entry in history.entries
    ]


def _told(entry: HistoryEntry, contract_id: UUID, names: Names) -> Told:
    return Told(
        entry=entry,
        sentence=sentence(entry.event, contract_id, names, SAY.language),
        by=actor_called(entry.actor, names, SAY.language),
    )


def entry_in_json(told: Told) -> dict[str, object]:
    """A record as programs read it. `actor` is for people, `actor_id` says who it is."""
    entry = told.entry
    return {
        "position": entry.position,
        "version": entry.version,
        "type": entry.type,
        "effective_on": entry.effective_on,
        "recorded_at": entry.recorded_at,
        "actor": told.by,
        "actor_id": entry.actor.id,
        "role": entry.actor.role,
        "channel": entry.actor.channel,
        "command_id": entry.cause.command_id,
        "run": entry.cause.run_id,
        "source": None if entry.cause.source is None else to_builtins(entry.cause.source),
        "sentence": told.sentence,
        "facts": entry.facts,
    }


def tell(told: Sequence[Told], output: Output) -> None:
    """Two lines a record: the sentence, then from when it counts, when it was recorded, and by whom."""
    for each in told:
        entry = each.entry
        output.line(f"{entry.position:>6}  {each.sentence}")
        counts_from = day(entry.effective_on, SAY.language)
        recorded_at = instant(entry.recorded_at.astimezone(ZoneInfo(ZONE)), SAY.language)
        who = _who(each) + _read_from(entry)
        output.line(
            SAY(
                f"        自{counts_from}起生效；{recorded_at}记录，{who}",
                f"        counts from {counts_from}; recorded {recorded_at} by {who}",
            ),
            style="dim",
        )


def _who(told: Told) -> str:
    actor = told.entry.actor
    role, channel = word(actor.role, SAY.language), word(actor.channel, SAY.language)
    return SAY(f"{told.by}（{role}，{channel}）", f"{told.by} ({role}, {channel})")


def _read_from(entry: HistoryEntry) -> str:
    source = entry.cause.source
    return "" if source is None else SAY("，", ", ") + source_told(source, SAY.language)
