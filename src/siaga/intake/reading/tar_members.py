"""Walk the members of a tar archive forwards, in a stream or on disk, as far as it is sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from siaga.intake.reading.label import member_label
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.source import Source
from siaga.intake.reading.tar_header import MAX_EXTENSION, RECORD, TarHeader, padded, parse_header, parse_pax

_REGULAR = frozenset({b"0", b"\x00", b"7"})
_OTHER_KINDS = {
    b"1": "hard link",
    b"2": "symbolic link",
    b"3": "device",
    b"4": "device",
    b"6": "fifo",
}
_SPARSE = frozenset({b"GNU.sparse.major", b"GNU.sparse.size", b"GNU.sparse.map", b"GNU.sparse.numblocks"})
_USED = _SPARSE | {b"path", b"size"}
_IGNORED = frozenset({b"5", b"g", b"V"})  # folder, global pax record, volume label


class Member(Source):
    """The content of one member, inside the stream of its archive."""

    def __init__(self, parent: Source, size: int) -> None:
        super().__init__()
        self._parent = parent
        self.left = size

    @property
    def taken(self) -> int:
        """Stored bytes taken from the bottom of the archive's stream."""
        return self._parent.taken

    def _more(self, size: int) -> bytes:
        data = self._parent.read(min(size, self.left)) if self.left > 0 else b""
        self.left -= len(data)
        return data


@dataclass(frozen=True, slots=True)
class TarMember:
    """One regular file: its label, where its content starts in the tar stream, and its content.

    `content` is valid until the next member is asked for.
    """

    label: str
    start: int
    size: int
    modified_at: int
    content: Member


def tar_members(source: Source, label: str, notebook: Notebook) -> Iterator[TarMember]:
    """Yield the regular files of the tar archive `label`; everything else is told.

    Records of zeros are passed over (concatenated archives go on after them), and after a damaged
    header the walk goes on at the next sound one.
    """
    position = 0
    extension: dict[bytes, bytes] = {}
    while record := source.exactly(RECORD):
        position += len(record)
        header = parse_header(record)
        if header is None:
            if record.count(0) != len(record):
                notebook.add(label, "truncated" if len(record) < RECORD else "damaged", "tar")
            continue
        if header.kind in {b"L", b"x"}:
            extension |= _extension(source, header)
            position += padded(header.size)
            continue
        name = extension.get(b"path", header.name)
        size = _pax_size(extension, header.size)
        place = member_label(label, name)
        content = Member(source, size)
        if header.kind in _REGULAR and not _SPARSE & extension.keys():
            yield TarMember(place, position, size, header.modified_at, content)
        elif header.kind in _REGULAR or header.kind == b"S":
            notebook.add(place, "unsupported", "sparse tar member")
        elif header.kind not in _IGNORED:
            notebook.add(place, "link_member", _OTHER_KINDS.get(header.kind, "special member"))
        extension = {}
        content.left -= source.skip(content.left)
        if content.left > 0:
            notebook.add(place, "truncated", "tar")
            return
        source.skip(padded(size) - size)
        position += padded(size)


def _extension(source: Source, header: TarHeader) -> dict[bytes, bytes]:
    data = source.exactly(min(header.size, MAX_EXTENSION))
    source.skip(padded(header.size) - len(data))
    if header.kind == b"L":
        return {b"path": data.split(b"\x00", 1)[0]}
    # Only what is used is kept: a long run of extensions must not grow in memory.
    return {key: value for key, value in parse_pax(data).items() if key in _USED}


def _pax_size(extension: dict[bytes, bytes], size: int) -> int:
    text = extension.get(b"size", b"")
    return int(text) if text.isdigit() and len(text) <= 18 else size
