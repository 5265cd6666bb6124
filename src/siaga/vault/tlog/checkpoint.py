"""Read and write the text of a checkpoint: which log, how many leaves, which root (C2SP tlog-checkpoint)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from siaga.vault.errors import NoteError
from siaga.vault.tlog.note import check_text
from siaga.vault.tlog.spelling import from_decimal, hash_from_base64, to_base64


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log's tree: `size` leaves, `root` of HASH_BYTES; Siaga writes no extension lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def body(self) -> str:
        """Return the text that is signed; it ends with a newline."""
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, text: str, place: str) -> Self:
        """Read the text of a note; NoteError if it is no checkpoint in the one spelling that `body` has."""
        check_text(text, place)
        lines = text[:-1].split("\n")
        if len(lines) < 3 or not all(lines):
            raise NoteError(place, "not a checkpoint of three non-empty lines or more")
        origin, size, root, *extensions = lines
        try:
            return cls(origin, from_decimal(size), hash_from_base64(root), tuple(extensions))
        except ValueError as error:
            raise NoteError(place, str(error)) from error
