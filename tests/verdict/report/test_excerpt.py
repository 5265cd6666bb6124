"""A line is cut at its marks and never says what it does not hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siaga.findings.shape import Witness
from siaga.verdict.report.excerpt import merged_marks, pieces

MARKS = st.lists(st.tuples(st.integers(-5, 400), st.integers(-5, 400)), max_size=6)


def witness(text: str, marks: list[tuple[int, int]]) -> Witness:
    return Witness("f", 1, 0, "", text, "use", 0, tuple(marks))


@given(st.text(max_size=300), MARKS)
def test_without_a_limit_the_pieces_are_the_line(text: str, marks: list[tuple[int, int]]) -> None:
    found = pieces(witness(text, marks))
    assert "".join(piece.text for piece in found) == text
    marked = "".join(piece.text for piece in found if piece.marked)
    assert marked == "".join(text[start:end] for start, end in merged_marks(len(text), marks))


@given(st.text(max_size=400), MARKS, st.integers(20, 300))
def test_with_a_limit_every_character_is_shown_or_counted(
    text: str, marks: list[tuple[int, int]], limit: int
) -> None:
    found = pieces(witness(text, marks), limit)
    assert sum(len(piece.text) + piece.left_out for piece in found) == len(text)
    assert sum(len(piece.text) for piece in found) <= limit
    place = 0
    for piece in found:
        assert piece.left_out or text[place : place + len(piece.text)] == piece.text
        place += len(piece.text) + piece.left_out


def test_the_surroundings_of_a_far_mark_stay() -> None:
    text = "GET /" + "a" * 3_000 + "<b>" + "c" * 500
    found = pieces(witness(text, [(3_005, 3_008)]), 420)
    assert [piece.text for piece in found if piece.marked] == ["<b>"]
    assert found[0].text.startswith("GET /aaa")
    assert sum(1 for piece in found if piece.left_out) == 2


def test_marks_that_overlap_or_fall_outside_are_put_right() -> None:
    assert merged_marks(10, [(5, 20), (-3, 2), (1, 3), (7, 6), (4, 5)]) == [(0, 3), (4, 10)]
