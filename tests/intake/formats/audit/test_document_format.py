"""Documents give the same events as one object per line, and every line of them is accounted for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile
from siaga.intake.formats import ALL_FORMATS
from siaga.intake.formats.audit import AUDIT_JSON, AuditDocumentFormat
from siaga.intake.recognition import Recogniser
from siaga.intake.rows import Reading

ENTRIES: list[dict[str, Any]] = [
    {
        "waktu": f"2024-03-1{n} 10:11:12",
        "pengguna": {"name": "budi"},
        "aksi": "Masuk" if n % 2 else "Ubah artikel",
        "objek": f"/artikel/{n}",
        "ip": "192.0.2.4",
        "perubahan": [{"kolom": "judul", "isi": 'x "y" }'}],
    }
    for n in range(9)
]
LAYOUTS = {
    "one line": json.dumps(ENTRIES),
    "wrapped": json.dumps({"success": True, "data": ENTRIES, "total": 9}),
    "indented": json.dumps(ENTRIES, indent=4),
    "wrapped and indented": json.dumps({"Records": ENTRIES}, indent=2) + "\n",
}


def _read(data: bytes, form: AuditDocumentFormat | None = None) -> Reading:
    block = Block(LogFile("a.json", "a.json"), data, 100, 7, last=True)
    return (form or AuditDocumentFormat()).reader().read(block)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_of_a_document_does_not_matter(layout: str) -> None:
    data = LAYOUTS[layout].encode()
    chosen = Recogniser(ALL_FORMATS).of(data)
    assert chosen is not None
    assert chosen.name == "audit-document"
    lines = b"".join(json.dumps(entry).encode() + b"\n" for entry in ENTRIES)
    expected = AUDIT_JSON.reader().read(Block(LogFile("a", "a"), lines, 0, 1)).events
    events = _read(data).events
    told = [(e.time_us, e.user, e.action, e.object, e.client_ip) for e in events]
    assert told == [(e.time_us, e.user, e.action, e.object, e.client_ip) for e in expected]
    for event, entry in zip(events, ENTRIES, strict=True):
        start = event.offset - 100
        assert json.loads(data[start : start + event.length]) == entry
        assert event.line_no == 7 + data[:start].count(b"\n")


def test_every_line_of_an_indented_document_is_in_one_place() -> None:
    data = LAYOUTS["indented"].encode() + b"\n\n"
    reading = _read(data)
    assert len(reading.events) + reading.headers + reading.blank == data.count(b"\n")
    assert reading.blank == 1


def test_objects_on_one_line_are_one_line() -> None:
    reading = _read(LAYOUTS["one line"].encode())
    assert len(reading.events) - reading.shared == 1
    assert (reading.headers, reading.blank) == (0, 0)


@given(
    pieces=st.lists(
        st.sampled_from([json.dumps(ENTRIES[0]), "{", "}", "[", "]", ",", "\n", '"', '{"a": [1]}']),
        max_size=30,
    ),
    cut=st.integers(0, 30),
)
@example(pieces=["[", "{", "\n"], cut=0)
def test_lines_add_up_whatever_comes(pieces: list[str], cut: int) -> None:
    data = "".join(pieces).encode()
    head = data[: data.find(b"\n", cut) + 1]
    reader, file, lines = AuditDocumentFormat().reader(), LogFile("a", "a"), 0
    for block in (
        Block(file, head, 0, 1),
        Block(file, data[len(head) :], len(head), 1 + head.count(b"\n"), last=True),
    ):
        reading = reader.read(block)
        lines += (
            len(reading.events) + len(reading.unparsed) - reading.shared + reading.headers + reading.blank
        )
        assert reading.headers >= 0
    assert lines == data.count(b"\n") + (bool(data) and not data.endswith(b"\n"))


def test_objects_that_tell_nothing_and_torn_ones_are_unparsed() -> None:
    data = json.dumps([ENTRIES[0], {"a": 1}], indent=1).encode()[:-3]
    reading = _read(data)
    assert len(reading.events) == 1
    assert reading.unparsed.number.tolist() == [7 + data[: data.rindex(b"{")].count(b"\n")]


def test_an_object_across_blocks_is_placed_where_it_ends() -> None:
    data = LAYOUTS["indented"].encode()
    cut = data.index(b"\n", data.index(b"pengguna", 400)) + 1
    reader, file = AuditDocumentFormat().reader(), LogFile("a", "a")
    first = reader.read(Block(file, data[:cut], 0, 1))
    second = reader.read(Block(file, data[cut:], cut, 1 + data[:cut].count(b"\n"), last=True))
    assert len(first.events) + len(second.events) == len(ENTRIES)
    assert second.events[0].offset == cut


@pytest.mark.parametrize(
    "sample",
    [
        [],
        [b"<html>"],
        [json.dumps(entry).encode() for entry in ENTRIES],
        [b"[1, 2, 3]"],
        [b'{"data": [{"suhu": 31}, {"suhu": 30}]}'],
    ],
)
def test_other_files_are_none(sample: list[bytes]) -> None:
    assert AuditDocumentFormat().score(sample) == 0.0
