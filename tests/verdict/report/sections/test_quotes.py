"""A quoted line keeps its carets under what matched, however it wraps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from siaga.findings.shape import Witness
from siaga.verdict.report.language import words_of
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.plain_text import visible
from siaga.verdict.report.sections.canvas import Canvas
from siaga.verdict.report.sections.quotes import draw_witness


def drawn(text: str, marks: tuple[tuple[int, int], ...], width: int) -> list[str]:
    canvas = Canvas(width, Notation(words_of("en")))
    draw_witness(canvas, Witness("f", 1, 0, "", text, "use", 0, marks), "bold")
    return [line.plain for line in canvas.lines[1:]]


@given(
    st.text("ab 日\x1b", min_size=1, max_size=300),
    st.integers(0, 300),
    st.integers(1, 40),
    st.integers(40, 90),
)
def test_carets_stand_for_every_cell_that_matched(text: str, start: int, length: int, width: int) -> None:
    lines = drawn(text, ((start, start + length),), width)
    assert all(cell_len(line) <= width for line in lines)
    assert sum(line.count("^") for line in lines) == cell_len(visible(text[start : start + length]))


def test_carets_stand_under_the_match() -> None:
    assert drawn("GET /x.php?c=id HTTP/1.1", ((4, 15),), 60) == [
        "    │ GET /x.php?c=id HTTP/1.1",
        "    │     ^^^^^^^^^^^",
    ]


def test_lines_break_at_blanks_where_they_can() -> None:
    assert drawn("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbb", (), 40) == [
        "    │ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "    │ bbbbbbbbbbbbbb",
    ]


def test_a_long_line_says_what_is_not_shown() -> None:
    text = " ".join(line[6:] for line in drawn("x" * 1_000, (), 80))
    assert "580 characters not shown" in text
