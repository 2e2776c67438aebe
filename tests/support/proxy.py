"""Stands between the service and PostgreSQL, and loses one message that commits, or the reply to it."""

import socket
from contextlib import suppress
from threading import Thread
from typing import Literal

from sqlalchemy.engine import make_url

Loss = Literal["command", "reply"]

COMMITTING = (b"COMMIT", b"EXECUTE append_")
"""What is in a message that commits: a transaction's end, or a batch that is a transaction by itself."""


class LosingProxy:
    """Forwards to the server of `url`. `lose_next_commit` arms it for one such message, of whichever connection."""

    def __init__(self, url: str) -> None:
        self._target = make_url(url)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._armed: Loss | None = None
        self.lost = 0
        Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The same database, through the proxy."""
        return self._target.set(port=self._listener.getsockname()[1]).render_as_string(hide_password=False)

    def lose_next_commit(self, loss: Loss) -> None:
        """The next that commits does not reach the server, or its reply does not come back."""
        self._armed = loss

    def close(self) -> None:
        """Accepts nobody any more."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection((self._target.host or "", self._target.port or 0))
                line = _Line(self, client, server)
                Thread(target=line.to_server, daemon=True).start()
                Thread(target=line.to_client, daemon=True).start()

    def loss_of(self, data: bytes) -> Loss | None:
        """What is to be lost of these bytes; asked once it is no longer armed."""
        if self._armed is None or not any(word in data for word in COMMITTING):
            return None
        loss, self._armed = self._armed, None
        self.lost += 1
        return loss


class _Line:
    def __init__(self, proxy: LosingProxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self._client = client
        self._server = server
        self._muted = False

    def to_server(self) -> None:
        with suppress(OSError):
            while data := self._client.recv(65536):
                loss = self._proxy.loss_of(data)
                if loss == "command":
                    break
                self._muted = loss == "reply"
                self._server.sendall(data)
        self._hang_up()

    def to_client(self) -> None:
        with suppress(OSError):
            while data := self._server.recv(65536):
                if self._muted:
                    break
                self._client.sendall(data)
        self._hang_up()

    def _hang_up(self) -> None:
        for end in (self._client, self._server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
