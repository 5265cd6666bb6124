"""The vector way and the exact way read the same, and every line of a block stands in one place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.combined import exact, structure
from siaga.intake.formats.combined.format import COMBINED, CombinedReader
from siaga.intake.formats.combined.merging import duration_of
from siaga.intake.formats.combined.request import read_request
from siaga.intake.rows import UNKNOWN, AccessRows, Reading

from .lines import PLAIN, blocks, read

OFTEN = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _pieces(block: Block) -> list[bytes]:
    pieces = block.data.split(b"\n")
    if not pieces[-1]:
        pieces.pop()
    return [piece.removesuffix(b"\r") for piece in pieces]


def _expected(line: exact.ExactLine) -> tuple[Any, ...]:
    method, target = (None, None) if line.request is None else read_request(line.request)
    client = None if line.prefix.client == b"-" else line.prefix.client
    return (
        line.time_us, client, line.prefix.user, line.prefix.host, method, target, line.status,
        line.size, line.referrer, line.user_agent, duration_of(line.extra),
    )  # fmt: skip


def _row(rows: AccessRows, row: int) -> tuple[Any, ...]:
    return (
        int(rows.time_us[row]), rows.client[row], rows.user[row] if rows.user else None,
        rows.host[row] if rows.host else None, rows.method[row], rows.target[row], int(rows.status[row]),
        int(rows.bytes_sent[row]), rows.referrer[row], rows.user_agent[row],
        UNKNOWN if rows.duration_us is None else int(rows.duration_us[row]),
    )  # fmt: skip


def _rows(reading: Reading) -> dict[int, tuple[Any, ...]]:
    if reading.access is None:
        return {}
    numbers = reading.access.lines.number.tolist()
    return {number: _row(reading.access, row) for row, number in enumerate(numbers)}


@pytest.fixture(params=["padded", "as it is"])
def _laying(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay small blocks between zero bytes as usual, or read them as large ones are."""
    if request.param == "as it is":
        monkeypatch.setattr(structure, "PADDED", 0)


@pytest.mark.usefixtures("_laying")
@OFTEN
@given(block=blocks())
def test_vector_code_reads_what_the_exact_parser_reads(block: Block) -> None:
    parsed = {
        number: exact.parse(line) for number, line in enumerate(_pieces(block), block.first_line) if line
    }
    reading = CombinedReader().read(block)
    assert _rows(reading) == {n: _expected(line) for n, line in parsed.items() if line is not None}
    assert reading.unparsed.number.tolist() == [n for n, line in parsed.items() if line is None]


@pytest.mark.usefixtures("_laying")
@OFTEN
@given(block=blocks())
def test_every_line_is_in_one_place_with_its_number_offset_and_length(block: Block) -> None:
    reading = CombinedReader().read(block)
    offset, places = block.offset, {}
    for number, piece in enumerate(block.data.split(b"\n"), block.first_line):
        places[number] = (offset, len(piece.removesuffix(b"\r")))
        offset += len(piece) + 1
    found = list(zip(reading.unparsed.number, reading.unparsed.offset, reading.unparsed.length, strict=True))
    if reading.access is not None:
        lines = reading.access.lines
        found += zip(lines.number, lines.offset, lines.length, strict=True)
        assert lines.number.tolist() == sorted(lines.number.tolist())
    assert len({int(number) for number, _, _ in found}) == len(found)
    assert all(places[int(n)] == (int(o), int(size)) for n, o, size in found)
    assert len(found) + reading.blank == len(_pieces(block))
    assert reading.blank == sum(not piece for piece in _pieces(block))
    assert reading.headers == 0
    assert not reading.events


@pytest.mark.usefixtures("_laying")
@OFTEN
@given(block=blocks())
def test_lines_that_are_not_utf8_are_counted(block: Block) -> None:
    bad = sum(line != line.decode("utf-8", "ignore").encode() for line in _pieces(block))
    assert CombinedReader().read(block).invalid_utf8 == bad


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("finished", [True, False])
def test_line_ends_change_nothing(end: bytes, finished: bool) -> None:
    data = end.join([PLAIN, b"", PLAIN]) + (end if finished else b"")
    reading = CombinedReader().read(Block(LogFile("a", "a"), data, 0, 1, last=True))
    assert reading.blank == 1
    assert reading.access is not None
    assert reading.access.lines.length.tolist() == [len(PLAIN)] * 2
    assert reading.access.lines.offset.tolist() == [0, len(PLAIN) + 2 * len(end)]


def test_a_half_written_last_line_is_kept_as_unparsed() -> None:
    cut = PLAIN[:50]
    reading = CombinedReader().read(Block(LogFile("a", "a"), PLAIN + b"\n" + cut, 100, 7, last=True))
    unparsed = reading.unparsed
    assert (unparsed.number.tolist(), unparsed.offset.tolist()) == ([8], [101 + len(PLAIN)])
    assert unparsed.length.tolist() == [len(cut)]


def test_an_empty_block_reads_as_nothing() -> None:
    reading = CombinedReader().read(Block(LogFile("a", "a"), b"", 0, 1, last=True))
    assert reading.access is None
    assert len(reading.unparsed) == reading.blank == reading.invalid_utf8 == 0


@pytest.mark.parametrize("request_line", [b"GET / HTTP/1.1", b'GET /\\"x HTTP/1.1'])
@pytest.mark.parametrize(
    ("behind", "duration"),
    [
        (b" 0.123", 123_000),
        (b' "2.250"', 2_250_000),
        (b" rt=1.500 x=2", 1_500_000),
        (b" www.kota.example", -1),
    ],
)
def test_a_request_time_behind_becomes_a_duration(request_line: bytes, behind: bytes, duration: int) -> None:
    access = read(PLAIN.replace(b"GET / HTTP/1.1", request_line) + behind, PLAIN).access
    assert access is not None
    durations = [-1, -1] if access.duration_us is None else access.duration_us.tolist()
    assert durations == [duration, -1]


def test_columns_that_no_line_has_are_absent() -> None:
    access = read(PLAIN).access
    assert access is not None
    assert access.host is None
    assert access.user is None
    assert access.duration_us is None


@given(block=blocks())
def test_the_score_is_the_share_of_lines_that_read(block: Block) -> None:
    sample = [line for line in _pieces(block) if line]
    readable = sum(exact.parse(line) is not None for line in sample)
    score = COMBINED.score(sample)
    assert 0.9 * readable <= score * len(sample) + 1e-9
    assert score * len(sample) <= readable + 1e-9


def test_unknown_fields_behind_score_below_whole_lines() -> None:
    assert COMBINED.score([PLAIN]) == 1.0
    assert COMBINED.score([PLAIN + b" 0.123"]) == 1.0
    assert COMBINED.score([PLAIN + b" www.kota.example"]) == pytest.approx(0.9)
    assert COMBINED.score([b"Mar  2 08:15:30 srv1 sshd[1]: x", b""]) == 0.0
    assert COMBINED.score([]) == 0.0


@pytest.mark.parametrize("filler", [b" ", b'"', b"\\", b"[", b'\\"', b'" ', b'" 200 ', b"[02/Mar/2026"])
def test_long_hostile_lines_take_no_long_time(filler: bytes) -> None:
    """A pattern that backtracks would take minutes over 64 KiB."""
    lines = [head + filler * (65_536 // len(filler)) for head in (PLAIN[:45], PLAIN[:70], PLAIN, b"")]
    reading = read(*lines)
    rows = 0 if reading.access is None else len(reading.access)
    assert rows + len(reading.unparsed) == len(lines)
