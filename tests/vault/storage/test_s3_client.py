"""What refusals of an S3 store mean: a closed port, a missing bucket, silence, a failing server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from siaga.vault.errors import UnreachableError
from siaga.vault.storage.contract import Storage
from siaga.vault.storage.s3 import S3Storage
from siaga.vault.storage.s3_client import Patience

HASTY = Patience(connect=20, answer=20, tries=1)
"""One try; a busy machine may take its time to answer."""


def refuses_everything(storage: Storage, text: str) -> None:
    attempts: tuple[Callable[[], object], ...] = (
        lambda: storage.read("a"),
        lambda: storage.create("a", b"1"),
        lambda: storage.version("a"),
        lambda: storage.replace("a", b"1", None),
        lambda: list(storage.names("")),
        lambda: storage.remove("a"),
        lambda: storage.move("a", "b"),
        lambda: ExitStack().enter_context(storage.lock()),
    )
    for attempt in attempts:
        with pytest.raises(UnreachableError, match=f"^s3://.*{text}"):
            attempt()


@contextmanager
def server(status: int) -> Iterator[str]:
    """Answer everything with one status."""

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # which knows that boto3 asks before it sends a body

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_PUT = do_HEAD = do_DELETE = answer  # noqa: N815 - http.server's names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def test_a_closed_port(s3_environment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    refuses_everything(S3Storage("bucket", "a", HASTY), "does not answer")


def test_a_server_that_is_silent(s3_environment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(UnreachableError, match="does not answer"):
            S3Storage("bucket", "a", Patience(connect=20, answer=0.2, tries=1)).read("x")


@pytest.mark.parametrize(
    ("status", "text"),
    [(500, "does not serve: 500"), (503, "does not serve: 503"), (403, "refuses this user")],
)
def test_a_failing_server(
    s3_environment: str, monkeypatch: pytest.MonkeyPatch, status: int, text: str
) -> None:
    with server(status) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        refuses_everything(S3Storage("bucket", "a", HASTY), text)


def test_a_bucket_that_is_not_there_is_no_empty_store(s3_environment: str) -> None:
    storage = S3Storage("another-bucket", "a", HASTY)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: storage.version("x"),
        lambda: storage.read("x"),
        lambda: list(storage.names("")),
        lambda: storage.create("x", b"1"),
    )
    for attempt in attempts:
        with pytest.raises(UnreachableError, match="the bucket does not exist"):
            attempt()


def test_what_may_be_repeated_is_repeated(s3_environment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection breaks each time; reading tries again, replacing does not."""
    accepted: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as breaking:

        def break_off() -> None:
            while True:
                connection, _ = breaking.accept()
                with connection:
                    if not connection.recv(1):
                        return
                    accepted.append(1)

        thread = threading.Thread(target=break_off, daemon=True)
        thread.start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{breaking.getsockname()[1]}")
        storage = S3Storage("bucket", "a", Patience(connect=20, answer=20, tries=2))
        with pytest.raises(UnreachableError):
            storage.replace("x", b"1", None)
        assert len(accepted) == 1
        with pytest.raises(UnreachableError):
            storage.read("x")
        assert len(accepted) == 3
        socket.create_connection(breaking.getsockname()).close()
        thread.join()
