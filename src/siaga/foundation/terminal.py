"""Makes strangers' words harmless for what shows them: a terminal obeys control characters."""

from __future__ import annotations

import re

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""DEL, C1 controls and direction marks: JSON may hold them as they are, and a terminal obeys them."""


def printable(text: str) -> str:
    """Return text that moves no cursor and changes no colour: log lines are strangers' words."""
    return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in text)


def sentence(text: str) -> str:
    """Return an error's text, its further lines indented: a name with a line feed forges no line of ours."""
    return "\n  ".join(map(printable, text.split("\n")))


def quiet_json(text: str) -> str:
    """Return the same JSON with steering characters as escapes (RFC 8259, 7); it parses to the same value."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
