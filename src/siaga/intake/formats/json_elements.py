"""Cuts JSON documents into the objects of their outermost arrays, block by block, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 1024 * 1024
"""An object longer than this, in bytes, is given up."""

# A string may be torn, but never reaches beyond its line.
_TOKENS = re.compile(rb'"(?:[^"\\\n]|\\[^\n])*+"?|[\[\]{}]')
_ARRAY, _OBJECT = b"[{"
_OPENING = frozenset((_ARRAY, _OBJECT))
_QUOTE = ord('"')


@dataclass(frozen=True, slots=True)
class Element:
    """An object, or what was begun of one (`text` None): where it stands in the data given last.

    What began earlier stands at 0; its text is whole nevertheless.
    """

    start: int
    end: int
    text: bytes | None


class Elements:
    """Remembers between blocks what is open: `[{…}, {…}]`, `{"data": [{…}]}`, pretty-printed or not."""

    def __init__(self) -> None:
        self._open = bytearray()
        self._depth = -1
        self._begun: list[bytes] = []
        self._size = 0

    def feed(self, data: bytes, *, last: bool = False) -> Iterator[Element]:
        """Yield the objects that end in `data`; with `last`, also what never ends."""
        start = 0
        for token in _TOKENS.finditer(data):
            mark = data[token.start()]
            if mark == _QUOTE:
                continue
            if mark in _OPENING:
                if self._depth < 0 and mark == _OBJECT and self._open[-1:] == b"[":
                    self._depth, start = len(self._open), token.start()
                self._open.append(mark)
                continue
            del self._open[-1:]
            if self._depth == len(self._open):
                yield Element(start, token.end(), b"".join((*self._begun, data[start : token.end()])))
                self._close()
                start = token.end()
        if self._depth >= 0:
            yield from self._keep(data, start, last=last)

    def _keep(self, data: bytes, start: int, *, last: bool) -> Iterator[Element]:
        self._begun.append(data[start:])
        self._size += len(data) - start
        if last or self._size > LARGEST:
            yield Element(start, len(data), None)
            self._close()
            self._open.clear()

    def _close(self) -> None:
        self._depth, self._size = -1, 0
        self._begun.clear()
