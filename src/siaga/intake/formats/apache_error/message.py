"""Understands the messages of Apache, of its modules (ModSecurity, basic authentication) and of CGIs."""

from __future__ import annotations

import re

from siaga.intake.formats.php_error.message import php_message, tool_output
from siaga.intake.rows import Event

_CODE = re.compile(r"(AH\d{5}): ")
_TAG = re.compile(r"\[([a-z_]{1,20}) \"([^\"\\]*+(?:\\.[^\"\\]*+)*+)\"\]", re.DOTALL)
_NO_USER = re.compile(r"user ([^:]{0,200}) not found: (.*+)", re.DOTALL)
_BAD_PASSWORD = re.compile(r"user ([^:]{0,200}): authentication failure for \"([^\"]*+)\"(.*+)", re.DOTALL)
_NAMED = re.compile(
    r"(?:File does not exist|client denied by server configuration|script not found or unable to stat"
    r"|Directory index forbidden by [^:]{1,60}|attempt to invoke directory as script"
    r"|Cannot serve directory|Symbolic link not allowed or link target not accessible"
    r"|Premature end of script headers|malformed header from script[^:]{0,80}|Invalid URI in request"
    r"|request failed: [^:]{1,80}|no acceptor[^:]{0,80}|access to ([^ ]{1,300}) denied[^:]{0,80}): ?(.*+)",
    re.DOTALL,
)
_SCRIPT = re.compile(r"script '([^']{1,1000})' not found or unable to stat")
_STDERR = re.compile(
    r"(?:mod_fcgid: )?stderr(?: from [^:]{1,200})?: |Got error '(?:PHP message: )?|FastCGI: server "
    r"\"[^\"]{1,200}\" stderr: "
)


def understand(event: Event, message: str) -> None:
    """Fill action, application, object and detail of an event from the text behind its prefixes."""
    if message.startswith("ModSecurity:"):
        _mod_security(event, message)
        return
    code = _CODE.match(message)
    if code is not None:
        event.detail["code"] = code[1]
        message = message[code.end() :]
    if message.startswith("ModSecurity:"):
        _mod_security(event, message)
    elif not (php_message(event, message) or _named(event, message) or _login(event, message)):
        inner = _STDERR.match(message)
        tool_output(event, message[inner.end() :] if inner else message)


def _mod_security(event: Event, message: str) -> None:
    tags = dict(reversed(_TAG.findall(message)))
    event.application = "modsecurity"
    event.action = "error"
    event.outcome = "failure" if "Access denied" in message[:200] else ""
    event.object = tags.get("uri", "")
    event.host = tags.get("hostname", "")
    for name, key in (
        ("id", "rule_id"),
        ("msg", "rule"),
        ("severity", "severity"),
        ("unique_id", "unique_id"),
    ):
        if name in tags:
            event.detail[key] = tags[name]


def _login(event: Event, message: str) -> bool:
    match = _NO_USER.fullmatch(message) or _BAD_PASSWORD.fullmatch(message)
    if match is None:
        return False
    event.action, event.outcome = "login", "failure"
    event.user, event.object = match[1], match[2]
    event.detail["method"] = "basic"
    return True


def _named(event: Event, message: str) -> bool:
    match = _NAMED.fullmatch(message) or _SCRIPT.match(message)
    if match is not None:
        event.object = match[match.re.groups] or ""
    return match is not None
