"""Line ends and encodings: brought to one, told, offsets true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.lines_source import as_lines
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.source import Window
from siaga.intake.reading.store import MemoryStore


def _read(data: bytes, piece: int = 1 << 20) -> tuple[bytes, int, list[tuple[str, str]]]:
    notebook = Notebook()
    source, offset = as_lines(Window(MemoryStore(data), 0, len(data)), notebook.at("x"))
    out = b""
    while part := source.read(piece):
        out += part
    assert source.taken == len(data)
    return out, offset, [(note.code, note.about) for note in notebook.notes]


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_bytes_with_line_feeds_stay_as_they_are(before: bytes, after: bytes) -> None:
    data = b"a log line\n" + before + b"\r\n" + after
    assert _read(data) == (data, 0, [])


def test_a_utf8_mark_is_left_out_and_offsets_stay_true() -> None:
    assert _read(b"\xef\xbb\xbfabc\n") == (b"abc\n", 3, [])
    assert _read(b"\xef\xbb\xbfabc\rdef\r") == (b"abc\ndef\n", 3, [("carriage_returns", "")])


@given(st.lists(st.binary(max_size=9).map(lambda line: line.translate(None, b"\r\n")), min_size=1))
def test_lone_carriage_returns_end_lines(lines: list[bytes]) -> None:
    data = b"first\r" + b"\r".join(lines)
    found, offset, notes = _read(data, 4)
    assert (found, offset) == (data.replace(b"\r", b"\n"), 0)
    assert notes == [("carriage_returns", "")]


def test_one_carriage_return_in_a_long_first_line_is_content() -> None:
    data = b"x" * 100 + b"\r" + b"y" * 70_000 + b"\n"
    assert _read(data) == (data, 0, [])
    data = b"x" * 65_535 + b"\r\nnext\r\n"
    assert _read(data) == (data, 0, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@given(st.text(max_size=60), st.integers(1, 20))
def test_utf16_becomes_utf8(encoding: str, text: str, piece: int) -> None:
    text = "a log line\r\n" + text
    found, offset, notes = _read(("\ufeff" + text).encode(encoding), piece)
    assert found == text.encode("utf-8")
    assert (offset, notes) == (0, [("transcoded", encoding.upper())])


def test_utf16_without_a_mark_is_seen() -> None:
    text = "10.0.0.1 GET /\r\n" * 9
    assert _read(text.encode("utf-16-le")) == (text.encode(), 0, [("transcoded", "UTF-16-LE")])


def test_utf16_with_lone_carriage_returns() -> None:
    assert _read("\ufeffone\rtwo".encode("utf-16-le"))[0] == b"one\ntwo"


@given(st.binary(max_size=80))
def test_broken_utf16_loses_at_most_half_a_character_and_says_so(data: bytes) -> None:
    whole = "line\n".encode("utf-16-le") + data
    found, _, notes = _read(b"\xff\xfe" + whole, 5)
    back = found.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    assert whole.startswith(back)
    lost = len(whole) - len(back)
    assert lost <= 3
    assert (("truncated", f"UTF-16, {lost} bytes of a character") in notes) == (lost > 0)
