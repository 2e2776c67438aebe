"""`verify`: the ledger against itself, and every read model against a replay of it."""

import os

import typer

from api.cli.options import Json, Lang, Tenant
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import Service, Verification, settings_from, verify_store
from api.language.findings import finding_words

SOUND, NOT_SOUND = 0, 1


def add_to(app: typer.Typer) -> None:
    """The command `verify`."""
    app.command("verify", help=SAY("核对台账与查询表", "check the ledger and the read models"))(verify)


def verify(tenant: Tenant = None, as_json: Json = False, lang: Lang = None) -> int:
    """Check everything, and tell what is wrong."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    settings = settings_from(os.environ, tenant=tenant)
    with output.progress(SAY("核对", "Verifying")) as bar:
        found = verify_store(settings, lambda _, done, of: bar(done, of))
    if as_json:
        output.value(in_json(found))
    else:
        tell(found, output)
    return SOUND if found.ok else NOT_SOUND


def check(service: Service, output: Output) -> Verification:
    """Verify with progress."""
    with output.progress(SAY("核对", "Verifying")) as bar:
        return service.verify(lambda _, done, of: bar(done, of))


def in_json(found: Verification) -> dict[str, object]:
    """The outcome as programs read it; `findings` only where there are any."""
    projections = {name: {"position": each.position, "equal": each.equal} for name, each in found.projections.items()}
    answer: dict[str, object] = {"position": found.position, "projections": projections, "ok": found.ok}
    if not found.ok:
        answer["findings"] = [
            {"in": where, "table": table, "key": key, "code": code, "detail": detail}
            for where, table, key, code, detail in _findings(found)
        ]
    return answer


def tell(found: Verification, output: Output) -> None:
    """The outcome for people: each read model, then every finding in words."""
    same, other = SAY("与重放一致", "equals a replay"), SAY("与重放不符", "differs from a replay")
    ledger = SAY("有问题", "not sound") if found.ledger_findings else SAY("完好", "sound")
    rows = [(SAY("台账", "ledger"), found.position, ledger)]
    rows += [(name, each.position, same if each.equal else other) for name, each in found.projections.items()]
    output.table([SAY("核对对象", "What"), SAY("记录序号", "Position"), SAY("结果", "Outcome")], rows)
    findings = list(_findings(found))
    if findings:
        headings = [SAY("所在", "In"), SAY("表", "Table"), SAY("行", "Row"), SAY("问题", "What is wrong")]
        told = [(*place, _what(code, detail)) for *place, code, detail in findings]
        output.table(headings, told, title=SAY("发现的问题", "Findings"))
    if found.ok:
        output.line(SAY("核对通过，一切相符。", "Everything agrees."), style="green")
    else:
        output.line(SAY("核对没有通过。", "Not everything agrees."), style="red")


def _findings(found: Verification) -> list[tuple[str, str, str, str, str]]:
    of_ledger = [("ledger", each.table, each.key, each.code, each.detail) for each in found.ledger_findings]
    return of_ledger + [(each.projection, each.table, each.key, each.code, each.detail) for each in found.findings]


def _what(code: str, detail: str) -> str:
    words = finding_words(code, SAY.language)
    if not detail:
        return words
    return SAY(f"{words}（{detail}）", f"{words} ({detail})")
