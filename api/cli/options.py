"""The options that many commands share, each declared once."""

import getpass
import os
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.speech import SPEECH as SAY
from application.envelope import Actor, Channel, Role


class AskedLanguage(StrEnum):
    """The languages there are."""

    ZH = "zh"
    EN = "en"


DAY = ["%Y-%m-%d"]

Json = Annotated[
    bool, typer.Option("--json", help=SAY("输出一个 JSON 值，供程序读取", "print one JSON value, for programs"))
]
Lang = Annotated[AskedLanguage | None, typer.Option("--lang", help=SAY("语言", "language"))]
Tenant = Annotated[
    str | None,
    typer.Option(
        "--tenant", metavar="CODE", help=SAY("机构代码（默认 JIAYI_TENANT）", "tenant (default JIAYI_TENANT)")
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="NAME", help=SAY("经办人（默认当前系统用户）", "who does it (default: the system user)")
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=SAY("只试不记", "rehearse: record nothing"))]
AsRole = Annotated[Role, typer.Option("--role", help=SAY("经办人身份", "in what role"))]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="T",
        help=SAY(
            "按当时已知的情况：日期（当日结束）、带时区的时刻或 @序号（默认现在）",
            "as known then: a date (its end), an instant with offset, or @POSITION (default: now)",
        ),
    ),
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=DAY, metavar="D", help=SAY("哪一天（默认今天）", "for which day (default: today)")),
]
WorkbookFile = Annotated[Path, typer.Argument(metavar="FILE", help=SAY("登记册（.xlsx）", "the register (.xlsx)"))]


def day_of(asked: datetime | None) -> date | None:
    """The civil day of a date option."""
    return None if asked is None else asked.date()


def actor(by: str | None, role: Role, channel: Channel) -> Actor:
    """Who does it: the one named, else the system user. Raises `BadParameter` for a resident who is named otherwise."""
    try:
        return Actor(id=by or _system_user(), role=role, channel=channel)
    except ValueError:  # its own check; what was typed may be a name, and is not repeated
        raise typer.BadParameter(
            SAY(
                "居民以居民编号（--by）经办，不写姓名。",
                "A resident is named by the resident's id (--by), not by name.",
            )
        ) from None


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name; before Python 3.13 that is a KeyError
        return f"uid {os.getuid()}"
