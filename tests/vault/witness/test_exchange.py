"""An exchange is bounded, follows no redirect, and is tried twice."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from siaga.vault.errors import UnreachableError
from siaga.vault.witness import exchange as module
from siaga.vault.witness.exchange import Answered, exchange, new_pool

Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that answers connections one after the other with raw bytes, then closes each."""
    threads: list[threading.Thread] = []

    def start(*answers: bytes) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        listening.settimeout(10)

        def run() -> None:
            with listening:
                for answer in answers:
                    connection, _ = listening.accept()
                    with connection:
                        connection.recv(65_536)
                        try:
                            connection.sendall(answer)
                        except OSError:
                            return

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/x"

    yield start
    for each in threads:
        each.join(10)
        assert not each.is_alive()


def _answer(body: bytes, status: str = "200 OK", more: str = "", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\nContent-Length: {size}\r\n{more}\r\n".encode() + body


def test_status_type_and_body_are_told(serve: Serve) -> None:
    url = serve(_answer(b"7\n", "409 Conflict", "Content-Type: Text/X; charset=utf-8\r\n"))
    assert exchange(new_pool(), "POST", url, b"x") == Answered(409, "text/x", b"7\n")
    assert exchange(new_pool(), "GET", serve(_answer(b""))) == Answered(200, "", b"")


def test_a_redirect_is_an_answer(serve: Serve) -> None:
    url = serve(_answer(b"", "302 Found", "Location: http://127.0.0.1:9/\r\n"))
    assert exchange(new_pool(), "GET", url).status == 302


def test_a_connection_that_breaks_off_is_tried_once_more(serve: Serve) -> None:
    assert exchange(new_pool(), "POST", serve(b"", _answer(b"ok")), b"x").body == b"ok"
    with pytest.raises(UnreachableError):
        exchange(new_pool(), "POST", serve(b"", b""), b"x")


def test_an_answer_that_is_cut_short_is_none(serve: Serve) -> None:
    cut = _answer(b"half", length=8)
    with pytest.raises(UnreachableError):
        exchange(new_pool(), "GET", serve(cut))


def test_an_endless_answer_is_none(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ANSWER", 10)
    assert exchange(new_pool(), "GET", serve(_answer(bytes(10)))).body == bytes(10)
    with pytest.raises(UnreachableError):
        exchange(new_pool(), "GET", serve(_answer(bytes(11))))


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "ftp://x/", "http://[bad/", "http://a:b/"])
def test_what_cannot_be_reached_is_told(url: str) -> None:
    with pytest.raises(UnreachableError):
        exchange(new_pool(), "GET", url)
