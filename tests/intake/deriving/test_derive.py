"""However a text is cut, deriving counts every line once and gives the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.foundation.errors import SiagaError
from siaga.intake.block import LogFile
from siaga.intake.deriving.derive import Derived, Deriver
from siaga.intake.deriving.piece import Piece
from siaga.vault.segments.derived_with import DerivedWith

FILE = LogFile("dinas.go.id/access.log", "dinas.go.id/access.log")
GOOD = b'192.0.2.1 - - [01/Nov/2026:10:00:0%d +0700] "GET /%d HTTP/1.1" 200 5 "-" "-"'


def _pieces(text: bytes, cuts: Sequence[int]) -> list[Piece]:
    places = sorted({0, *(cut for cut in cuts if 0 < cut < len(text)), len(text)})
    made, line = [], 1
    for number, (start, stop) in enumerate(pairwise(places)):
        goes_on = stop < len(text) and text[stop - 1 : stop] != b"\n"
        made.append(Piece(FILE, 0, number, text[start:stop], start, line, goes_on))
        line += text.count(b"\n", start, stop)
    return made


def _rows(derived: Derived) -> list[dict[str, Any]]:
    return [] if derived.columns is None else derived.columns.to_pylist()


HEAD = [GOOD % (0, 0)] * 20
SURE = len(b"\n".join(HEAD)) + 1

LINES = st.lists(
    st.sampled_from([GOOD % (1, 1), GOOD % (2, 2) + b"\r", b"", b"\0\xff", b"no log line"]),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(LINES, st.booleans(), st.lists(st.integers(SURE, SURE + 600), max_size=4), st.integers(0, 4))
def test_segments_together_give_what_the_whole_gives(
    lines: list[bytes], ended: bool, cuts: list[int], split: int
) -> None:
    # A format is recognised by the lines at the beginning, wherever the first cut is.
    text = b"\n".join([*HEAD, *lines]) + b"\n" * ended
    pieces = _pieces(text, cuts)
    whole = Deriver().derive(_pieces(text, []), {0})
    deriver = Deriver()
    first = [replace(piece, frame=number) for number, piece in enumerate(pieces[:split])]
    then = [replace(piece, frame=number) for number, piece in enumerate(pieces[split:])]
    parts = [deriver.derive(first, () if then else {0}), deriver.derive(then, {0})]
    assert [row for part in parts for row in _rows(part)] == _rows(whole)
    counts = [part.sources[0] for part in parts if part.sources]
    known = whole.sources[0]
    for name in ("rows", "unparsed", "blank", "invalid_utf8", "events", "headers"):
        assert sum(getattr(count, name) for count in counts) == getattr(known, name)
    assert known.rows + known.unparsed + known.blank == len(text.split(b"\n")) - text.endswith(b"\n")


def test_a_text_that_stops_inside_a_line_loses_none() -> None:
    """A store that fails ends a text whose last piece was to go on."""
    piece = replace(_pieces(GOOD % (0, 0), [])[0], open=True)
    assert Deriver().derive([piece]).columns is None
    assert len(_rows(Deriver().derive([piece], {0}))) == 1


def test_two_texts_of_one_name_are_read_apart() -> None:
    half = replace(_pieces(GOOD % (0, 0), [])[0], open=True)
    other = Piece(FILE, 1, 1, GOOD % (1, 1) + b"\n", 0, 1)
    assert [row["target"] for row in _rows(Deriver().derive([half, other], {1}))] == ["/1"]


def test_the_span_of_times_and_the_reader_are_told() -> None:
    derived = Deriver().derive(_pieces(GOOD % (1, 1) + b"\n" + GOOD % (4, 2), []), {0})
    assert derived.min_time_us is not None
    assert derived.max_time_us == derived.min_time_us + 3_000_000
    count = derived.sources[0]
    assert count.parser.startswith("columns/1 ")
    assert (count.site, count.formats) == ("dinas.go.id", count.parser.split()[1:])


def test_nothing_recognised_is_told_as_such() -> None:
    derived = Deriver().derive(_pieces(b"what is this\n", []), {0})
    assert (derived.columns, derived.events, derived.urls, derived.min_time_us) == (None, None, None, None)
    count = derived.sources[0]
    assert (count.unparsed, count.site, count.parser) == (1, "", "columns/1")


def test_own_formats_come_first_and_zones_count() -> None:
    form = '$remote_addr $time_iso8601 "$request" $status $body_bytes_sent'
    text = b'192.0.2.7 2026-06-15T12:00:00 "GET / HTTP/1.1" 200 512\n'
    options = DerivedWith(log_formats=(form,), log_offset_us=3_600_000_000)
    derived = Deriver(options).derive(_pieces(text, []), {0})
    assert derived.min_time_us == 1_781_524_800_000_000 - 3_600_000_000


@pytest.mark.parametrize(
    "options", [DerivedWith(log_formats=("$nothing_known",)), DerivedWith(site_patterns=("no-place",))]
)
def test_options_that_cannot_be_read_are_refused(options: DerivedWith) -> None:
    with pytest.raises(SiagaError):
        Deriver(options)


def test_a_deriver_told_of_a_text_s_head_reads_on_in_its_middle() -> None:
    header = b"#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
    row = b"2026-11-01 03:00:00 192.0.2.1 GET /a 200\n"
    deriver = Deriver()
    deriver.prime(FILE, header + row)
    going_on = Piece(FILE, 0, 0, row, len(header + row), 3)
    (told,) = _rows(deriver.derive([going_on], {0}))
    assert (told["target"], told["line_no"], told["offset"]) == ("/a", 3, len(header + row))
