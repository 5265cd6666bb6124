"""Texts in UTF-16, with a mark or with carriage returns give the rows of UTF-8, and name their own bytes."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from siaga.intake.block import LogFile
from siaga.intake.deriving.derive import Deriver
from siaga.intake.deriving.piece import Piece

FILE = LogFile("kota.example/access.log", "kota.example/access.log")
PLACES = {"line_no", "offset", "length"}
CODECS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE, "utf-8": codecs.BOM_UTF8}


def _line(number: int, agent: str = "Mozilla") -> str:
    stamp = f"[01/Nov/2026:10:{number // 60:02}:{number % 60:02} +0700]"
    return f'192.0.2.{number % 9} - - {stamp} "GET /berita/{number} HTTP/1.1" 200 5 "-" "{agent}"'


def _pieces(text: bytes, cuts: Sequence[int]) -> list[Piece]:
    places = sorted({0, *(cut % len(text) for cut in cuts), len(text)})
    made, line = [], 1
    for number, (start, stop) in enumerate(pairwise(places)):
        goes_on = stop < len(text) and text[stop - 1 : stop] != b"\n"
        made.append(Piece(FILE, 0, number, text[start:stop], start, line, goes_on))
        line += text.count(b"\n", start, stop)
    return made


def _rows(text: bytes, cuts: Sequence[int] = ()) -> list[dict[str, Any]]:
    derived = Deriver().derive(_pieces(text, cuts), {0})
    assert derived.columns is not None
    rows: list[dict[str, Any]] = derived.columns.to_pylist()
    return rows


def _told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in PLACES} for row in rows]


AGENTS = st.lists(
    st.text(st.sampled_from("aZ é\u010a\u0a00\u0a0d😀\ufeff"), max_size=6), min_size=1, max_size=6
)


@given(
    AGENTS,
    st.sampled_from(["utf-16-le", "utf-16-be"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n"]),
    st.lists(st.integers(0, 9999), max_size=4),
)
@example(["a", "😀b"], "utf-16-le", "\n", "\n", [3, 17])
@example(["\u010aa", "\u0a0d"], "utf-16-be", "\r\n", "", [1])
def test_utf16_gives_the_rows_of_utf8_and_names_its_own_bytes(
    agents: list[str], codec: str, end: str, last_end: str, cuts: list[int]
) -> None:
    lines = [_line(number, agent) for number, agent in enumerate(agents)]
    # How it is written, a text's head tells: it holds the first line at least.
    text = end.join(lines) + last_end.replace("\n", end)
    data = CODECS[codec] + text.encode(codec)
    rows = _rows(data, [400 + cut for cut in cuts if 400 + cut < len(data)])
    assert _told(rows) == _told(_rows(text.replace("\r\n", "\n").replace("\r", "\n").encode()))
    assert [data[row["offset"] : row["offset"] + row["length"]].decode(codec) for row in rows] == lines
    for row in rows:
        assert row["line_no"] == 1 + data.count(b"\n", 0, row["offset"])


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(codec: str) -> None:
    data = (_line(1) + "\n" + _line(2)).encode(codec)
    assert [row["offset"] for row in _rows(data)] == [0, len(data) // 2 + 1]


def test_a_utf8_mark_is_no_part_of_the_first_line() -> None:
    text = (_line(1) + "\n" + _line(2) + "\n").encode()
    marked = _rows(codecs.BOM_UTF8 + text)
    assert _told(marked) == _told(_rows(text))
    assert [row["offset"] for row in marked] == [3, 4 + len(_line(1))]
    assert [row["line_no"] for row in marked] == [1, 2]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_lone_carriage_returns_end_lines_but_no_sealed_ones(mark: bytes) -> None:
    lines = [_line(number) for number in range(4)]
    data = mark + "\r".join(lines).encode() + b"\r"
    rows = _rows(data, [300, 301])
    assert [data[row["offset"] : row["offset"] + row["length"]].decode() for row in rows] == lines
    assert {row["line_no"] for row in rows} == {1}


def test_every_line_of_utf16_counts_once() -> None:
    text = "\n".join(["not a log line", _line(1), "", _line(2), "nor this"])
    data = codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    count = Deriver().derive(_pieces(data, [100, 301, 333]), {0}).sources[0]
    assert (count.rows, count.unparsed, count.blank) == (2, 2, 1)


def test_a_lone_surrogate_or_half_a_character_at_the_end_loses_no_line() -> None:
    data = codecs.BOM_UTF16_LE + (_line(1, "a\ud83d") + "\n" + _line(2)).encode("utf-16-le", "surrogatepass")
    rows = _rows(data + b"\x0a")
    assert len(rows) == 2
    assert rows[1]["offset"] + rows[1]["length"] == len(data)


def test_events_are_led_back_too() -> None:
    lines = ["Nov  1 10:00:00 web sshd[7]: Failed password for root from 192.0.2.9 port 1 ssh2 é"] * 3
    file = LogFile("auth.log", "auth.log", modified_at_us=1_793_500_000_000_000)
    data = codecs.BOM_UTF16_BE + "\n".join(lines).encode("utf-16-be")
    events = Deriver().derive([Piece(file, 0, 0, data, 0, 1)], {0}).events
    assert events is not None
    found = [
        data[row["offset"] : row["offset"] + row["length"]].decode("utf-16-be") for row in events.to_pylist()
    ]
    assert found == lines
