"""Rows and events of a line of which only the head is read have the whole line's length."""

from __future__ import annotations

import pytest

from siaga.intake.block import LINE_BYTES, LogFile
from siaga.intake.deriving.derive import Deriver
from siaga.intake.deriving.piece import Piece

SHORT = b'192.0.2.1 - - [01/Nov/2026:10:00:00 +0700] "GET /a HTTP/1.1" 200 5 "-" "-"'
LONG = SHORT[:-1] + b"x" * LINE_BYTES + b'"'
ERROR = b"2026/11/01 10:00:00 [error] 7#7: *1 open() failed (2: No such file), client: 192.0.2.1"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_a_row_s_length(end: bytes) -> None:
    text = SHORT + b"\n" + LONG + end
    file = LogFile("access.log", "access.log")
    derived = Deriver().derive([Piece(file, 0, 0, text, 0, 1)], {0})
    assert derived.sources[0].over_long == 1
    assert derived.sources[0].rows + derived.sources[0].unparsed == 2
    if derived.columns is not None and derived.columns.num_rows == 2:
        assert derived.columns["length"].to_pylist() == [len(SHORT), len(LONG)]


def test_an_event_s_length() -> None:
    long = ERROR + b"x" * LINE_BYTES
    file = LogFile("error.log", "error.log")
    derived = Deriver().derive([Piece(file, 0, 0, ERROR + b"\n" + long + b"\n", 0, 1)], {0})
    assert derived.events is not None
    assert derived.events["length"].to_pylist() == [len(ERROR), len(long)]
    assert derived.events["offset"].to_pylist() == [0, len(ERROR) + 1]
