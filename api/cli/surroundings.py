"""What every command begins with: where the store is, and whose."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from api.cli.output import Output
from api.cli.speech import SPEECH as SAY
from api.composition import Service, open_service, settings_from


@contextmanager
def reading(tenant: str | None, output: Output) -> Iterator[Service]:
    """The service to ask; says so where the read models could not be brought up to the ledger."""
    with open_service(settings_from(os.environ, tenant=tenant), writing=False) as service:
        if service.is_behind():
            output.note(
                SAY(
                    "另一个进程正在写入，查询表还没跟上；答案以所示记录序号为准。",
                    "Somebody else is writing and the read models are behind; the answer says how far it is.",
                )
            )
        yield service
