"""An address is read strictly, a port is had or not, and a server ends when told."""

from __future__ import annotations

import pytest

from siaga.vault.errors import VaultUsageError
from siaga.vault.witness.serve import DEFAULT_LISTEN, WitnessServer, parse_listen

from .conftest import Desk, served


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (DEFAULT_LISTEN, ("127.0.0.1", 7380)),
        ("[::1]:0", ("::1", 0)),
        ("localhost:65535", ("localhost", 65535)),
    ],
)
def test_an_address_is_read(text: str, found: tuple[str, int]) -> None:
    assert parse_listen(text) == found


@pytest.mark.parametrize("text", ["", "7380", ":7380", "host:", "host:65536", "host:-1", "host:1a", "host:٣"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(VaultUsageError, match="HOST:PORT"):
        parse_listen(text)


def test_a_taken_port_is_told(desk: Desk) -> None:
    with served(desk.app) as url, pytest.raises(VaultUsageError, match="cannot listen"):
        WitnessServer(desk.app, "127.0.0.1", int(url.rpartition(":")[2]))
