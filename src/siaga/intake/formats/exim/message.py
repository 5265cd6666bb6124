"""Understands Exim's lines about logins: letters that an account handed in, and refusals."""

from __future__ import annotations

import re

from siaga.intake.formats.texts import ip
from siaga.intake.rows import Event

_CLIENT = r"(?:[^ ()]{1,255}+ )?+(?:\([^()]{0,255}+\) )?+\[([0-9A-Fa-f.:]{2,45}+)\](?::\d{1,5}+)?+"
"""Host name where it was looked up, what the other side called itself, and the address."""

_RECEIVED = re.compile(r"([0-9A-Za-z-]{16,23}) <= ([^ ]++) (.*+)", re.DOTALL)
_HOST = re.compile(rf"H={_CLIENT}")
_ACCOUNT = re.compile(r" A=([0-9A-Za-z_-]{1,40}+)(?::([^ ]++))?")
_REFUSED = re.compile(
    rf"([0-9A-Za-z_-]{{1,40}}+) authenticator failed for (?:H=)?{_CLIENT}(?: [^:]{{1,255}}+)?"
    r": 5\d\d [^(]{0,255}+(?:\(set_id=(.{0,320}?)\))?\s*+",
    re.DOTALL,
)
_TO_MANY = 10
"""Recipients from which on their number is told; letters to a few are what mail servers are for."""
_SUBJECT = 200
"""Characters of a subject that are told."""


def understand(event: Event, message: str) -> None:
    """Fill in an event from a line without its stamp."""
    if refused := _REFUSED.fullmatch(message):
        event.action, event.outcome = "login", "failure"
        event.client_ip, event.user = ip(refused[2]), refused[3] or ""
        event.detail["method"] = refused[1]
    elif received := _RECEIVED.fullmatch(message):
        _received(event, received[1], received[3])


def _received(event: Event, letter: str, said: str) -> None:
    # The subject is the sender's own words; what the server says of host and account stands before it.
    head, _, rest = said.partition(' T="')
    host, account = _HOST.match(head), _ACCOUNT.search(head)
    if host is None or account is None:
        return
    event.action, event.outcome = "login", "success"
    event.client_ip, event.user = ip(host[1]), account[2] or ""
    event.detail["method"], event.detail["letter"] = account[1], letter
    subject, _, after = rest.rpartition('" ')
    if subject or rest.endswith('"'):
        event.detail["subject"] = (subject or rest[:-1])[:_SUBJECT]
    tail = after if rest else head
    _, told, named = f" {tail}".rpartition(" for ")
    recipients = sum("@" in word for word in named.split(" ")) if told else 0
    if recipients >= _TO_MANY:
        event.detail["recipients"] = str(recipients)
