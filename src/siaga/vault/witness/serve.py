"""Run a witness's application on a port with waitress: plain HTTP, on loopback by default.

For other machines put a reverse proxy with TLS (nginx, Caddy, HAProxy) before it: answers that say "I know
a larger tree" must not be forgeable by somebody on the way.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from waitress.server import create_server

from siaga.vault.errors import VaultUsageError
from siaga.vault.witness.request import MOST_BYTES

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

DEFAULT_LISTEN = "127.0.0.1:7380"
_THREADS, _CONNECTIONS, _IDLE_S = 4, 200, 30
_HEADER_BYTES = 8_192


def parse_listen(text: str) -> tuple[str, int]:
    """Read HOST:PORT, or [IPv6]:PORT; raise VaultUsageError. Port 0 lets the system choose."""
    host, colon, port = text.rpartition(":")
    host = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if (
        not colon
        or not host
        or not (port.isascii() and port.isdigit())
        or len(port) > 5
        or int(port) > 65_535
    ):
        raise VaultUsageError(text, "not of the form HOST:PORT, such as 127.0.0.1:7380")
    return host, int(port)


class WitnessServer:
    """An application bound to a port; `run` serves until `stop` is called from another thread.

    VaultUsageError if the port can't be had.
    """

    def __init__(self, app: WSGIApplication, host: str, port: int) -> None:
        try:
            # Bound here: waitress would open one server for each address that a name has.
            bound = socket.create_server(
                (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
            )
        except OSError as error:
            raise VaultUsageError(f"{host}:{port}", f"cannot listen there: {error.strerror}") from error
        self._server = create_server(
            app,
            sockets=[bound],
            threads=_THREADS,
            connection_limit=_CONNECTIONS,
            channel_timeout=_IDLE_S,
            cleanup_interval=_IDLE_S // 2,
            max_request_body_size=MOST_BYTES + 1,
            max_request_header_size=_HEADER_BYTES,
            clear_untrusted_proxy_headers=True,
            ident=None,
        )

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._server.effective_port)

    def run(self) -> None:
        """Serve until `stop`, KeyboardInterrupt or SystemExit."""
        self._server.run()
        self._server.task_dispatcher.shutdown()

    def stop(self) -> None:
        """Make `run` return, from any thread: no new connections, open ones are closed."""
        # In the server's own thread: its sockets may be closed there only. If that looks up just now it finds
        # this before it is woken for it, and what would wake it is closed.
        with suppress(OSError):
            self._server.trigger.pull_trigger(self._close)

    def _close(self) -> None:
        for channel in tuple(self._server.active_channels.values()):
            channel.handle_close()
        self._server.close()
