"""List the members of a zip archive: by its directory, or by its local headers when that is gone."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from siaga.intake.reading.decompressing import Method
from siaga.intake.reading.label import member_label
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.store import Store, StoreFile

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_SIGNATURE = b"PK\x03\x04"
_DIRECTORY_SIGNATURE = b"PK\x01\x02"
_METHODS: dict[int, Method | None] = {0: None, 8: "deflate", 12: "bzip2", 93: "zstd", 95: "xz"}
_SCAN = 1024 * 1024
_MOST_SALVAGED = 100_000


@dataclass(frozen=True, slots=True)
class ZipMember:
    """One file: its stored bytes are [start, stop) of the store, `method` None when not compressed.

    `checksum` is the CRC-32 of the content, None when not known.
    """

    label: str
    start: int
    stop: int
    method: Method | None
    checksum: int | None
    modified_at: int | None


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str | bytes
    header: int
    stored: int | None
    flags: int
    method: int
    checksum: int | None
    date: tuple[int, int, int, int, int, int]


def zip_members(store: Store, start: int, stop: int, label: str, notebook: Notebook) -> Iterator[ZipMember]:
    """Yield the readable members in directory order; what cannot be read is told.

    Members that share stored bytes are refused: that is how bombs are built, and tools disagree
    about them.
    """
    try:
        with zipfile.ZipFile(StoreFile(store, start, stop)) as archive:
            entries = [_listed(info, start) for info in archive.infolist() if not info.is_dir()]
    # zipfile raises these and others on hostile directories; all mean that there is none to use.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, EOFError) as error:
        notebook.add(label, "damaged", f"zip: {error}")
        entries = list(islice(_salvaged(store, start, stop), _MOST_SALVAGED))
        if len(entries) == _MOST_SALVAGED:
            notebook.add(label, "too_many", str(_MOST_SALVAGED))
    used: list[tuple[int, int]] = []
    for entry in sorted(entries, key=lambda entry: entry.header):
        member = _member(store, entry, stop, label, notebook)
        if member is None:
            continue
        if used and entry.header < used[-1][1]:
            notebook.add(member.label, "damaged", "zip: shares its bytes with another member")
            continue
        used.append((entry.header, member.stop))
        yield member


def _listed(info: zipfile.ZipInfo, start: int) -> _Entry:
    return _Entry(
        info.filename,
        start + info.header_offset,
        info.compress_size,
        info.flag_bits,
        info.compress_type,
        info.CRC,
        info.date_time,
    )


def _member(store: Store, entry: _Entry, stop: int, label: str, notebook: Notebook) -> ZipMember | None:
    place = member_label(label, entry.name)
    header = store.at(entry.header, _LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(_SIGNATURE):
        notebook.add(place, "damaged", "zip: local header")
        return None
    if entry.flags & 1:
        notebook.add(place, "password", "")
        return None
    if entry.method not in _METHODS:
        notebook.add(place, "unsupported", f"zip compression method {entry.method}")
        return None
    fields = _LOCAL.unpack(header)
    begin = min(stop, entry.header + _LOCAL.size + fields[9] + fields[10])
    end = stop if entry.stored is None else begin + entry.stored
    if end > stop:
        notebook.add(place, "truncated", "zip")
    end = max(begin, min(end, stop))
    return ZipMember(place, begin, end, _METHODS[entry.method], entry.checksum, _seconds(entry.date))


def _seconds(date: tuple[int, int, int, int, int, int]) -> int | None:
    """Zip stamps carry no zone; they are taken for UTC, which is right to within a day."""
    try:
        return int(datetime(*date, tzinfo=UTC).timestamp())
    except ValueError:
        return None


def _salvaged(store: Store, start: int, stop: int) -> Iterator[_Entry]:
    """Follow the local headers of an archive whose directory is cut off or damaged."""
    at = _find(store, _SIGNATURE, start, stop)
    while at is not None:
        header = store.at(at, _LOCAL.size)
        if len(header) < _LOCAL.size:
            return
        _, _, flags, method, time, date, checksum, stored, _, name_length, extra_length = _LOCAL.unpack(
            header
        )
        name = store.at(at + _LOCAL.size, name_length)
        begin = at + _LOCAL.size + name_length + extra_length
        known = not flags & 8 and stored != 0xFFFFFFFF
        following = _find(store, _SIGNATURE, begin + stored if known else begin, stop)
        end = begin + stored if known else following
        if end is None:
            end = _find(store, _DIRECTORY_SIGNATURE, begin, stop) or stop
        if not name.endswith(b"/"):
            stamp = (
                1980 + (date >> 9),
                date >> 5 & 15,
                date & 31,
                time >> 11,
                time >> 5 & 63,
                2 * (time & 31),
            )
            yield _Entry(name, at, end - begin, flags, method, checksum if known else None, stamp)
        at = following


def _find(store: Store, needle: bytes, start: int, stop: int) -> int | None:
    at = start
    while at < stop:
        data = store.at(at, min(_SCAN, stop - at))
        found = data.find(needle)
        if found >= 0:
            return at + found
        if len(data) < _SCAN:
            return None
        at += _SCAN - len(needle) + 1
    return None
