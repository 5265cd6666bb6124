"""Over HTTP a witness answers by the letter of C2SP tlog-witness."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
import urllib3

from siaga.vault.tlog.cosignature import cosignatures
from siaga.vault.tlog.note import SignedNote
from siaga.vault.witness.request import MOST_BYTES
from siaga.vault.witness.store import origin_hash

from .conftest import Desk, Log


def _ask(method: str, url: str, body: bytes | None = None) -> tuple[int, str, bytes]:
    with urllib3.PoolManager(retries=False) as pool:
        answer = pool.request(method, url, body=body, timeout=10)
        return answer.status, answer.headers["Content-Type"], answer.data


def test_a_cosignature_is_a_signature_line(log: Log, desk: Desk, url: str) -> None:
    status, _, body = _ask("POST", f"{url}/add-checkpoint", log.request(0, 7))
    assert status == 200
    note = SignedNote.parse(log.checkpoint(7).body().encode() + b"\n" + body, "x")
    assert len(note.signatures) == 1
    assert len(cosignatures(note, [desk.cosigner.verifier])) == 1


def test_a_conflict_tells_the_size_in_its_own_type(log: Log, url: str) -> None:
    _ask("POST", f"{url}/add-checkpoint", log.request(0, 7))
    assert _ask("POST", f"{url}/add-checkpoint", log.request(3, 9)) == (409, "text/x.tlog.size", b"7\n")


def test_refusals_have_their_status(log: Log, url: str) -> None:
    cases = {
        400: b"x",
        404: Log(origin="b").request(0, 7),
        403: Log(seed=9).request(0, 7),
        422: log.request(0, 7, [bytes(32)]),
    }
    for status, body in cases.items():
        assert _ask("POST", f"{url}/add-checkpoint", body)[0] == status


@pytest.mark.parametrize(("size", "status"), [(MOST_BYTES, 400), (MOST_BYTES + 1, 413)])
def test_a_request_is_bounded(url: str, size: int, status: int) -> None:
    assert _ask("POST", f"{url}/add-checkpoint", bytes(size))[0] == status


@pytest.mark.parametrize(("size", "status"), [(MOST_BYTES, "400"), (MOST_BYTES + 1, "413")])
def test_the_application_is_bounded_under_any_server(desk: Desk, size: int, status: str) -> None:
    said: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/add-checkpoint", "wsgi.input": BytesIO(bytes(size)),
    }  # fmt: skip

    def start(line: str, *_: object) -> Callable[[bytes], object]:
        said.append(line)
        return bytes

    assert b"".join(desk.app(environ, start))
    assert said[0].startswith(status)


def test_monitors_see_the_latest_checkpoint(log: Log, desk: Desk, url: str) -> None:
    place = f"{url}/{origin_hash(log.origin)}/checkpoint"
    assert _ask("GET", place)[0] == 404
    _ask("POST", f"{url}/add-checkpoint", log.request(0, 7))
    status, _, body = _ask("GET", place)
    assert (status, body) == (200, desk.store.latest(origin_hash(log.origin)))
    desk.store.keep(log.origin, b"damaged")
    assert _ask("GET", place)[0] == 503


@pytest.mark.parametrize(
    "path",
    ["/", "/logs", "/../key.pem/checkpoint", f"/{'A' * 64}/checkpoint", f"/{'a' * 64}.lock/checkpoint"],
)
def test_nothing_else_is_served(url: str, path: str) -> None:
    assert _ask("GET", url + path)[0] == 404


def test_health_tells_damage(log: Log, desk: Desk, url: str) -> None:
    assert _ask("GET", f"{url}/healthz")[0] == 200
    desk.store.keep(log.origin, b"damaged")
    assert _ask("GET", f"{url}/healthz")[0] == 503
    assert _ask("GET", f"{url}/add-checkpoint")[0] == 405
