"""The shapes that fields of a log line can have, as linear-time patterns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal[
    "word",  # no blank
    "text",  # anything
    "number",  # digits
    "decimal",  # digits with a fraction
    "clf",  # 06/Feb/2009:12:14:14 +0700
    "iso",  # RFC 3339
    "path",  # no blank and no question mark
    "list",  # words joined by ", " or " : " (nginx upstreams, X-Forwarded-For)
    "host",  # no blank and no slash
    "given",  # its own pattern (strftime)
]

Role = Literal[
    "", "client", "forwarded", "user", "clf", "iso", "epoch", "epoch_s", "epoch_ms", "epoch_us", "date_part",
    "request", "method", "target", "path", "query", "question_query", "status", "body_bytes", "bytes",
    "referrer", "user_agent", "host", "duration_s", "duration_ms", "duration_us",
]  # fmt: skip
"""What a field tells; "" is known to be there and not kept."""


@dataclass(frozen=True, slots=True)
class Field:
    """One variable of a template: what it tells, how it looks, and where it stood in the template.

    `part` names the strftime letter of a "date_part"; `given` is the pattern of shape "given".
    """

    role: Role
    shape: Shape
    place: int
    part: str = ""
    given: bytes = b""


# Possessive repeats never give back what they took, so a match costs one pass over the line.
STRICT: dict[Shape, bytes] = {
    "number": rb"\d++|-",
    "decimal": rb"\d++\.\d++|-",
    "clf": rb"\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d(?:[.,]\d++)?+(?: [+-]\d{4})?+",
    "iso": rb"\d{4}-\d\d-\d\d[T ][0-9:.,]++(?:Z|[+-]\d\d:?\d\d)?+",
}
QUOTED = rb'[^"\\]*+(?:\\.[^"\\]*+)*+'
"""Anything up to the closing quote; a backslash takes the byte behind it along."""

LENIENT: dict[Shape, bytes] = {
    "word": rb"[^ ]*?",
    "text": rb".*?",
    "number": rb"\d+|-",
    "decimal": rb"\d+\.\d+|-",
    "clf": rb"\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d(?:[.,]\d+)?(?: [+-]\d{4})?",
    "iso": rb"\d{4}-\d\d-\d\d[T ][0-9:.,]+(?:Z|[+-]\d\d:?\d\d)?",
    "path": rb"[^?]*?",
    "host": rb"[^ /]*?",
    "list": rb"[^ ,]*(?:(?:, ?| : )[^ ,]+)*?",
}
"""For google-re2, which is linear whatever the pattern: every field may hold what follows it."""


_ALSO_NOT: dict[Shape, bytes] = {"path": rb"?\"", "host": rb"/\""}


def until(shape: Shape, stop: bytes) -> bytes:
    """Return the strict pattern of a word, path, host or list that ends before `stop` (a byte or b"")."""
    end = b"\\" + stop if stop and stop in b"]^\\-" else stop
    if shape == "list":
        one = rb'[^ ,"' + end + rb"]"
        return one + rb"*+(?:(?:, ?+| : )" + one + rb"++)*+"
    return rb"[^ " + _ALSO_NOT.get(shape, b"") + end + rb"]*+"
