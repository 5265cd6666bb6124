"""Hostile text made visible: nothing in a log line may steer a terminal, a browser or an eye."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Mc", "Me"})
"""Categories that act without being seen: controls, bidi, joiners, separators, stacked marks (UAX #44)."""

_JOINING: Final = (
    range(0x115F, 0x1200),  # Hangul jamo and their fillers
    range(0x3164, 0x3165),
    range(0xD7B0, 0xD800),
    range(0xFFA0, 0xFFA1),
    range(0x1F3FB, 0x1F400),  # skin tones
)
"""Letters and symbols that show nothing or take no cell of their own (UAX #11, UTS #51)."""

_PLAIN: Final = re.compile(r"[\x20-\x7e]*")
_NO_ASCII: Final = str.maketrans(
    {
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2026": "...",
        "\u00b7": "|",
        "\u2192": "->",
        "\u00d7": "x",
        "\u2265": ">=",
        "\u2264": "<=",
        "\u201c": '"',
        "\u201d": '"',
        "\u2018": "'",
        "\u2019": "'",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


def visible(text: str) -> str:
    r"""Return the text with every unseen or steering character written as an escape (\x1b, \u202e).

    Escape sequences lose their power because ESC and the C1 controls become four visible characters.
    """
    if _PLAIN.fullmatch(text):
        return text
    return "".join(map(_shown, text))


def ascii_only(text: str) -> str:
    """Return visible text in ASCII: our own punctuation in its plain form, all else as escapes."""
    shown = visible(text).translate(_NO_ASCII)
    return shown if shown.isascii() else "".join(map(_escaped_unless_ascii, shown))


def unicode_text(text: str) -> str:
    r"""Return text that UTF-8 can carry: bytes of odd file names, held as lone surrogates, become \xff."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    hidden = unicodedata.category(character) in _HIDDEN or any(ord(character) in span for span in _JOINING)
    return escaped(character) if hidden else character


def _escaped_unless_ascii(character: str) -> str:
    return character if character.isascii() else escaped(character)


def escaped(character: str) -> str:
    r"""Write one character as \xhh, \uhhhh or \Uhhhhhhhh; a surrogate-held byte as the byte it was."""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
