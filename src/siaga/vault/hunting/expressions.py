r"""Prepares a person's regular expression so that Hyperscan and RE2 read the same from it, line by line.

Allowed is what both know, over bytes: characters (others than ASCII as their UTF-8 bytes, not in
classes), `.`, classes with ASCII and POSIX names, groups, alternatives, repeats, `^` and `$` (a line's ends),
`\d \w \s \b` and their opposites, `\t \r \f \a \xhh`. `\s` is every white space of ASCII, the vertical tab
too. Neither library has look-arounds or back-references, and so both take time linear in the text.
"""

from __future__ import annotations

import re

import re2

_ESCAPES = b"dDwWsSbBtrfax"
_GROUP = re.compile(rb"\((?:\?(?:-?i[:)]|:|P<\w+>)|(?![?*]))")
_CLASS = re.compile(rb"\[\^?\]?(?:\[:\^?[a-z]+:\]|\\.|[^\]\\])*\]", re.DOTALL)
_HEX = re.compile(rb"\\x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]{1,2}\})")
_INNER = re.compile(rb"\\(.)|\[([.=])(?=.*\2\])", re.DOTALL)
_SPACES = {b"s": b"[:space:]", b"S": b"[:^space:]"}
"""RE2's own \\s leaves out the vertical tab, which Hyperscan's holds."""
_LINE_FEED = re.compile(rb"\\x(?:0[aA]|\{0?[aA]\})")
_MEMORY = 8 * 1024 * 1024


class ExpressionError(ValueError):
    """An expression can't be looked for; the text says why."""


def options() -> re2.Options:
    """Return options under which an expression is over bytes, as in Hyperscan."""
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.log_errors = False
    chosen.max_mem = _MEMORY
    return chosen


def compiled(text: bytes) -> re2._Regexp:
    """Compile what `expression` returned, for one line."""
    return re2.compile(text, options())


def expression(text: bytes, *, caseless: bool) -> bytes:
    """Return the expression in ASCII, as both libraries read it; raise ExpressionError."""
    parts: list[bytes] = []
    at = 0
    while at < len(text):
        part, at = _part(text, at)
        parts.append(part)
    plain = b"".join(parts)
    try:
        single = compiled(plain)
        written = b"(?i:" + plain + b")" if caseless else plain
        compiled(written)
    except re2.error as error:
        raise ExpressionError(_reason(error)) from error
    if single.search(b"") is not None:
        raise ExpressionError("it fits an empty text, and so every line")
    return written


def _part(text: bytes, at: int) -> tuple[bytes, int]:
    first = text[at : at + 1]
    if first == b"\\":
        return _escape(text, at)
    if first == b"[":
        return _class(text, at)
    if first == b"(":
        group = _GROUP.match(text, at)
        if group is None:
            raise ExpressionError("of groups, only (…), (?:…), (?i:…), (?-i:…) and (?P<name>…) are known")
        return group[0], group.end()
    if first[0] < 0x80:
        return first, at + 1
    end = at + 1
    while end < len(text) and text[end] & 0xC0 == 0x80:
        end += 1
    return b"(?:" + b"".join(b"\\x%02x" % byte for byte in text[at:end]) + b")", end


def _escape(text: bytes, at: int) -> tuple[bytes, int]:
    follows = text[at + 1 : at + 2]
    if not follows or follows[0] >= 0x80:
        raise ExpressionError("a backslash stands before nothing that it could escape")
    if follows == b"/":
        return b"/", at + 2
    if follows == b"x":
        code = _HEX.match(text, at)
        if code is None:
            raise ExpressionError("\\x needs two hexadecimal digits")
        _no_line_feed(code[0])
        return code[0], code.end()
    if follows in _SPACES:
        return b"[" + _SPACES[follows] + b"]", at + 2
    if follows.isalnum() and follows not in _ESCAPES:
        _no_line_feed(text[at : at + 2])
        raise ExpressionError(f"\\{follows.decode('ascii')} is not known to both libraries")
    return text[at : at + 2], at + 2


def _class(text: bytes, at: int) -> tuple[bytes, int]:
    found = _CLASS.match(text, at)
    if found is None:
        raise ExpressionError("a [ is not closed")
    if not found[0].isascii():
        raise ExpressionError("a class holds other characters than ASCII: write alternatives, (á|à)")
    return _INNER.sub(_in_class, found[0]), found.end()


def _in_class(found: re.Match[bytes]) -> bytes:
    letter = found[1]
    if letter is None:
        raise ExpressionError(f"[{found[2].decode('ascii')} in a class is not known to both libraries")
    if letter in _SPACES:
        return _SPACES[letter]
    if letter.isalnum() and letter not in _ESCAPES:
        _no_line_feed(b"\\" + letter)
        raise ExpressionError(f"\\{letter.decode('ascii')} is not known to both libraries")
    return b"/" if letter == b"/" else found[0]


def _no_line_feed(escape: bytes) -> None:
    if escape == b"\\n" or _LINE_FEED.fullmatch(escape):
        raise ExpressionError("a line holds no line feed")


def _reason(error: re2.error) -> str:
    reason = error.args[0] if error.args else error
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
