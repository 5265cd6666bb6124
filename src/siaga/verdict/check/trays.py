"""Hands results from forked workers to this process through memory that both share.

A pipe holds 64 KiB: a result of some MiB would keep a worker waiting until the other side has read it bit
by bit, and both would copy it. The bytes of its blocks lie beside it, so that the ledger takes the raw lines
it wants out of them, as it does of a block that was read here.
"""

from __future__ import annotations

import mmap
import pickle
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import cast

from siaga.verdict.check.parsed import Parsed, ParsedItem

TRAY_BYTES = 26 * 1024 * 1024
"""Room for a range of a log and what it came to; memory is taken only for what is laid there.

What is larger goes through the pipe.
"""


@dataclass(frozen=True, slots=True)
class Laid:
    """A result on its way: in `tray`, first itself and then its blocks' bytes, or in `data`.

    `sizes` are in bytes, in the order in which they lie there.
    """

    tray: int | None
    sizes: tuple[int, ...] = ()
    data: bytes | None = None


class Trays:
    """Anonymous shared memory cut into trays; it must be made before the workers are forked.

    Where the machine gives no such memory there are no trays, and results go through the pipe.
    """

    def __init__(self, count: int, size: int = TRAY_BYTES) -> None:
        self._size = size
        self._free = list(range(count))
        try:
            self._memory = mmap.mmap(-1, max(1, count * size))
        except OSError:
            self._memory, self._free = mmap.mmap(-1, 1), []

    def reserve(self) -> int | None:
        """Take a free tray for a result to come; None when there is none."""
        return self._free.pop() if self._free else None

    def lay(self, tray: int | None, result: ParsedItem) -> Laid:
        """Put a result into a reserved tray; called in the worker."""
        bare, texts = _apart(result)
        parts = (pickle.dumps(bare, pickle.HIGHEST_PROTOCOL), *texts)
        sizes = tuple(map(len, parts))
        if tray is None or sum(sizes) > self._size:
            return Laid(tray, data=pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        for (begin, end), part in zip(self._places(tray, sizes), parts, strict=True):
            self._memory[begin:end] = part
        return Laid(tray, sizes)

    @contextmanager
    def fetched(self, laid: Laid) -> Iterator[ParsedItem]:
        """Take a result out where the trays were made, and free its tray at the end.

        Its raw lines can be read until then: whoever asks later gets a ValueError, not another's lines.
        """
        try:
            with ExitStack() as held:
                if laid.data is not None:
                    yield _loaded(laid.data)
                    return
                assert laid.tray is not None
                whole = held.enter_context(memoryview(self._memory))
                places = self._places(laid.tray, laid.sizes)
                views = [held.enter_context(whole[begin:end]) for begin, end in places]
                result = _loaded(views[0])
                _give(result.blocks, views[1:])
                yield result
        finally:
            if laid.tray is not None:
                self._free.append(laid.tray)

    def _places(self, tray: int, sizes: Sequence[int]) -> list[tuple[int, int]]:
        """Return where each part of a result begins and ends in the memory, in bytes."""
        return list(pairwise(accumulate(sizes, initial=tray * self._size)))


def _apart(result: ParsedItem) -> tuple[ParsedItem, list[bytes]]:
    """Return a result without the bytes of its blocks, and those bytes; empty where it carries raw lines."""
    texts = [_text(parsed) for parsed in result.blocks]
    bare = [_bare(parsed) if text else parsed for parsed, text in zip(result.blocks, texts, strict=True)]
    return replace(result, blocks=bare), texts


def _text(parsed: Parsed) -> bytes:
    digest = parsed.digest
    return b"" if digest is None or digest.raw is not None else digest.rows.block.data


def _bare(parsed: Parsed) -> Parsed:
    return replace(parsed, digest=None if parsed.digest is None else parsed.digest.bare())


def _give(blocks: Sequence[Parsed], texts: Sequence[memoryview]) -> None:
    for parsed, text in zip(blocks, texts, strict=True):
        if parsed.digest is not None and text:
            parsed.digest.raw = text


def _loaded(data: bytes | memoryview) -> ParsedItem:
    # Nobody but our own worker can write there.
    return cast("ParsedItem", pickle.loads(data))  # noqa: S301 - see above
