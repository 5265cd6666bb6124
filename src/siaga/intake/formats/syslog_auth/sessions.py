"""Understands sessions that don't come through sshd: logind, cron, the console, xinetd, ftpd, sftp."""

from __future__ import annotations

import re

from siaga.intake.formats import pam
from siaga.intake.formats.texts import ip
from siaga.intake.rows import Action, Event

_NEW = re.compile(r"New session '?([^' ]++)'? of user '?([^'. ]++(?:\.[^'. ]++)*+)'?.*+", re.DOTALL)
_REMOVED = re.compile(r"(?:Removed session|Session) '?([^'. ]++)'?(?: logged out)?.*+", re.DOTALL)
_CRON = re.compile(r"\(([^)]++)\) ([A-Z][A-Z ]{2,20}) \((.*)\)", re.DOTALL)
_CONSOLE = re.compile(
    r"(ROOT |DIALUP )?(?:LOGIN|login) {1,3}(?:on|ON) ['\"]?([^'\" ]++)['\"]?(?: BY ([^ ]++))?+(?: FR"
    r"OM ([^ ]++))?+.*+",
    re.DOTALL,
)
_CONSOLE_FAILED = re.compile(
    r"FAILED LOGIN (?:\(\d++\) |SESSION |\d++ )?(?:on|ON|FROM) ['\"]?([^'\" ,]++)['\"]?(?:.*? (?:FOR"
    r"|BY) ['\"]?([^'\",]++))?.*+",
    re.DOTALL,
)
_FTPD = re.compile(
    r"(ANONYMOUS )?FTP LOGIN (REFUSED |FAILED )?FROM ([^,\[ ]++)(?: \[([^\]]++)\])?+(?:, ([^ ]++))?+.*+",
    re.DOTALL,
)
_XINETD = re.compile(r"(START|EXIT|FAIL): ([^ ]++)")
_SFTP_OPENED = re.compile(r"session (opened|closed) for local user ([^ ]++) from \[([^\]]++)\].*+", re.DOTALL)
_SFTP = re.compile(r"(open|close|remove name|rename old|mkdir name|rmdir name) \"([^\"]*+)\"(.*+)", re.DOTALL)
_SFTP_ACTIONS: dict[str, Action] = {
    "remove name": "delete", "rename old": "rename", "mkdir name": "make_folder", "rmdir name": "delete",
}  # fmt: skip
_SFTP_BYTES = re.compile(r" bytes read (\d++) written (\d++).*+", re.DOTALL)


def logind(event: Event, message: str) -> None:
    """Understand systemd-logind; sessions of a user and their ends."""
    event.application = "systemd"
    if match := _NEW.fullmatch(message):
        event.action, event.outcome, event.user = "session", "success", match[2]
        event.detail["session"] = match[1]
    elif match := _REMOVED.fullmatch(message):
        event.action = "logout"
        event.detail["session"] = match[1]


def cron(event: Event, message: str) -> None:
    """Understand cron: PAM sessions, commands run, crontabs edited."""
    event.application = "cron"
    if pam.understand(event, message):
        return
    match = _CRON.fullmatch(message)
    if match is not None:
        event.user, event.object = match[1], match[3]
        event.detail["cron"] = match[2].lower()
        if match[2] in ("REPLACE", "DELETE", "END EDIT"):
            event.action, event.outcome = "content_change", "success"


def console(event: Event, message: str) -> None:
    """Understand login(1) on a terminal."""
    event.application = "console"
    if pam.understand(event, message):
        return
    if match := _CONSOLE_FAILED.fullmatch(message):
        event.action, event.outcome, event.user = "login", "failure", (match[2] or "").strip()
        event.client_ip = ip(match[1])
    elif match := _CONSOLE.fullmatch(message):
        event.action, event.outcome = "login", "success"
        event.user = match[3] or ("root" if match[1] == "ROOT " else "")
        event.client_ip = ip(match[4] or "")
        event.detail["tty"] = match[2]


def ftpd(event: Event, message: str) -> None:
    """Understand the BSD and wu-ftpd daemons."""
    event.application = "ftp"
    if pam.understand(event, message):
        return
    match = _FTPD.fullmatch(message)
    if match is not None:
        event.action, event.outcome = "login", "failure" if match[2] else "success"
        event.client_ip = ip(match[4] or match[3])
        event.user = (match[5] or "").strip(",()") or ("anonymous" if match[1] else "")
        if match[1]:
            event.detail["anonymous"] = "yes"


def xinetd(event: Event, message: str) -> None:
    """Understand xinetd: which service was started for whom."""
    event.application = "xinetd"
    match = _XINETD.match(message)
    if match is not None:
        event.object = match[2]
        event.client_ip = ip(message.rpartition("from=")[2].partition(" ")[0])
        event.outcome = "failure" if match[1] == "FAIL" else ""


def sftp(event: Event, message: str) -> None:
    """Understand sftp-server and internal-sftp: files read, written, removed, renamed."""
    event.application = "sftp"
    if match := _SFTP_OPENED.fullmatch(message):
        event.action = "session" if match[1] == "opened" else "logout"
        event.outcome = "success" if match[1] == "opened" else ""
        event.user, event.client_ip = match[2], ip(match[3])
    elif match := _SFTP.fullmatch(message):
        verb, event.object, rest = match.groups()
        event.action = _SFTP_ACTIONS.get(verb, "other")
        if verb == "open":
            event.detail["flags"] = rest.partition("flags ")[2].partition(" ")[0]
        elif amount := _SFTP_BYTES.fullmatch(rest):
            read, written = int(amount[1][:18]), int(amount[2][:18])
            event.action = "upload" if written else "download" if read else "other"
            event.detail["bytes"] = str(max(read, written))
        event.outcome = "success" if event.action != "other" else ""
