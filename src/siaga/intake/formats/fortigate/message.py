"""What FortiGate's event lines say: logins to the device and its VPN, changed accounts, exported settings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from siaga.intake.formats.texts import ip
from siaga.intake.rows import Event

_IN_UI = re.compile(r"[A-Za-z-]{1,20}\(([0-9a-fA-F.:]{2,45})\)")
_ACCOUNTS = re.compile(
    r"(?:system\.(?:admin|accprofile|api-user|sso-admin)|user\.(?:local|group|peer|radius|ldap))$"
)
_VPN_BAD = frozenset({"ssl-login-fail", "login-fail", "ipsec-login-fail"})
_CHANGES = frozenset({"add", "edit", "delete", "move"})


def understand(event: Event, told: Mapping[str, str]) -> None:
    """Fill in who did what from where; traffic and figures stay "other"."""
    if told.get("type") != "event":
        return
    action = told.get("action", "").lower()
    event.user = _name(told)
    event.client_ip = _address(told)
    if told.get("subtype") == "vpn":
        event.application = "vpn"
        _vpn(event, action)
    elif action == "login":
        event.action = "login"
        event.outcome = "success" if told.get("status") == "success" else "failure"
    elif action == "logout":
        event.action = "logout"
    elif action in _CHANGES and told.get("cfgpath"):
        _change(event, told)
    elif action in {"download", "backup"}:
        event.action, event.outcome, event.object = "export", "success", "configuration"


def _vpn(event: Event, action: str) -> None:
    if action == "tunnel-up":
        event.action, event.outcome = "login", "success"
    elif action in _VPN_BAD:
        event.action, event.outcome = "login", "failure"
    elif action == "tunnel-down":
        event.action = "logout"


def _change(event: Event, told: Mapping[str, str]) -> None:
    path = told["cfgpath"]
    event.action = "account_change" if _ACCOUNTS.match(path) else "privileged"
    event.outcome = "success"
    event.object = f"{path} {told.get('cfgobj', '')}".rstrip()


def _name(told: Mapping[str, str]) -> str:
    name = told.get("user", "")
    return "" if name == "N/A" else name


def _address(told: Mapping[str, str]) -> str:
    for name in ("remip", "srcip"):
        if address := ip(told.get(name, "")):
            return address
    found = _IN_UI.match(told.get("ui", ""))
    return ip(found[1]) if found else ""
