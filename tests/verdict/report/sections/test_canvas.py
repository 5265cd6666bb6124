"""The canvas never draws wider than it is, loses no character when it wraps, and cleans what it draws."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from siaga.verdict.report.language import words_of
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.plain_text import visible
from siaga.verdict.report.sections.canvas import Canvas, fitting, padded

NOTATION = Notation(words_of("id"))


@given(st.text(max_size=300), st.integers(20, 60), st.sampled_from(["", "  ", "    "]))
def test_wrapping_keeps_the_width_and_every_character(text: str, width: int, indent: str) -> None:
    canvas = Canvas(width, NOTATION)
    canvas.paragraph(text, indent, first=[("1. ", "bold")])
    assert all(cell_len(line.plain) <= width for line in canvas.lines)
    drawn = "".join(line.plain for line in canvas.lines)
    assert "".join(drawn.split()) == "".join(f"1.{visible(text)}".split())


@given(st.text(max_size=60), st.integers(5, 40))
def test_padding_gives_exactly_the_size(text: str, size: int) -> None:
    assert cell_len(padded(visible(text), size, "…")) == size


@given(st.text(min_size=1), st.integers(2, 40))
def test_fitting_takes_the_longest_start(text: str, room: int) -> None:
    start = fitting(visible(text), room)
    assert visible(text).startswith(start)
    assert 0 < cell_len(start) <= room


def test_later_lines_hang_under_the_first() -> None:
    canvas = Canvas(20, NOTATION)
    canvas.paragraph("satu dua tiga empat lima", "  ", first=[("1. ", "")])
    assert [line.plain for line in canvas.lines] == ["  1. satu dua tiga", "     empat lima"]


def test_headings_fill_the_line_and_leave_one_blank() -> None:
    canvas = Canvas(40, NOTATION)
    canvas.heading("Judul", "catatan")
    canvas.row([("isi", "")])
    canvas.blank()
    canvas.heading("Lagi")
    assert [len(line.plain) for line in canvas.lines] == [40, 3, 0, 40]
    assert canvas.lines[0].plain.startswith("JUDUL ─")
    assert canvas.lines[0].plain.endswith("─ catatan")


def test_a_note_without_room_goes_below() -> None:
    canvas = Canvas(30, NOTATION)
    canvas.heading("Sebuah judul panjang", "catatan panjang")
    assert canvas.lines[1].plain == "catatan panjang"
    assert len(canvas.lines[0].plain) == 30
