"""Cuts an Apache `LogFormat` string (mod_log_config) into literals and fields."""

from __future__ import annotations

import re

from siaga.intake.formats.template.shapes import Field, Role, Shape
from siaga.intake.formats.template.strftime import time_fields
from siaga.intake.formats.template.trouble import trouble

NICKNAMES = {
    "common": '%h %l %u %t "%r" %>s %b',
    "combined": '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    "vhost_combined": '%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"',
    "combinedio": '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %I %O',
}
"""Names under which Apache's own configuration (and Debian's) defines formats."""

_LETTERS: dict[str, tuple[Role, Shape]] = {
    "h": ("client", "word"), "a": ("client", "word"), "A": ("", "word"), "B": ("body_bytes", "number"),
    "b": ("body_bytes", "number"), "D": ("duration_us", "number"), "f": ("", "text"), "H": ("", "word"),
    "k": ("", "number"), "l": ("", "word"), "L": ("", "word"), "m": ("method", "word"),
    "p": ("", "number"), "P": ("", "number"), "q": ("question_query", "word"), "r": ("request", "text"),
    "R": ("", "text"), "s": ("status", "number"), "T": ("duration_s", "number"), "u": ("user", "word"),
    "U": ("path", "path"), "v": ("host", "host"), "V": ("host", "host"), "X": ("", "word"),
    "I": ("", "word"), "O": ("bytes", "number"), "S": ("", "number"), "F": ("", "number"),
}  # fmt: skip
# %I and %S are mod_logio's bytes received and combined byte count (Tomcat: the thread, the session);
# %F is Tomcat's time to the first byte.

_REQUEST_HEADERS: dict[str, tuple[Role, Shape]] = {
    "referer": ("referrer", "text"),
    "user-agent": ("user_agent", "text"),
    "host": ("host", "host"),
    "x-forwarded-for": ("forwarded", "list"),
    "x-real-ip": ("forwarded", "list"),
    "cf-connecting-ip": ("forwarded", "list"),
    "true-client-ip": ("forwarded", "list"),
}
_USER_HEADERS = frozenset({"x-ausername", "x-user", "x-username", "x-remote-user"})
"""Answer headers in which applications tell the server whom they know (Confluence, Jira)."""
_UNITS: dict[str, Role] = {"s": "duration_s", "ms": "duration_ms", "us": "duration_us"}
_DIRECTIVE = re.compile(r"%(?:[<>]|!?\d{3}(?:,\d{3})*)*(?:\{([^}]*)\})?(\^t[io]|.)")
_ESCAPES = {"n": "\n", "t": "\t"}

Tokens = list[bytes | Field]


def tokens(template: str) -> Tokens:
    """Cut the template; raises FormatError that shows the place of an unknown or broken directive."""
    found: Tokens = []
    literal: list[str] = []
    place = 0
    while place < len(template):
        character = template[place]
        if character == "\\" and place + 1 < len(template):
            literal.append(_ESCAPES.get(template[place + 1], template[place + 1]))
            place += 2
        elif character != "%":
            literal.append(character)
            place += 1
        elif template.startswith("%%", place):
            literal.append("%")
            place += 2
        else:
            fields, place = _directive(template, place)
            if literal:
                found.append("".join(literal).encode())
                literal.clear()
            found.extend(fields)
    if literal:
        found.append("".join(literal).encode())
    return found


def _directive(template: str, place: int) -> tuple[Tokens, int]:
    match = _DIRECTIVE.match(template, place)
    if match is None or match[2] == "{":
        raise trouble(template, place, "this directive has no end")
    argument, letter = match[1], match[2]
    if letter == "t":
        return _time(template, place, argument), match.end()
    if argument is not None:
        return [_with_argument(template, place, argument, letter)], match.end()
    if letter not in _LETTERS:
        raise trouble(template, place, f"Apache knows no directive %{letter}")
    role, shape = _LETTERS[letter]
    return [Field(role, shape, place)], match.end()


def _time(template: str, place: int, argument: str | None) -> Tokens:
    if argument is None:
        return [b"[", Field("clf", "clf", place), b"]"]
    return time_fields(template, place, argument)


def _with_argument(template: str, place: int, argument: str, letter: str) -> Field:
    name = argument.lower()
    if letter == "i":
        role, shape = _REQUEST_HEADERS.get(name, ("", "text"))
        return Field(role, shape, place)
    if letter == "T":
        if name not in _UNITS:
            raise trouble(template, place, "%{…}T takes s, ms or us")
        return Field(_UNITS[name], "number", place)
    if letter == "a":
        return Field("" if name == "c" else "client", "word", place)
    if letter in "hpP":
        return Field("client" if letter == "h" else "", "word", place)
    if letter == "o" and name in _USER_HEADERS:
        return Field("user", "word", place)
    if letter in "oenC" or letter.startswith("^"):
        return Field("", "text", place)
    if letter in "srcL":  # %{c}L, and Tomcat's %{x}s, %{x}r, %{x}c
        return Field("", "word", place)
    raise trouble(template, place, f"Apache knows no directive %{{{argument}}}{letter}")
