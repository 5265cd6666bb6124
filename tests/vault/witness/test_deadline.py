"""Whoever sends a byte now and then holds nobody up: the whole exchange has one deadline."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from siaga.vault.errors import UnreachableError
from siaga.vault.witness import exchange as module
from siaga.vault.witness.deadline import Deadline
from siaga.vault.witness.exchange import Answered, exchange, new_pool

Drip = Callable[[bytes, bytes], str]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"
ENDLESS = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
LONGEST_S = 20.0
"""How long the server would go on, byte by byte."""


@pytest.fixture
def drip() -> Iterator[Drip]:
    """Return a function that serves `first` at once and then `rest` over and over, a byte at a time."""
    gone, threads = threading.Event(), []

    def start(first: bytes, rest: bytes) -> str:
        listening = socket.create_server(("127.0.0.1", 0))

        def run() -> None:
            with listening:
                connection, _ = listening.accept()
                with connection:
                    connection.recv(65_536)
                    try:
                        connection.sendall(first)
                        until = time.monotonic() + LONGEST_S
                        while time.monotonic() < until and not gone.wait(0.01):
                            for byte in rest:
                                connection.sendall(bytes([byte]))
                    except OSError:
                        return

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/x"

    yield start
    gone.set()
    for each in threads:
        each.join(10)
        assert not each.is_alive()


@pytest.mark.parametrize(
    ("first", "rest"),
    [(b"HTTP/1.1 200 OK\r\nX: ", b"y"), (HEAD, b"y"), (ENDLESS, b"y")],
    ids=["header", "body", "body without a length"],
)
def test_a_dripping_answer_is_given_up(
    drip: Drip, monkeypatch: pytest.MonkeyPatch, first: bytes, rest: bytes
) -> None:
    monkeypatch.setattr(module, "WHOLE_S", 0.2)
    began = time.monotonic()
    with pytest.raises(UnreachableError, match=r"does not finish within 0\.2 seconds"):
        exchange(new_pool(), "GET", drip(first, rest))
    assert time.monotonic() - began < LONGEST_S / 2


def test_the_next_exchange_of_the_pool_has_a_deadline_of_its_own(
    drip: Drip, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = new_pool()
    monkeypatch.setattr(module, "WHOLE_S", 0.2)
    with pytest.raises(UnreachableError):
        exchange(pool, "GET", drip(HEAD, b"y"))
    monkeypatch.setattr(module, "WHOLE_S", LONGEST_S)
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    assert exchange(pool, "GET", drip(whole, b"")) == Answered(200, "", b"ok")


def test_what_ends_in_time_is_not_cut() -> None:
    with Deadline(LONGEST_S) as deadline:
        deadline.check()
    assert not deadline.reason
