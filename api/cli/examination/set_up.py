"""What a store stands on before it is opened: program, policies, key file, disk."""

import platform
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from api.cli.examination.check import Check, State
from api.cli.speech import SPEECH as SAY
from api.composition import Settings, load_policy_book
from api.language.messages import refusal_sentence
from domain.refusal import Refused

LITTLE_BYTES = 500 * 1000 * 1000
OWNER_ONLY = 0o077


def examine_set_up(settings: Settings) -> Iterator[Check]:
    """Every check that needs no database."""
    yield _policies(settings)
    yield from _key_file(settings)
    yield from _disk(settings)


def program() -> Check:
    """The versions of what runs."""
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return Check("python", State.GOOD, SAY(f"程序：{versions}", f"Program: {versions}"))


def _policies(settings: Settings) -> Check:
    try:
        names = ", ".join(load_policy_book(settings).names())
    except Refused as refused:
        return Check("policies", State.WRONG, refusal_sentence(refused, SAY.language))
    return Check("policies", State.GOOD, SAY(f"政策：{names}", f"Policies: {names}"))


def _key_file(settings: Settings) -> Iterator[Check]:
    file = settings.kek_file
    if not file.exists():
        return  # the database says whether one is missing
    if file.stat().st_mode & OWNER_ONLY:
        yield Check(
            "key_file",
            State.DOUBTFUL,
            SAY(
                f"密钥文件 {file} 别人也能读；请运行：chmod 600 {file}",
                f"Others can read the key file {file}; run: chmod 600 {file}",
            ),
        )
    else:
        yield Check("key_file", State.GOOD, SAY(f"密钥文件：{file}，仅本人可读", f"Key file: {file}, yours alone"))


def _disk(settings: Settings) -> Iterator[Check]:
    if settings.url.get_backend_name() != "sqlite":
        return
    folder = Path(str(settings.url.database)).absolute().parent
    if not folder.is_dir():
        said = SAY(f"没有文件夹 {folder}；请建立，或改 JIAYI_DATABASE_URL", f"There is no folder {folder}; make it")
        yield Check("disk", State.WRONG, said)
        return
    free = shutil.disk_usage(folder).free
    state = State.GOOD if free >= LITTLE_BYTES else State.DOUBTFUL
    megabytes = free // 1_000_000
    yield Check("disk", state, SAY(f"磁盘：{folder} 还有 {megabytes} MB", f"Disk: {megabytes} MB free at {folder}"))
