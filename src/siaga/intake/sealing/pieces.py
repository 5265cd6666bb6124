"""Cuts a text into the pieces that become frames: at line ends, and inside a line only if it is too long."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.intake.reading.source import Source

_NEAR = 64 * 1024
"""Bytes by which a piece may fall short of what was asked for."""


def pieces(source: Source, most: int) -> Iterator[tuple[bytes, bool]]:
    """Yield (bytes, whether their last line goes on in the next piece), at most `most` bytes each."""
    rest = b""
    while True:
        data, ended = _filled(source, rest, most)
        if not data:
            return
        cut = len(data) if ended else data.rfind(b"\n") + 1
        goes_on = cut == 0
        cut = cut or len(data)
        yield (data[:cut] if cut < len(data) else data), goes_on
        rest = data[cut:]


def _filled(source: Source, rest: bytes, most: int) -> tuple[bytes, bool]:
    """Return `rest` and what follows, about `most` bytes unless the text ends, and whether it ended."""
    parts, size = [rest] if rest else [], len(rest)
    while size < most:
        part = source.read(most - size)
        if not part:
            return b"".join(parts), True
        parts.append(part)
        size += len(part)
        # Where a line ends near by, as a store likes to stop there, nothing has to be copied.
        if size > most - _NEAR and part.endswith(b"\n"):
            break
    return (parts[0] if len(parts) == 1 else b"".join(parts)), source.at_end()
