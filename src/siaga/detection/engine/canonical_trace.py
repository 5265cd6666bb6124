"""Canonical text of one value, byte by byte, with the place in the raw value that each byte came from.

The slow twin of `canonical`: it judges the fast one in tests, and finds in the raw line what a
pattern matched in canonical text, for the report.
"""

from __future__ import annotations

from siaga.detection.engine.canonical import ROUNDS
from siaga.detection.engine.characters import ENTITY, RARE, decoded, entity_decoded

Span = tuple[int, int]
_HEX = b"0123456789abcdefABCDEF"
_SPACE = b" \t\v\f\r"


class Traced:
    """Bytes, and for each of them the half-open span of the raw value it stands for."""

    def __init__(self, text: bytes, spans: list[Span]) -> None:
        self.text = text
        self.spans = spans

    def replaced(self, edits: list[tuple[int, int, bytes]]) -> Traced:
        """Apply edits (start, end, new bytes), given in order and apart from each other."""
        text, spans, done = bytearray(), list[Span](), 0
        for start, end, new in edits:
            text += self.text[done:start] + new
            spans += self.spans[done:start]
            spans += [(self.spans[start][0], self.spans[end - 1][1])] * len(new)
            done = end
        return Traced(bytes(text + self.text[done:]), spans + self.spans[done:])


def trace(value: bytes, *, plus: bool = False, comments: bool = False) -> Traced:
    """Return the canonical text of one value with its origins; the flags as in `canonical`."""
    value = value.replace(b"\n", b"\r")
    if plus:
        value = value.replace(b"+", b" ")
    traced = Traced(value, [(at, at + 1) for at in range(len(value))])
    for _ in range(ROUNDS):
        before = traced.text
        traced = traced.replaced(_percents(traced.text))
        traced = traced.replaced([(m.start(), m.end(), decoded(m)) for m in RARE.finditer(traced.text)])
        traced = traced.replaced(
            [(m.start(), m.end(), entity_decoded(m)) for m in ENTITY.finditer(traced.text)]
        )
        traced = traced.replaced([(at, at + 1, b"") for at, byte in enumerate(traced.text) if byte == 0])
        if traced.text == before:
            break
    if comments:
        traced = traced.replaced(_comments(traced.text))
    return traced.replaced(_runs_of_space(traced.text))


def _percents(text: bytes) -> list[tuple[int, int, bytes]]:
    return [
        (at, at + 3, bytes([13 if (value := int(text[at + 1 : at + 3], 16)) == 10 else value]))
        for at in range(len(text) - 2)
        if text[at] == 0x25 and text[at + 1] in _HEX and text[at + 2] in _HEX
    ]


def _comments(text: bytes) -> list[tuple[int, int, bytes]]:
    edits: list[tuple[int, int, bytes]] = []
    at = 0
    while (start := text.find(b"/*", at)) >= 0 and (end := text.find(b"*/", start + 2)) >= 0:
        at = end + 2
        if text[start + 2 : start + 3] != b"!":
            edits.append((start, at, b" "))
            continue
        content = start + 3
        while text[content : content + 1].isdigit() and content < end:
            content += 1
        edits.append((start, content, b" "))
        while (inner := text.find(b"/*", content, end)) >= 0:
            edits.append((inner, inner + 2, b" "))
            content = inner + 2
        edits.append((end, at, b" "))
    return edits


def _runs_of_space(text: bytes) -> list[tuple[int, int, bytes]]:
    edits: list[tuple[int, int, bytes]] = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end] in _SPACE:
            end += 1
        if end > at:
            edits.append((at, end, b"\r" if b"\r" in text[at:end] else b" "))
        at = end + 1
    return edits
