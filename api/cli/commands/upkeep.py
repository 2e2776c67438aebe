"""`rebuild`, `backup`, `restore`: what keeps a store alive."""

import os
from pathlib import Path
from typing import Annotated

import typer

from api.cli.commands import verifying
from api.cli.options import Json, Lang, Tenant
from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import READ_MODELS, Service, back_up_store, open_for_upkeep, restore_store, settings_from

Name = Annotated[
    str | None,
    typer.Argument(metavar="NAME", help=SAY("哪张查询表（默认全部）", "which read model (default: all)")),
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help=SAY("文件夹", "a folder"))]


def add_to(app: typer.Typer) -> None:
    """The three commands."""
    app.command("rebuild", help=SAY("由台账重建查询表", "build the read models again from the ledger"))(rebuild)
    app.command("backup", help=SAY("备份台账与密封信息", "copy ledger and vault into a folder"))(backup)
    app.command("restore", help=SAY("由备份恢复到空库，并核对", "fill an empty store from a backup, and verify"))(
        restore
    )


def rebuild(name: Name = None, tenant: Tenant = None, as_json: Json = False, lang: Lang = None) -> int:
    """Build one read model again, or all of them; answers how far each has come."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    if name not in (None, *READ_MODELS):
        known = ", ".join(READ_MODELS)
        raise typer.BadParameter(
            SAY(f"没有名为 {name} 的查询表；有：{known}", f"no read model {name}; there are: {known}")
        )
    built = {}
    with open_for_upkeep(settings_from(os.environ, tenant=tenant)) as service:
        for each in READ_MODELS if name is None else (name,):
            built[each] = _rebuild(service, each, output)
    if as_json:
        output.value({each: {"position": position} for each, position in built.items()})
    else:
        output.table([SAY("查询表", "Read model"), SAY("记录序号", "Position")], list(built.items()))
    return 0


def _rebuild(service: Service, name: str, output: Output) -> int:
    head = service.ledger.head().position
    with output.progress(name) as bar:
        return service.runner.rebuild(name, on_progress=lambda _, done: bar(done, head))


def backup(folder: Folder, tenant: Tenant = None, as_json: Json = False, lang: Lang = None) -> int:
    """Copy the store as it is at one position; others may go on writing."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    settings = settings_from(os.environ, tenant=tenant)
    with output.progress(SAY("备份", "Copying")) as bar:
        manifest = back_up_store(settings, folder, lambda _, done: bar(done, done))
    if as_json:
        output.value({"folder": str(folder), "position": manifest.position})
    else:
        output.line(
            SAY(
                f"已备份到 {folder}（记录序号 {manifest.position}）。",
                f"Copied to {folder}, up to position {manifest.position}.",
            )
        )
    output.note(
        SAY(
            f"密钥文件 {settings.kek_file} 不在备份里，请另处保管；没有它，备份里的个人信息谁也读不出。",
            f"The key file {settings.kek_file} is not part of it. Keep it elsewhere: without it nobody can read the "
            "personal values of the backup.",
        ),
        style="yellow",
    )
    return 0


def restore(folder: Folder, tenant: Tenant = None, as_json: Json = False, lang: Lang = None) -> int:
    """Fill an empty store from a backup, build its read models, and verify it."""
    del lang  # read before anything is said
    output = Output(as_json=as_json)
    settings = settings_from(os.environ, tenant=tenant)
    with output.progress(SAY("恢复", "Restoring")) as bar:
        manifest = restore_store(settings, folder, lambda _, done: bar(done, done))
    output.note(
        SAY(f"已恢复 {manifest.position} 条记录，正在核对。", f"Restored {manifest.position} records; verifying.")
    )
    with open_for_upkeep(settings) as service:
        with output.progress(SAY("更新查询表", "Updating read models")) as bar:
            service.catch_up(on_progress=lambda position: bar(position, manifest.position))
        found = verifying.check(service, output)
    if as_json:
        output.value(verifying.in_json(found))
    else:
        verifying.tell(found, output)
    return verifying.SOUND if found.ok else verifying.NOT_SOUND
