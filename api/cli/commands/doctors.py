"""`doctor`: what is wrong with this set-up, and what to do about it. It changes nothing but, where asked, the key."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from api.cli.commands import key_changes
from api.cli.ending import COULD_NOT_RUN, DONE
from api.cli.examination.check import Check, State, trouble
from api.cli.examination.set_up import examine_set_up, program
from api.cli.examination.store import examine_store
from api.cli.options import Json, Lang, Tenant
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import open_service, settings_from

ChangeKey = Annotated[
    Path | None,
    typer.Option(
        "--change-key",
        metavar="NEW_FILE",
        help=SAY(
            "更换密钥文件：今后由 NEW_FILE 打开这个库（没有就生成）",
            "change the key file: NEW_FILE, made where there is none, opens the store from now on",
        ),
    ),
]

SIGNS: Mapping[State, tuple[str, str]] = {
    State.GOOD: ("✓", "green"),
    State.DOUBTFUL: ("!", "yellow"),
    State.WRONG: ("✗", "red"),
}


def add_to(app: typer.Typer) -> None:
    """The command `doctor`."""
    app.command("doctor", help=SAY("检查运行环境，告诉您哪里不对、怎么办", "what is wrong with this set-up"))(doctor)


def doctor(new_file: ChangeKey = None, tenant: Tenant = None, as_json: Json = False, lang: Lang = None) -> int:
    """Look at everything that the service stands on, or give the store another key file."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    if new_file is not None:
        return key_changes.change(settings_from(os.environ, tenant=tenant), new_file, output)
    checks = list(examine(tenant))
    well = not any(check.state is State.WRONG for check in checks)
    if as_json:
        output.value({"ok": well, "checks": [asdict(check) for check in checks]})
    for check in () if as_json else checks:
        sign, style = SIGNS[check.state]
        output.line(f"{sign} {check.message}", style=style)
    return DONE if well else COULD_NOT_RUN


def examine(tenant: str | None) -> Iterator[Check]:
    """Every check, one after the other; each goes on where another one failed."""
    yield program()
    try:
        settings = settings_from(os.environ, tenant=tenant)
    except Exception as error:  # noqa: BLE001 - whatever is wrong is what the doctor is to tell
        yield trouble("settings", error)
        return
    yield from examine_set_up(settings)
    try:
        with open_service(settings, writing=False, as_it_stands=True) as service:
            yield from examine_store(service)
    except Exception as error:  # noqa: BLE001 - the same
        yield trouble("database", error)
