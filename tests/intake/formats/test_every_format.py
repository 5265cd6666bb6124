"""Whatever bytes come, every format puts every line in exactly one place and never raises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import siaga.intake.formats as home
from siaga.intake.block import Block, LogFile
from siaga.intake.formats import ALL_FORMATS
from siaga.intake.formats.contract import Format
from siaga.intake.rows import Reading

MODIFIED_AT_US = 1_714_532_400_000_000
VALID = sorted(
    {
        line["line"].encode("utf-8", "surrogateescape")
        for path in Path(home.__file__).parent.glob("*/samples.json")
        for sample in json.loads(path.read_text()).get("samples", [])
        for line in sample["lines"]
    }
)
OWN = [form for form in ALL_FORMATS if form.name not in {"combined", "audit-document"}]
"""Those are tested in their own folders: one by its columns, one whose objects may share or span lines."""
PIECES = st.sampled_from(
    [b'"', b"\\", b"\x00", b"\xff", b" ", b"[", b"]", b"{", b"}", b"-", b"\r", b":", b"9" * 30]
)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a valid line of some format, cut, doubled or with something put into it."""
    line: bytes = draw(st.sampled_from(VALID))
    at = draw(st.integers(0, len(line)))
    to = draw(st.integers(at, min(len(line), at + 20)))
    put: bytes = draw(st.one_of(PIECES, st.binary(max_size=8), st.just(line[at:to] * 2)))
    return line[:at] + put + line[to:]


BLOCKS = st.tuples(
    st.lists(st.one_of(mutated(), st.sampled_from(VALID), st.binary(max_size=60)), max_size=25),
    st.sampled_from([b"\n", b"\r\n"]),
    st.booleans(),
)


def account(block: Block, reading: Reading) -> None:
    """Check that every line stands in exactly one place, with its own number, offset and length."""
    pieces = block.data.split(b"\n")
    if not pieces[-1]:
        pieces.pop()
    places, offset = {}, block.offset
    for number, piece in enumerate(pieces, block.first_line):
        places[number] = (offset, len(piece.removesuffix(b"\r")))
        offset += len(piece) + 1
    found = [
        *zip(reading.unparsed.number, reading.unparsed.offset, reading.unparsed.length, strict=True),
        *((event.line_no, event.offset, event.length) for event in reading.events),
    ]
    if reading.access is not None:
        lines = reading.access.lines
        found += zip(lines.number, lines.offset, lines.length, strict=True)
    numbers = [int(number) for number, _, _ in found]
    assert len(set(numbers)) == len(numbers)
    assert all(places[int(n)] == (int(o), int(size)) for n, o, size in found)
    assert len(found) + reading.headers + reading.blank == len(pieces)
    assert reading.blank == sum(not piece.removesuffix(b"\r") for piece in pieces)


@pytest.mark.parametrize("form", OWN, ids=lambda form: form.name)
@FEW
@given(drawn=BLOCKS)
def test_every_line_lands_in_exactly_one_place(form: Format, drawn: tuple[list[bytes], bytes, bool]) -> None:
    lines, end, ended = drawn
    data = end.join(lines) + (end if ended and lines else b"")
    block = Block(LogFile("a", "a"), data, 1000, 41, last=True)
    sample = [line for line in lines if line.strip()]
    assert 0.0 <= form.score(sample) <= 1.0
    account(block, form.reader(modified_at_us=MODIFIED_AT_US).read(block))


@pytest.mark.parametrize("form", OWN, ids=lambda form: form.name)
def test_an_empty_block_reads_as_nothing(form: Format) -> None:
    block = Block(LogFile("a", "a"), b"", 0, 1, last=True)
    reading = form.reader().read(block)
    assert reading.access is None
    assert not reading.events
    assert len(reading.unparsed) == reading.headers == reading.blank == 0
    assert form.score([]) == 0.0


@pytest.mark.parametrize("form", OWN, ids=lambda form: form.name)
def test_reading_twice_gives_the_same(form: Format) -> None:
    block = Block(LogFile("a", "a"), b"\n".join(VALID) + b"\n", 0, 1, last=True)
    one, two = (form.reader(modified_at_us=MODIFIED_AT_US).read(block) for _ in range(2))
    assert one.events == two.events
    assert one.unparsed.number.tolist() == two.unparsed.number.tolist()
    account(block, one)


@pytest.mark.parametrize("form", OWN, ids=lambda form: form.name)
@pytest.mark.parametrize("filler", [b" ", b'"', b"\\", b"[", b"a ", b", ", b'" ', b"from x ", b"{", b"\x00"])
def test_long_hostile_lines_take_no_long_time(form: Format, filler: bytes) -> None:
    """Two passes over 8 KiB are quick; a pattern that backtracks would take minutes."""
    heads = [line[: len(line) // 2] for line in VALID[::12]]
    lines = [head + filler * (8192 // len(filler)) for head in heads[:12]]
    block = Block(LogFile("a", "a"), b"\n".join(lines), 0, 1, last=True)
    account(block, form.reader(modified_at_us=MODIFIED_AT_US).read(block))
