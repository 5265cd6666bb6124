"""What PostgreSQL's messages say: connections, refusals, statements that change accounts or run programs."""

from __future__ import annotations

import re

from siaga.intake.formats.texts import ip
from siaga.intake.rows import Event

_AUTHORIZED = re.compile(r"connection authorized: user=(\S{1,63})")
_RECEIVED = re.compile(r"connection received: host=(\S{1,64})")
_GONE = re.compile(r"disconnection: session time: ")
_REFUSED = re.compile(
    r"(?:password|[A-Za-z0-9-]{2,12}) authentication failed for user \"([^\"]{1,63})\"|"
    r"no pg_hba\.conf entry for host \"[^\"]{0,64}\", user \"([^\"]{1,63})\"|"
    r"role \"([^\"]{1,63})\" (?:does not exist|is not permitted to log in)"
)
_STATEMENT = re.compile(r"(?:duration: [\d.]{1,20} ms  )?(?:statement|execute [^:]{1,64}): (.*)", re.DOTALL)
_PROGRAM = re.compile(
    r"\s*COPY\b[^;]{0,300}?\b(?:FROM|TO)\s+PROGRAM\s+'(.{0,2000})'", re.IGNORECASE | re.DOTALL
)
_ROLE = re.compile(r"\s*(?:CREATE|ALTER|DROP)\s+(?:ROLE|USER|GROUP)\s+\"?([^\s\";]{1,63})", re.IGNORECASE)
_WORD = re.compile(r"\bPASSWORD\b", re.IGNORECASE)
_POWER = re.compile(
    r"\s*(?:CREATE\s+(?:EXTENSION|LANGUAGE)|ALTER\s+SYSTEM|SELECT\s+lo_(?:import|export))", re.IGNORECASE
)
_COPY = re.compile(r"\s*COPY\s+(\(|[^\s;(]{1,128})[^;]*\bTO\s+(?:STDOUT|')", re.IGNORECASE)


def understand(event: Event, level: str, message: str) -> None:
    """Fill in what a message tells; the event's user and address are those of the prefix so far."""
    if found := _AUTHORIZED.match(message):
        event.action, event.outcome, event.user = "login", "success", found[1]
    elif found := _RECEIVED.match(message):
        event.client_ip = ip(found[1])
    elif _GONE.match(message):
        event.action = "logout"
    elif level == "FATAL" and (found := _REFUSED.match(message)):
        event.action, event.outcome = "login", "failure"
        event.user = found[1] or found[2] or found[3]
    elif level == "LOG" and (found := _STATEMENT.match(message)):
        _statement(event, found[1])
    elif level in {"ERROR", "FATAL", "PANIC"}:
        event.action = "error"


def _statement(event: Event, said: str) -> None:
    if found := _PROGRAM.match(said):
        event.action, event.object = "privileged", found[1]
    elif found := _ROLE.match(said):
        event.action, event.object = "account_change", found[1]
        if said.lstrip()[:5].upper() == "ALTER" and _WORD.search(said):
            event.action = "password_change"
    elif _POWER.match(said):
        event.action, event.object = "privileged", said[:200]
    elif found := _COPY.match(said):
        event.action, event.object = "export", found[1].strip("(")
    if event.action != "other":
        event.outcome = "success"
