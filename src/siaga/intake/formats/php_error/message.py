"""Understands PHP's messages, wherever a log carries them: level, script, line."""

from __future__ import annotations

import re

from siaga.intake.formats.process_output import tool_of
from siaga.intake.rows import Event

_LEVEL = re.compile(
    r"PHP ((?:Core |Compile |User |Catchable |Recoverable )?(?:Fatal error|Parse error|Warning|Notic"
    r"e|Error|error"
    r"|Deprecated|Strict Standards|Startup|warning|notice|fatal error|deprecated)): {0,2}"
)
_CONTINUED = re.compile(
    r"(?:PHP )?(?:Stack trace:|#\d{1,4} |  thrown in |PHP +\d{1,4}\. |Next [A-Z]|  +\d{1,4}\. )",
    re.IGNORECASE,
)
_EVALUATED = re.compile(
    r"(.{1,1000}?)\((\d{1,9})\) : (?:eval\(\)'d code|runtime-created function|assert code)"
)
_PATH = re.compile(r"/|[A-Za-z]:[\\/]|[a-z]{2,10}:/")
_SCRIPT_LINE = re.compile(r"(.{1,1000}):(\d{1,9})", re.DOTALL)


def php_message(event: Event, message: str) -> bool:
    """Fill an event from a PHP message inside `message`; False when there is none.

    `object` becomes the script's path; detail: level, line, "evaluated" when the code that failed was
    itself made at run time (eval, assert, create_function) inside that script.
    """
    found = _LEVEL.search(message)
    if found is None:
        return False
    event.application = "php"
    event.detail["level"] = found[1].lower()
    body = message[found.end() :]
    end = body.find(" on line ")
    head = body[:end] if end >= 0 else body.partition("\n")[0]
    start = head.rfind(" in ")
    if start >= 0:
        _script(event, head[start + 4 :], body[end + 9 :] if end >= 0 else "")
    return True


def _script(event: Event, path: str, after: str) -> None:
    line = re.match(r"\d{1,9}", after)
    if line is not None:
        event.detail["line"] = line[0]
    evaluated = _EVALUATED.match(path)
    if evaluated is not None:
        path = evaluated[1]
        event.detail["evaluated"] = "yes"
        event.detail["line"] = evaluated[2]
    elif line is None:
        at = _SCRIPT_LINE.fullmatch(path)
        if at is None:
            return
        path, event.detail["line"] = at[1], at[2]
    if _PATH.match(path):
        event.object = path


def is_continued(message: str) -> bool:
    """Say whether an unstamped line goes on with PHP's message before it (a stack trace)."""
    return _CONTINUED.match(message) is not None


def tool_output(event: Event, message: str) -> bool:
    """Turn a stamped event into "output" when its message is a known program's output."""
    known = tool_of(message)
    if known is None:
        return False
    event.action, event.application = "output", known[0]
    event.object = known[1]
    event.detail["tool"] = known[0]
    return True
