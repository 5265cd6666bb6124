"""Understands logins that mail servers and web panels report to syslog."""

from __future__ import annotations

import re

from siaga.intake.formats import pam
from siaga.intake.formats.texts import ip
from siaga.intake.rows import Event

_DOVECOT_PAIR = re.compile(r"\b(user|method|rip|lip|session)=<?([^>,]*+)")
_SASL_FAILED = re.compile(
    r"warning: [^\[ ]{0,255}\[([^\]]++)\]: SASL ([^ ]++) authentication failed:? ?(.*+)", re.DOTALL
)
_SASL = re.compile(
    r"(?:([0-9A-Za-z]++): )?client=[^\[ ]{0,255}\[([^\]]++)\],(?: [^,]*+,)*? ?sasl_method=([^,]++), sa"
    r"sl_username=([^, ]++).*+",
    re.DOTALL,
)
_QUEUED = re.compile(r"([0-9A-Za-z]++): from=<([^>]*+)>, size=\d++, nrcpt=(\d{1,6}) \(queue active\)")
_TO_MANY = 10
"""Recipients from which on a letter is told; letters to a few are what mail servers are for."""

_SASL_USER = re.compile(r"sasl_username=([^, ]++)")
_PANEL = re.compile(
    r"(Successful|Invalid|Non-existent|Failed|Security alert: Invalid) login (?:as|for) ([^ ]++)"
    r".{0,80}? from ([^ ,]++).*+",
    re.DOTALL,
)
_ROUNDCUBE = re.compile(
    r"(?:<[^>]{0,80}> )?+(Successful|Failed) login for (.{0,200}?)(?: \(ID: \d++\))? from ([^ ,(]++).*+",
    re.DOTALL,
)
_BAN = re.compile(r".*\[([^\]]{1,80}+)\] (Ban|Unban|Found|Restore Ban) ([0-9a-fA-F.:]++).*+", re.DOTALL)


def dovecot(event: Event, message: str) -> None:
    """Understand dovecot's imap-login, pop3-login, managesieve-login and submission-login."""
    event.application = "dovecot"
    if pam.understand(event, message):
        return
    service, colon, rest = message.partition(": ")
    if not colon or not service.endswith("-login"):
        return
    told = dict(reversed(_DOVECOT_PAIR.findall(rest)))
    event.user, event.client_ip = told.get("user", ""), ip(told.get("rip", ""))
    event.detail["service"] = service.removesuffix("-login")
    if "method" in told:
        event.detail["method"] = told["method"].lower()
    if rest.startswith("Login:"):
        event.action, event.outcome = "login", "success"
    elif "auth failed" in rest[:120]:
        event.action, event.outcome = "login", "failure"


def postfix(event: Event, message: str) -> None:
    """Understand SASL logins at postfix."""
    event.application = "smtp"
    if match := _SASL_FAILED.fullmatch(message):
        event.action, event.outcome = "login", "failure"
        event.client_ip = ip(match[1])
        event.detail["method"] = match[2].lower()
        named = _SASL_USER.search(match[3])
        event.user = named[1] if named else ""
    elif match := _SASL.fullmatch(message):
        event.action, event.outcome, event.user = "login", "success", match[4]
        event.client_ip = ip(match[2])
        event.detail["method"] = match[3].lower()
        if match[1]:
            event.detail["letter"] = match[1]


def queue(event: Event, message: str) -> None:
    """Understand postfix's queue manager when it takes up a letter to many; the number is its login's."""
    event.application = "smtp"
    match = _QUEUED.fullmatch(message)
    if match is not None and int(match[3]) >= _TO_MANY:
        event.action, event.outcome, event.object = "send", "success", match[2]
        event.detail["letter"], event.detail["recipients"] = match[1], match[3]


def panel(event: Event, message: str) -> None:
    """Understand Webmin, Usermin, Virtualmin and Cockpit."""
    if pam.understand(event, message):
        return
    match = _PANEL.fullmatch(message)
    if match is not None:
        event.action, event.outcome = "login", "success" if match[1] == "Successful" else "failure"
        event.user, event.client_ip = match[2], ip(match[3])


def roundcube(event: Event, message: str) -> None:
    """Understand Roundcube's user log when it goes to syslog."""
    event.application = "roundcube"
    match = _ROUNDCUBE.fullmatch(message)
    if match is not None:
        event.action, event.outcome = "login", "success" if match[1] == "Successful" else "failure"
        event.user, event.client_ip = match[2], ip(match[3])


def fail2ban(event: Event, message: str) -> None:
    """Understand fail2ban: which address was found or banned by which jail."""
    event.application = "fail2ban"
    match = _BAN.fullmatch(message)
    if match is not None:
        event.object, event.client_ip = match[1], ip(match[3])
        event.detail["fail2ban"] = match[2].lower()
