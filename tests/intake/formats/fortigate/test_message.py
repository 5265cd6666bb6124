"""What FortiGate's event lines mean."""

from __future__ import annotations

import pytest

from siaga.intake.formats.fortigate.message import understand
from siaga.intake.rows import Event


def _read(**told: str) -> Event:
    event = Event(1, 0, 0, 0, "fortigate", "other")
    understand(event, {"type": "event", "user": "sari", **told})
    return event


@pytest.mark.parametrize(
    ("told", "action", "outcome"),
    [
        ({"action": "login", "status": "success"}, "login", "success"),
        ({"action": "login", "status": "failed"}, "login", "failure"),
        ({"action": "tunnel-up", "subtype": "vpn"}, "login", "success"),
        ({"action": "ssl-login-fail", "subtype": "vpn"}, "login", "failure"),
        ({"action": "tunnel-down", "subtype": "vpn"}, "logout", ""),
        ({"action": "Add", "cfgpath": "system.admin", "cfgobj": "x"}, "account_change", "success"),
        ({"action": "Edit", "cfgpath": "firewall.policy", "cfgobj": "4"}, "privileged", "success"),
        ({"action": "download"}, "export", "success"),
        ({"action": "perf-stats"}, "other", ""),
        ({"action": "login", "type": "traffic"}, "other", ""),
    ],
)
def test_actions(told: dict[str, str], action: str, outcome: str) -> None:
    event = _read(**told)
    assert (event.action, event.outcome) == (action, outcome)


def test_the_address_stands_in_several_places() -> None:
    assert _read(remip="192.0.2.9", srcip="10.0.0.1").client_ip == "192.0.2.9"
    assert _read(ui="https(192.0.2.9)").client_ip == "192.0.2.9"
    assert _read(ui="jsconsole").client_ip == ""
