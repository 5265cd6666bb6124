"""Understands sudo, su and their like: who acted as whom."""

from __future__ import annotations

import re

from siaga.intake.formats import pam
from siaga.intake.rows import Event

_SUDO = re.compile(
    r" *([^ ]++) : (?:([^;=]{1,200}) ; )?+((?:TTY|PWD|USER|HOST|GROUP|CHROOT|ENV|COMMAND)=.*+)", re.DOTALL
)
_PAIR = re.compile(r"(TTY|PWD|USER|HOST|GROUP)=([^;]*+)")
_SU = re.compile(r"(Successful su for|FAILED su for|BAD SU) ([^ ]++)(?: (?:by|to) ([^ ]++))?+.*+", re.DOTALL)
_SU_TO = re.compile(r"(FAILED SU )?+\(to ([^)]++)\) ([^ ]++) on .*+", re.DOTALL)


def sudo(event: Event, message: str) -> None:
    """Understand `user : TTY=… ; PWD=… ; USER=root ; COMMAND=…`; what stands before TTY is a refusal."""
    event.application = "sudo"
    if pam.understand(event, message):
        return
    match = _SUDO.fullmatch(message)
    if match is None:
        return
    pairs, _, command = match[3].partition("COMMAND=")
    event.action, event.user, event.object = "privileged", match[1], command
    event.outcome = "failure" if match[2] else "success"
    if match[2]:
        event.detail["refusal"] = match[2]
    for name, value in _PAIR.findall(pairs):
        event.detail[{"USER": "run_as"}.get(name, name.lower())] = value.strip()


def su(event: Event, message: str) -> None:
    """Understand su of util-linux and of shadow."""
    event.application = "su"
    if pam.understand(event, message):
        return
    if match := _SU.fullmatch(message):
        event.action = "privileged"
        event.outcome = "success" if match[1].startswith("Succ") else "failure"
        event.object, event.user = match[2], match[3] or ""
        if match[1] == "BAD SU":
            event.user, event.object = event.object, event.user
    elif match := _SU_TO.fullmatch(message):
        event.action = "privileged"
        event.outcome = "failure" if match[1] else "success"
        event.object, event.user = match[2], match[3]
