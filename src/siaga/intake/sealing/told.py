"""Writes into the log what a run of sealing had to tell: who, what, and every input not read in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from siaga.intake.reading.note import Note
from siaga.vault.actions.session import Session
from siaga.vault.canonical import encode

SEALED = "seal"
"""The `what` of such an act."""

RUN = "run"
"""The name of the detail that holds the run of sealing."""

NOTE = "note"
"""The name of a detail that holds a note: code, place and the rest, parted by tabs."""

_ROOM = 48 * 1024
"""Bytes of details in one leaf."""

_LONGEST = 4096
"""Characters of one detail: six bytes each at the most, in canonical JSON."""


def tell_sealed(
    session: Session,
    who: str,
    inputs: Sequence[str],
    boot: str,
    segments: Sequence[int],
    notes: Sequence[Note],
) -> None:
    """Append one `action/1` leaf, and more if the notes need them."""
    first = [(RUN, boot), ("segments", " ".join(map(str, segments))), *(("input", each) for each in inputs)]
    for details in _leaves([(name, _printable(value)) for name, value in [*first, *map(_detail, notes)]]):
        session.tell(who, SEALED, details)


def _detail(note: Note) -> tuple[str, str]:
    return NOTE, f"{note.code}\t{note.place}\t{note.about}"


def _leaves(details: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    leaf: list[tuple[str, str]] = []
    size = 0
    for name, value in details:
        more = len(encode([name, value])) + 40
        if leaf and size + more > _ROOM:
            yield leaf
            leaf, size = [details[0]], 0
        leaf.append((name, value))
        size += more
    yield leaf


def _printable(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")[:_LONGEST]
