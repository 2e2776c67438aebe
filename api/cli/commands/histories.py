"""`history`: everything that is on record of one contract, in order, in plain sentences."""

from collections.abc import Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from api.cli.moments import known_words
from api.cli.options import Json, KnownAt, Lang, Tenant
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.cli.surroundings import reading
from api.language.sentences import sentence
from api.language.values import day, instant
from api.language.words import word
from api.names import LedgerNames
from application.queries.directory import find_contract
from application.queries.history import HistoryEntry, history_of
from application.queries.moment import ZONE

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
        names = LedgerNames(service.ledger)
        told = [(entry, sentence(entry.event, contract_id, names, SAY.language)) for entry in found.entries]
    known = known_words(found.known_at, found.position)
    output.note(SAY(f"合同 {contract_id}，{known}", f"Contract {contract_id}, {known}"))
    if as_json:
        output.value([entry_in_json(entry, text) for entry, text in told])
    else:
        tell(told, output)
    return 0


def entry_in_json(entry: HistoryEntry, text: str) -> dict[str, object]:
    """A record as programs read it."""
    return {
        "position": entry.position,
        "version": entry.version,
        "type": entry.type,
        "effective_on": entry.effective_on,
        "recorded_at": entry.recorded_at,
        "actor": entry.actor.name,
        "role": entry.actor.role,
        "channel": entry.actor.channel,
        "command_id": entry.command_id,
        "source": entry.source,
        "sentence": text,
        "facts": entry.facts,
    }


def tell(told: Sequence[tuple[HistoryEntry, str]], output: Output) -> None:
    """Two lines a record: the sentence, then from when it counts, when it was recorded, and by whom."""
    for entry, text in told:
        output.line(f"{entry.position:>6}  {text}")
        counts_from = day(entry.effective_on, SAY.language)
        recorded_at = instant(entry.recorded_at.astimezone(ZoneInfo(ZONE)), SAY.language)
        who = _who(entry)
        output.line(
            SAY(
                f"        自{counts_from}起生效；{recorded_at}记录，{who}",
                f"        counts from {counts_from}; recorded {recorded_at} by {who}",
            ),
            style="dim",
        )


def _who(entry: HistoryEntry) -> str:
    role, channel = word(entry.actor.role, SAY.language), word(entry.actor.channel, SAY.language)
    return SAY(f"{entry.actor.name}（{role}，{channel}）", f"{entry.actor.name} ({role}, {channel})")
