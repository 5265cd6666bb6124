"""The witness's web application (WSGI): add-checkpoint, the latest checkpoint for monitors, health."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from siaga.vault.errors import VaultError
from siaga.vault.tlog.note import SignedNote
from siaga.vault.witness.cosigning import Witness
from siaga.vault.witness.request import MOST_BYTES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_LATEST = re.compile(r"/([0-9a-f]{64})/checkpoint")
_TEXT = "text/plain; charset=utf-8"
_SIZE = "text/x.tlog.size"


class WitnessApp:
    """Answers for `witness`; `problem` says what is wrong at present, "" if nothing is."""

    def __init__(self, witness: Witness, problem: Callable[[], str]) -> None:
        self._witness = witness
        self._problem = problem

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request; there are no routes but these three."""
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")
        status, kind, body = self._answer(method, path, environ)
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start_response(f"{status} {HTTPStatus(status).phrase}", headers)
        return [body]

    def _answer(self, method: str, path: str, environ: WSGIEnvironment) -> tuple[int, str, bytes]:
        if path == "/add-checkpoint":
            return self._add(environ) if method == "POST" else _text(405, "POST only")
        if path == "/healthz" and method == "GET":
            problem = self._problem()
            return _text(503, problem) if problem else _text(200, "ok")
        match = _LATEST.fullmatch(path)
        if match and method == "GET":
            return self._latest(match[1])
        return _text(404, "nothing here")

    def _add(self, environ: WSGIEnvironment) -> tuple[int, str, bytes]:
        stream: Any = environ["wsgi.input"]
        body: bytes = stream.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            return _text(413, f"more than {MOST_BYTES} bytes")
        answer = self._witness.add_checkpoint(body)
        if isinstance(answer, SignedNote):
            return 200, _TEXT, answer.signatures[-1].line().encode()
        if answer.status == 409 and answer.size is not None:
            return 409, _SIZE, f"{answer.size}\n".encode()
        return _text(answer.status, answer.reason)

    def _latest(self, hashed_origin: str) -> tuple[int, str, bytes]:
        try:
            known = self._witness.known(hashed_origin)
        except (OSError, VaultError) as error:
            return _text(503, f"the witness's memory is damaged: {error}")
        return _text(404, "never cosigned") if known is None else (200, _TEXT, known.note.encode())


def _text(status: int, reason: str) -> tuple[int, str, bytes]:
    return status, _TEXT, f"{reason}\n".encode()
