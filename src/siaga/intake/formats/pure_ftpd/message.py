"""Understands Pure-FTPd's messages: `(user@192.0.2.1) [NOTICE] /home/user//x uploaded  (12 bytes, …)`."""

from __future__ import annotations

import re

from siaga.intake.formats import pam
from siaga.intake.formats.texts import ip
from siaga.intake.rows import Action, Event

_MESSAGE = re.compile(r"\(([^)]*)@([^@) ]++)\) \[(DEBUG|INFO|NOTICE|WARNING|ERROR)\] (.*+)", re.DOTALL)
_MOVED = re.compile(r"(.*) (uploaded|downloaded) {1,2}\((\d{1,18}) bytes.*+", re.DOTALL)
_LOGIN = re.compile(r"(.{0,300}?) is now logged in.*+", re.DOTALL)
_FAILED = re.compile(r"Authentication failed for user \[(.*)\].*+", re.DOTALL)
_RENAMED = re.compile(r"File successfully renamed or moved: \[(.*)\]->\[(.*)\]", re.DOTALL)
_TOUCHED: tuple[tuple[re.Pattern[str], Action], ...] = (
    (re.compile(r"Deleted \[?(.*?)\]?", re.DOTALL), "delete"),
    (
        re.compile(
            r"Directory created: \[?(.*?)\]?|The directory was successfully created: ?(.*)", re.DOTALL
        ),
        "make_folder",
    ),
)


def understand(event: Event, message: str) -> None:
    """Fill an event; what isn't known stays action "other"."""
    event.application = "ftp"
    match = _MESSAGE.fullmatch(message)
    if match is None:
        pam.understand(event, message)
        return
    user, address, level, rest = match.groups()
    event.user = "" if user == "?" else user
    event.client_ip = ip(address)
    if not event.client_ip:
        event.detail["client_host"] = address
    event.detail["level"] = level.lower()
    _act(event, rest)


def _act(event: Event, rest: str) -> None:
    if found := _MOVED.fullmatch(rest):
        event.action = "upload" if found[2] == "uploaded" else "download"
        event.outcome, event.object, event.detail["bytes"] = "success", found[1], found[3]
    elif found := _LOGIN.fullmatch(rest):
        event.action, event.outcome, event.user = "login", "success", found[1]
    elif found := _FAILED.fullmatch(rest):
        event.action, event.outcome, event.user = "login", "failure", found[1]
    elif rest.startswith("Logout"):
        event.action = "logout"
    elif found := _RENAMED.fullmatch(rest):
        event.action, event.outcome, event.object = "rename", "success", found[1]
        event.detail["to"] = found[2]
    else:
        for pattern, action in _TOUCHED:
            if found := pattern.fullmatch(rest):
                event.action, event.outcome = action, "success"
                event.object = next(filter(None, found.groups()), "")
