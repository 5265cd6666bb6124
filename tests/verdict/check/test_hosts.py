"""Host names that are believed, and those that somebody merely sent."""

from __future__ import annotations

from siaga.verdict.check.hosts import HOST_LINES, Hosts


def test_a_host_is_believed_once_it_has_lines_enough() -> None:
    hosts = Hosts()
    assert not hosts.believes("access.log", b"kota.example", HOST_LINES - 1)
    assert hosts.believes("access.log", b"kota.example", 1)
    assert hosts.believes("access.log", b"kota.example", 0)


def test_letters_do_not_matter() -> None:
    hosts = Hosts()
    assert hosts.believes("access.log", b"kota.example", HOST_LINES)
    assert hosts.believes("access.log", b"Kota.EXAMPLE", 1)


def test_each_source_believes_for_itself() -> None:
    hosts = Hosts()
    assert hosts.believes("a.log", b"kota.example", HOST_LINES)
    assert not hosts.believes("b.log", b"kota.example", 1)


def test_names_beyond_the_bounds_are_counted_not_kept() -> None:
    hosts = Hosts(counted=3, believed=1)
    assert hosts.believes("a.log", b"one.example", HOST_LINES)
    assert not hosts.believes("a.log", b"two.example", HOST_LINES)
    assert not hosts.believes("a.log", b"three.example", 2)
    assert not hosts.believes("a.log", b"four.example", 5)
    assert hosts.left_out == HOST_LINES + 5
    assert hosts.believes("a.log", b"one.example", 1)
