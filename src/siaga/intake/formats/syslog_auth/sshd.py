"""Understands OpenSSH's server (sshd, sshd-session, sftp-server)."""

from __future__ import annotations

import re

from siaga.intake.formats import pam
from siaga.intake.formats.texts import ip
from siaga.intake.rows import Event

# `(.*) from` is greedy on purpose: a user name may hold " from 1.2.3.4 port 1", and only the last
# one is sshd's own. What follows is possessive, so all of its tries together cost one more pass.
_AUTH = re.compile(
    r"(Accepted|Failed) ([^ ]++) for (invalid user |illegal user )?+(.*) from ([^ ]++) port (\d++)"
    r"(?: ssh\d?+)?+(?:: (.*+))?+",
    re.DOTALL,
)
_REPEATED = re.compile(r"message repeated (\d{1,9}) times: \[ ?(.*?)\]?", re.DOTALL)
_INVALID = re.compile(r"(?:Invalid|Illegal) user (.*) from ([^ ]++)(?: port (\d++))?+", re.DOTALL)
_ENDED = re.compile(
    r"(?:Disconnected from|Connection (?:closed|reset) by|Received disconnect from) "
    r"(?:(invalid user|authenticating user|user) ([^ ]*+) )?+([^ ]++)(?: port (\d++))?+(?:[: ].*+)?+",
    re.DOTALL | re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:error: )?maximum authentication attempts exceeded for (invalid user )?+(.*) from ([^ ]++) p"
    r"ort (\d++).*+",
    re.DOTALL,
)
_REVERSE = re.compile(
    r"(?:reverse mapping checking getaddrinfo for [^ ]++ \[([^\]]++)\]|Address ([^ ]++) maps to ).*+",
    re.DOTALL,
)
_NOT_ALLOWED = re.compile(r"User (.*) from ([^ ]++) not allowed.*+", re.DOTALL)
_SESSION = re.compile(r"Starting session: (.*) for ([^ ]++) from ([^ ]++) port (\d++).*+", re.DOTALL)
_SUBSYSTEM = re.compile(r"subsystem request for ([^ ]++)(?: by user ([^ ]++))?+.*+", re.DOTALL)
_SOURCE = re.compile(r"\b(?:from|with|by) \[?([0-9a-fA-F]{1,4}[.:][0-9a-fA-F.:]{1,42})\]?")


def understand(event: Event, message: str) -> None:
    """Fill an event from one message of sshd; what isn't known stays action "other"."""
    event.application = "ssh"
    if message.startswith(("Accepted ", "Failed ")):
        match = _AUTH.fullmatch(message)
        if match is not None:
            _login(event, match)
            return
    if message.startswith("pam_") and pam.understand(event, message):
        return
    if message.startswith("message repeated "):
        repeated = _REPEATED.fullmatch(message)
        if repeated is not None:
            understand(event, repeated[2])
            event.detail["repeated"] = repeated[1]
        return
    _rest(event, message)


def _login(event: Event, match: re.Match[str]) -> None:
    word, method, invalid, user, address, port, key = match.groups()
    event.action, event.outcome = "login", "success" if word == "Accepted" else "failure"
    event.user = user
    _from(event, address)
    event.detail["method"], event.detail["port"] = method, port
    if invalid:
        event.detail["invalid_user"] = "yes"
    if key:
        event.detail["key"] = key


def _from(event: Event, address: str) -> None:
    event.client_ip = ip(address)
    if not event.client_ip:
        event.detail["client_host"] = address


def _rest(event: Event, message: str) -> None:
    if match := _INVALID.fullmatch(message.removeprefix("input_userauth_request: ")):
        event.outcome, event.user = "failure", match[1]
        event.detail["invalid_user"] = "yes"
        _from(event, match[2])
    elif match := _ENDED.fullmatch(message):
        event.user = match[2] or ""
        _from(event, match[3].rstrip(":"))
        if (match[1] or "").lower() in ("invalid user", "authenticating user"):
            event.outcome = "failure"
    elif match := _LIMIT.fullmatch(message):
        event.outcome, event.user = "failure", match[2]
        _from(event, match[3])
    elif match := _SESSION.fullmatch(message):
        event.action, event.outcome, event.object, event.user = "session", "success", match[1], match[2]
        _from(event, match[3])
    elif match := _SUBSYSTEM.fullmatch(message):
        event.action, event.outcome, event.object, event.user = "session", "success", match[1], match[2] or ""
    elif match := _REVERSE.fullmatch(message):
        _from(event, match[1] or match[2])
    elif match := _NOT_ALLOWED.fullmatch(message):
        event.outcome, event.user = "failure", match[1]
        _from(event, match[2])
    elif not pam.failure(event, message.removeprefix("PAM ")) and (match := _SOURCE.search(message)):
        event.client_ip = ip(match[1])
