"""Caddy's access entries and messages are told apart."""

from __future__ import annotations

from siaga.intake.formats.caddy.format import CADDY, parse
from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.rows import Event

ACCESS = (
    b'{"ts":1.5e9,"request":{"remote_ip":"10.0.0.1","method":"GET","uri":"/",'
    b'"headers":{"X-Forwarded-For":["203.0.113.5"]}},"status":200}'
)
MESSAGE = b'{"level":"error","ts":1.5e9,"msg":"no upstreams","error":"x"}'


def test_a_proxy_of_ones_own_vouches_for_the_client() -> None:
    found = parse(ACCESS, NOWHERE)
    assert isinstance(found, tuple)
    assert found[1] == b"203.0.113.5"
    own_word = parse(ACCESS.replace(b'"method"', b'"client_ip":"198.51.100.3","method"'), NOWHERE)
    assert isinstance(own_word, tuple)
    assert own_word[1] == b"198.51.100.3"


def test_messages_are_events() -> None:
    found = parse(MESSAGE, NOWHERE)
    assert isinstance(found, Event)
    assert (found.action, found.message) == ("error", "no upstreams x")


def test_messages_alone_are_not_caddy() -> None:
    assert CADDY.score([MESSAGE]) == 0.0
    assert CADDY.score([MESSAGE, ACCESS]) == 1.0


def test_odd_types_are_survived() -> None:
    for line in (
        b'{"request":{"uri":7,"headers":[]},"status":"x"}',
        b'{"request":1,"status":1}',
        b'{"request":{"uri":null},"status":null}',
    ):
        assert parse(line, NOWHERE) is None or isinstance(parse(line, NOWHERE), tuple)
