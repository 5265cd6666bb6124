"""The progress line: bytes, lines per second, the source being read, and the first finding at once."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self, TextIO

from rich.cells import cell_len

from siaga.verdict.report.language import Language, words_of
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.plain_text import ascii_only as to_ascii
from siaga.verdict.report.plain_text import visible

_EVERY: Final = 0.1
"""Seconds between two drawings: faster, the eye sees no more and the terminal costs CPU."""

_BAR: Final = 24


class ProgressLine:
    """One line on a terminal, rewritten in place; on anything that is no terminal it stays silent.

    `total_bytes` is what there is to read (compressed files: their size on disk), None when unknown.
    `clock` returns seconds and only ever grows; it is never part of a report.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        language: Language = "id",
        total_bytes: int | None = None,
        ascii_only: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stream = stream
        self.notation = Notation(words_of(language))
        self.total_bytes = total_bytes
        self.ascii_only = ascii_only
        self.clock = clock
        self.shown = stream.isatty()
        self.begun = clock()
        self.drawn = float("-inf")
        self.bytes_read = 0
        self.lines = 0
        self.first = ""

    def advance(self, source: str, bytes_read: int, lines: int) -> None:
        """Count bytes and lines just read of a source; draw if it is time to."""
        self.bytes_read += bytes_read
        self.lines += lines
        now = self.clock()
        if self.shown and now - self.drawn >= _EVERY:
            self.drawn = now
            self._write(self._line(source, now))

    def found(self, text: str) -> None:
        """Tell the first finding on a line of its own that stays; later ones are in the report."""
        if self.first or not self.shown:
            return
        self.first = self._clean(text)
        words = self.notation.words
        self._write(f"{self._clean(words('progress.first_found'))}: {self.first}")
        self.stream.write("\n")

    def close(self) -> None:
        """Take the line away, so that the report begins on a clean one."""
        if self.shown:
            self._write("")
            self.stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _line(self, source: str, now: float) -> str:
        words, notation = self.notation.words, self.notation
        passed = max(now - self.begun, 1e-3)
        parts = [notation.size(self.bytes_read)]
        bar = ""
        if self.total_bytes:
            share = min(1.0, self.bytes_read / self.total_bytes)
            full = int(share * _BAR)
            done, left = ("#", ".") if self.ascii_only else ("█", "░")
            bar = f"{done * full}{left * (_BAR - full)} {notation.percent(share)}  "
            parts = [f"{notation.size(self.bytes_read)}/{notation.size(self.total_bytes)}"]
        parts.append(words("progress.per_second", n=notation.number(int(self.lines / passed))))
        if not self.first:
            parts.append(words("progress.nothing_yet"))
        if source:
            parts.append(source)
        return self._clean(f"{words('progress.reading')}  ") + bar + self._clean(" · ".join(parts))

    def _clean(self, text: str) -> str:
        return to_ascii(text) if self.ascii_only else visible(text)

    def _write(self, text: str) -> None:
        room = shutil.get_terminal_size((80, 24)).columns - 1
        while cell_len(text) > room:
            # Halving the surplus at a time keeps this short for names of any length.
            text = text[: len(text) - max(1, (cell_len(text) - room) // 2)]
        # CSI K (ECMA-48 EL) clears what the longer line before left behind.
        self.stream.write(f"\r{text}\x1b[K")
        self.stream.flush()
