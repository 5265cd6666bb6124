"""Understands packets that the kernel's firewall logged (iptables, nftables, ufw)."""

from __future__ import annotations

import re

from siaga.intake.formats.texts import ip
from siaga.intake.rows import Event

_PAIR = re.compile(r"(?:^| )(IN|OUT|PHYSIN|PHYSOUT|SRC|DST|PROTO|SPT|DPT|LEN|TTL|TYPE|CODE|UID)=([^ ]*+)")
_UPTIME = re.compile(r" *\[ *\d++\.\d++\] ?")
_REFUSED = re.compile(r"BLOCK|DROP|REJECT|DENY|DENIED", re.IGNORECASE)
_LET = re.compile(r"ALLOW|ACCEPT|PASS", re.IGNORECASE)


def understand(event: Event, message: str) -> None:
    """Fill an event from a packet line; detail has the kernel's own keys, "prefix" and "direction".

    `direction` is "out" for packets that this machine sends (no IN=), "in" for those it gets,
    "through" for forwarded ones. A kernel line without a packet stays "other".
    """
    event.application = "kernel"
    uptime = _UPTIME.match(message)
    if uptime is not None:
        message = message[uptime.end() :]
    if "SRC=" not in message or "DST=" not in message:
        return
    event.application = "firewall"
    start = message.find("IN=")
    prefix = message[: max(start, 0)].strip()
    pairs = dict(reversed(_PAIR.findall(message[max(start, 0) :])))
    event.client_ip = ip(pairs.get("SRC", ""))
    event.object = pairs.get("DST", "")
    inward, outward = pairs.get("IN", ""), pairs.get("OUT", "")
    event.detail = {key: pairs[key] for key in sorted(pairs) if pairs[key]}
    event.detail["direction"] = "through" if inward and outward else "out" if outward else "in"
    if prefix:
        event.detail["prefix"] = prefix
        if _REFUSED.search(prefix):
            event.outcome = "failure"
        elif _LET.search(prefix):
            event.outcome = "success"
