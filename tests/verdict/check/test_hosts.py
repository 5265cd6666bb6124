"""Host names are believed after ten lines, and neither counted nor believed without end."""

from __future__ import annotations

from siaga.verdict.check.hosts import HOST_LINES, Hosts


def test_a_host_is_believed_from_its_tenth_line_on() -> None:
    hosts = Hosts()
    assert not hosts.believes("a.log", b"kota.example", HOST_LINES - 1)
    assert not hosts.believes("b.log", b"kota.example", HOST_LINES - 1)
    assert hosts.believes("a.log", b"KOTA.example", 1)
    assert hosts.believes("a.log", b"kota.example", 0)
    assert hosts.left_out == 0


def test_more_hosts_than_are_believed_are_left_out_and_counted() -> None:
    hosts = Hosts(counted=10, believed=2)
    assert [hosts.believes("a.log", b"h%d" % n, 10) for n in range(4)] == [True, True, False, False]
    assert hosts.left_out == 20
    assert hosts.believes("a.log", b"h0", 5)


def test_more_hosts_than_are_counted_are_left_out_and_counted() -> None:
    hosts = Hosts(counted=2, believed=5)
    assert not any(hosts.believes("a.log", b"h%d" % n, 1) for n in range(5))
    assert hosts.left_out == 3
    assert hosts.believes("a.log", b"h0", 9)
