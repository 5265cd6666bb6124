"""Packets that the kernel logged tell who spoke to whom, and in which direction."""

from __future__ import annotations

import pytest

from siaga.intake.formats.syslog_auth.firewall import understand
from siaga.intake.rows import Event

REST = "SRC=192.0.2.4 DST=10.0.0.2 LEN=40 TTL=64 PROTO=TCP SPT=4000 DPT=3306 WINDOW=1024 SYN"


def said(message: str) -> Event:
    event = Event(1, 0, 0, 0, "kernel", "other")
    understand(event, message)
    return event


@pytest.mark.parametrize(
    ("ends", "direction"),
    [("IN=eth0 OUT= ", "in"), ("IN= OUT=eth0 ", "out"), ("IN=br0 OUT=br0 ", "through"), ("", "in")],
)
def test_direction(ends: str, direction: str) -> None:
    event = said(f"[12.3] RULE 1: {ends}{REST}")
    assert event.application == "firewall"
    assert (event.client_ip, event.object) == ("192.0.2.4", "10.0.0.2")
    assert (event.detail["direction"], event.detail["DPT"]) == (direction, "3306")


@pytest.mark.parametrize(
    ("prefix", "outcome"),
    [("[UFW BLOCK]", "failure"), ("DROP-IN:", "failure"), ("[UFW ALLOW]", "success"), ("x", "")],
)
def test_outcome(prefix: str, outcome: str) -> None:
    event = said(f"{prefix} IN=eth0 OUT= {REST}")
    assert (event.outcome, event.detail["prefix"]) == (outcome, prefix)


def test_other_kernel_lines_are_no_packets() -> None:
    event = said("[12.3] eth0: link up")
    assert (event.application, event.detail) == ("kernel", {})
