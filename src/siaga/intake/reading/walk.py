"""Walk from a stream to the texts inside it, through compression and archives, bounded in depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from siaga.intake.reading.content import HEAD_BYTES, Content, content_of
from siaga.intake.reading.decompressing import Decompressing, Method
from siaga.intake.reading.limits import Allowance, Limits
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.source import Source, Window
from siaga.intake.reading.store import MemoryStore, Store
from siaga.intake.reading.tar_members import tar_members
from siaga.intake.reading.zip_members import zip_members

ARCHIVE_DEPTH = 2
"""An archive, and archives among its members; not further."""

_WRAPPERS = 2
"""Layers of compression around one content (a gzip of a gzip happens)."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text found; valid until the next one is asked for. `modified_at_us` is UTC µs, None unknown."""

    label: str
    source: Source
    modified_at_us: int | None


class Walker:
    """Opens what one input holds; what can't be read is told, with its place."""

    def __init__(self, limits: Limits, notebook: Notebook) -> None:
        self._limits = limits
        self._notebook = notebook
        self._allowance = Allowance(limits)

    def unwrapped(self, source: Source, label: str) -> tuple[Source, Content]:
        """Take off the layers of compression and say what is inside."""
        for _ in range(_WRAPPERS):
            content = content_of(source.peek(HEAD_BYTES))
            if content.shape != "compressed":
                return source, content
            source = self.decompressed(source, content.what, label)
        return source, content_of(source.peek(HEAD_BYTES))

    def decompressed(self, source: Source, method: str, label: str, checksum: int | None = None) -> Source:
        """Return the decompressed bytes of `source`, within what this input may still inflate by."""
        known: dict[str, Method] = {
            "gzip": "gzip",
            "bzip2": "bzip2",
            "xz": "xz",
            "zstd": "zstd",
            "deflate": "deflate",
        }
        tell = self._notebook.at(label)
        return Decompressing(source, known[method], self._allowance, tell, checksum=checksum)

    def leaves(
        self, source: Source, label: str, modified_at_us: int | None = None, depth: int = 0
    ) -> Iterator[Leaf]:
        """Yield every text in `source`; `depth` counts the archives around it."""
        source, content = self.unwrapped(source, label)
        yield from self.leaves_of(source, content, label, modified_at_us, depth)

    def leaves_of(
        self, source: Source, content: Content, label: str, modified_at_us: int | None, depth: int
    ) -> Iterator[Leaf]:
        """As `leaves`, for a source whose content is known."""
        if content.shape == "text":
            yield Leaf(label, source, modified_at_us)
        elif content.shape in {"tar", "zip"} and depth < ARCHIVE_DEPTH:
            yield from self._members(source, content, label, depth)
        elif content.shape in {"tar", "zip", "compressed"}:
            self._notebook.add(label, "too_deep", content.what or content.shape)
        elif content.shape == "empty":
            self._notebook.add(label, "empty")
        elif content.shape == "unsupported":
            self._notebook.add(label, "unsupported", content.what)
        else:
            self._notebook.add(label, "not_a_log", content.what)

    def _members(self, source: Source, content: Content, label: str, depth: int) -> Iterator[Leaf]:
        walk = self._tar if content.shape == "tar" else self._zip
        count, told = 0, len(self._notebook)
        for name, member, modified_at in walk(source, label):
            if count >= self._limits.members:
                self._notebook.add(label, "too_many", str(self._limits.members))
                return
            count += 1
            time_us = None if modified_at is None else modified_at * 1_000_000
            yield from self.leaves(member, name, time_us, depth + 1)
        if not count and len(self._notebook) == told:
            self._notebook.add(label, "nothing_inside")

    def _tar(self, source: Source, label: str) -> Iterator[tuple[str, Source, int | None]]:
        for member in tar_members(source, label, self._notebook):
            yield member.label, member.content, member.modified_at

    def _zip(self, source: Source, label: str) -> Iterator[tuple[str, Source, int | None]]:
        found = self._seekable(source, label)
        if found is None:
            return
        store, start, stop = found
        for member in zip_members(store, start, stop, label, self._notebook):
            content: Source = Window(store, member.start, member.stop)
            if member.method is not None:
                content = self.decompressed(content, member.method, member.label, member.checksum)
            yield member.label, content, member.modified_at

    def _seekable(self, source: Source, label: str) -> tuple[Store, int, int] | None:
        """Zip keeps its directory at the end: what can't be positioned is held in memory, if small."""
        if isinstance(source, Window):
            return source.extent
        data = source.exactly(self._limits.held_bytes + 1)
        if len(data) > self._limits.held_bytes:
            self._notebook.add(label, "too_large_inside", str(self._limits.held_bytes))
            return None
        return MemoryStore(data), 0, len(data)
