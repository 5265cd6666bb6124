"""Wrappers come off, and only where they are."""

from __future__ import annotations

from siaga.intake.formats.envelope.wrappers import cri, docker, syslog


def test_docker() -> None:
    assert docker(rb'{"log":"a \"b\"\n","stream":"stdout","time":"x"}') == b'a "b"'
    assert docker(rb'{"log":"a\nb\n","stream":"stdout"}') == b"a b"
    assert docker(b'{"log":7,"stream":"stdout"}') is None
    assert docker(b'{"log":"a"}') is None
    assert docker(b"hello") is None


def test_cri() -> None:
    assert cri(b"2024-03-17T01:02:03.123456789Z stderr F hello there") == b"hello there"
    assert cri(b"2024-03-17T01:02:03Z stdout P ") == b""
    assert cri(b"2024-03-17T01:02:03Z srv sshd[1]: hello") is None


def test_syslog_only_for_web_servers() -> None:
    unwrap = syslog()
    assert unwrap(b"Feb  6 12:14:14 web1 nginx: hello") == b"hello"
    assert unwrap(b"<190>Feb  6 12:14:14 web1 httpd[3]: hello") == b"hello"
    assert unwrap(b"Feb  6 12:14:14 web1 sshd[3]: hello") is None
    assert unwrap(b"hello") is None
