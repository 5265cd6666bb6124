"""Look into a listed file, cheaply, for what can be read separately: itself, or the members of an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from siaga.intake.reading.content import HEAD_BYTES, Content, content_of
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.listing import Found
from siaga.intake.reading.note import Notebook, NoteCode
from siaga.intake.reading.opening import opened
from siaga.intake.reading.source import Window
from siaga.intake.reading.splitting import ranges_of
from siaga.intake.reading.store import FileStore, Store
from siaga.intake.reading.tar_members import tar_members
from siaga.intake.reading.zip_members import zip_members

_UNREAD: dict[str, NoteCode] = {"unsupported": "unsupported", "not_a_log": "not_a_log"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Stored bytes [start, stop) of `found` that are one log (or an archive), under `label`.

    `ranges` are those it may be split into; an empty tuple means that there is nothing to read (a
    0-byte file still has its place in its set). `crowd` is how many share the free allowance.
    """

    found: Found
    label: str
    modified_at_us: int | None
    ranges: tuple[tuple[int, int], ...]
    method: str = ""
    checksum: int | None = None
    depth: int = 0
    crowd: int = 1


def candidates(found: Found, limits: Limits, range_bytes: int, notebook: Notebook) -> Iterator[Candidate]:
    """Yield the candidates of one file; a file that holds none is told."""
    if found.streamed:
        yield Candidate(found, found.label, None, ((0, 0),))
        return
    with opened(found.path, found.identity, found.label, notebook) as descriptor:
        if descriptor is None:
            return
        store = FileStore(descriptor, found.size, notebook.at(found.label))
        content = content_of(store.at(0, HEAD_BYTES))
        if content.shape in {"tar", "zip"}:
            told = len(notebook)
            members = list(_members(found, content, store, limits, notebook))
            if not members and len(notebook) == told:
                notebook.add(found.label, "nothing_inside")
            yield from (_split(replace(each, crowd=len(members)), store, range_bytes) for each in members)
        elif content.shape in {"text", "compressed"}:
            whole = Candidate(found, found.label, found.modified_at_us, ((0, found.size),))
            yield _split(whole, store, range_bytes)
        elif content.shape == "empty":
            notebook.add(found.label, "empty")
            yield Candidate(found, found.label, found.modified_at_us, ())
        else:
            notebook.add(found.label, _UNREAD[content.shape], content.what)


def _members(
    found: Found, content: Content, store: Store, limits: Limits, notebook: Notebook
) -> Iterator[Candidate]:
    listed = _of_tar(found, store, notebook) if content.shape == "tar" else _of_zip(found, store, notebook)
    for count, candidate in enumerate(listed):
        if count >= limits.members:
            notebook.add(found.label, "too_many", str(limits.members))
            return
        if not candidate.ranges:
            notebook.add(candidate.label, "empty")
        yield candidate


def _of_tar(found: Found, store: Store, notebook: Notebook) -> Iterator[Candidate]:
    for member in tar_members(Window(store, 0, store.size), found.label, notebook):
        extent = ((member.start, min(store.size, member.start + member.size)),) if member.size else ()
        yield Candidate(found, member.label, member.modified_at * 1_000_000, extent, depth=1)


def _of_zip(found: Found, store: Store, notebook: Notebook) -> Iterator[Candidate]:
    for member in zip_members(store, 0, store.size, found.label, notebook):
        extent = ((member.start, member.stop),) if member.stop > member.start else ()
        modified_at_us = None if member.modified_at is None else member.modified_at * 1_000_000
        yield Candidate(
            found, member.label, modified_at_us, extent, member.method or "", member.checksum, depth=1
        )


def _split(candidate: Candidate, store: Store, range_bytes: int) -> Candidate:
    """Split a large text whose stored bytes are its lines."""
    if not candidate.ranges or candidate.method:
        return candidate
    start, stop = candidate.ranges[0]
    return replace(candidate, ranges=tuple(ranges_of(store, start, stop, range_bytes)))
