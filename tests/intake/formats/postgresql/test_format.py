"""PostgreSQL's log under several prefixes; a session's address is remembered from its first line."""

from __future__ import annotations

import pytest

from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.formats.postgresql import POSTGRESQL
from siaga.intake.rows import Event

AUTHORIZED = b"LOG:  connection authorized: user=budi database=simpeg"


@pytest.mark.parametrize(
    "prefix",
    [
        b"2026-03-08 01:00:02.797 UTC [342] budi@simpeg 192.0.2.4(45720) ",
        b"2026-03-08 01:00:02 UTC [342]: user=budi,db=simpeg,app=psql,client=192.0.2.4 ",
        b"2026-03-08 01:00:02.797 UTC [342-3] ",
    ],
)
def test_prefixes(prefix: bytes) -> None:
    parse = POSTGRESQL.make(None)
    parse(b"2026-03-08 01:00:02.700 UTC [342] LOG:  connection received: host=192.0.2.4 port=1", NOWHERE)
    event = parse(prefix + AUTHORIZED, NOWHERE)
    assert isinstance(event, Event)
    assert (event.user, event.client_ip, event.action, event.outcome) == (
        "budi",
        "192.0.2.4",
        "login",
        "success",
    )


def test_further_lines_belong_to_a_statement_only() -> None:
    parse = POSTGRESQL.make(None)
    assert parse(b"\tFROM x;", NOWHERE) is None
    parse(b"2026-03-08 01:00:02.700 UTC [342] LOG:  statement: SELECT 1", NOWHERE)
    assert isinstance(parse(b"\tFROM x;", NOWHERE), Event)


def test_error_logs_of_others_are_not_taken() -> None:
    assert POSTGRESQL.score([b"2026-03-08 01:00:02 [error] 12#0: *1 open() failed"]) == 0.0
