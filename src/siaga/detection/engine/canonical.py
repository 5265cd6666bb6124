r"""Canonical text: what a web application may have read after all its decoding, for many values at once.

At most ROUNDS times: percent, `%uXXXX`, `\uXXXX`, `\xHH`, HTML entities, over-long UTF-8 and full-width
forms become the byte they stand for; NUL is dropped. Then SQL comments become one space (not what
`/*! … */` holds: MySQL runs it) and every run of white space becomes one: `\r` where it held a line
break, else a space. `\n` never comes out: it separates the values in a buffer. All steps are linear
in the text and none looks across a `\n`, so values are worked on joined. `canonical_trace` says the
same value by value and keeps where each byte came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from siaga.detection.engine.characters import ENTITY, RARE, decoded, entity_decoded

ROUNDS = 4
"""How often a value is decoded; a fifth layer of encoding stays as it is."""

ENTITY_LENGTH = 10
"""Longest named character reference that is decoded, `&` and `;` included, less one."""

Int64s = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

_HEX = np.full(256, 255, np.uint8)
for _value, _digit in enumerate(b"0123456789abcdef"):
    _HEX[_digit] = _value
    _HEX[ord(chr(_digit).upper())] = _value

_OTHER_SPACE = bytes.maketrans(b"\t\v\f", b"   ")
_BREAKS = re.compile(rb" *\r[ \r]*")
_SPACES = re.compile(rb"  +")
_DIGITS = b"0123456789"


def joined(values: Sequence[bytes]) -> bytes:
    r"""Join values by `\n`; a line feed inside a value counts as `\r`, as in canonical text."""
    text = b"\n".join(values)
    if text.count(b"\n") >= max(len(values), 1):
        text = b"\n".join([value.replace(b"\n", b"\r") for value in values])
    return text


def undecoded(text: bytes, *, plus: bool, comments: bool) -> npt.NDArray[np.bool_]:
    """Flag the bytes of a joined buffer that show that their value may not be canonical yet."""
    data = np.frombuffer(text, np.uint8)
    shown: npt.NDArray[np.bool_] = data == 0x25
    shown |= data == 0x5C
    shown |= data >= 0x80
    if plus:
        shown |= data == 0x2B
    # 0x0A to 0x0D are rare in logs; the line feeds among them are the separators.
    control = data < 0x20
    control &= data != 0x0A
    shown |= control
    for second, first in ((0x2A, 0x2F), (0x20, 0x20)) if comments else ((0x20, 0x20),):
        pair = data[1:] == second
        if pair.any():
            pair &= data[:-1] == first
            shown[1:] |= pair
    if b"&" in text:
        shown[_entities(data, numeric=b"&#" in text)] = True
    return shown


def _entities(data: Bytes, *, numeric: bool) -> Int64s:
    """Return where an `&` may start a character reference: `&#`, or `;` at most ENTITY_LENGTH further."""
    ends = np.flatnonzero(data == 0x3B)
    if not numeric and not len(ends):
        return ends
    at = np.flatnonzero(data == 0x26)
    near = np.append(ends, len(data) + 2 * ENTITY_LENGTH)[np.searchsorted(ends, at)] - at <= ENTITY_LENGTH
    if numeric:
        near |= np.append(data, 0)[at + 1] == 0x23
    return at[near]


def canonical(values: Sequence[bytes], *, plus: bool = False, comments: bool = False) -> list[bytes]:
    """Return the canonical text of each value.

    `plus`: the values are queries, in which `+` was a space before any decoding (HTML 5, URL-encoded
    form data). `comments`: SQL comments become spaces.
    """
    if not values:
        return []
    text = joined(values)
    if plus:
        text = text.replace(b"+", b" ")
    for _ in range(ROUNDS):
        before = text
        text = _rare(_percent(text)).replace(b"\0", b"")
        if text == before:
            break
    if comments and b"*/" in text:
        text = _without_comments(text)
    return _spaced(text).split(b"\n")


def _percent(text: bytes) -> bytes:
    """Decode each `%HH` once; a decoded line feed becomes a carriage return."""
    if b"%" not in text:
        return text
    data = np.frombuffer(text + b"\n\n", np.uint8)
    at = np.flatnonzero(data == 0x25)
    high, low = _HEX[data[at + 1]], _HEX[data[at + 2]]
    good = (high | low) < 16
    at, high, low = at[good], high[good], low[good]
    value = high << 4 | low
    value[value == 0x0A] = 0x0D
    out = data.copy()
    out[at] = value
    keep = np.ones(len(data), np.bool_)
    keep[at + 1] = False
    keep[at + 2] = False
    keep[-2:] = False
    return out[keep].tobytes()


def _rare(text: bytes) -> bytes:
    """Decode the rarer notations; one scan over the whole buffer, Python only where one stands."""
    if not text.isascii() or b"\\" in text or b"%u" in text or b"%U" in text:
        text = RARE.sub(decoded, text)
    # most "&" only join parameters: a look for a near ";" is far cheaper than trying each
    numeric = b"&#" in text
    if numeric or (b"&" in text and len(_entities(np.frombuffer(text, np.uint8), numeric=False))):
        text = ENTITY.sub(entity_decoded, text)
    return text


def _without_comments(text: bytes) -> bytes:
    """Replace closed SQL comments by a space, in one pass: each find starts where the last ended."""
    parts: list[bytes] = []
    done = at = 0
    while (start := text.find(b"/*", at)) >= 0:
        value_end = text.find(b"\n", start)
        value_end = len(text) if value_end < 0 else value_end
        end = text.find(b"*/", start + 2, value_end)
        if end < 0:
            at = value_end
            continue
        parts += (text[done:start], b" ")
        if text.startswith(b"!", start + 2):
            parts += (text[start + 3 : end].lstrip(_DIGITS).replace(b"/*", b" "), b" ")
        done = at = end + 2
    parts.append(text[done:])
    return b"".join(parts)


def _spaced(text: bytes) -> bytes:
    text = text.translate(_OTHER_SPACE)
    if b"\r" in text:
        text = _BREAKS.sub(b"\r", text)
    return _SPACES.sub(b" ", text) if b"  " in text else text
