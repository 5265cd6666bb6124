"""Witnesses prove a line unchanged, show its beginning, and tell how it began and how far it went."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move, Place
from siaga.detection.scene.witnesses import TEXT_LIMIT, line_witness, witness, witnesses

from .moving import START_US, happening, move


@given(raw=st.binary(max_size=200))
def test_the_digest_is_over_the_raw_bytes(raw: bytes) -> None:
    made = line_witness(Place("a.log", 7, 300), raw, "use", 5)
    assert made.sha256 == hashlib.sha256(raw).hexdigest()
    assert (made.file, made.line_no, made.offset, made.role, made.time_us) == ("a.log", 7, 300, "use", 5)
    assert made.text == raw.decode("utf-8", "backslashreplace")


def test_a_long_line_is_shown_up_to_the_limit_and_proven_whole() -> None:
    raw = b"\xff" + "é".encode() * TEXT_LIMIT
    made = line_witness(Place("a.log", 1, 0), raw, "use", 0)
    assert len(made.text) == TEXT_LIMIT == 4_000
    assert made.text.startswith("\\xffé")
    assert made.sha256 == hashlib.sha256(raw).hexdigest()


def test_requests_and_events_become_witnesses() -> None:
    of_request, of_event = witness(move("/x.php", 9), "use"), witness(happening(4, line_no=3), "error")
    assert (of_request.time_us, of_request.text, of_request.line_no) == (START_US + 9_000_000, "/x.php", 9)
    assert (of_event.time_us, of_event.file, of_event.line_no) == (START_US + 4_000_000, "error.log", 3)


def some(count: int) -> list[tuple[Move | Happening, str]]:
    return [(move(f"/{number}", number), "use") for number in range(count)]


@given(order=st.permutations(some(9)))
def test_lines_stand_in_time_order(order: list[tuple[Move | Happening, str]]) -> None:
    assert [made.line_no for made in witnesses(order)] == list(range(9))


@pytest.mark.parametrize(
    ("count", "limit", "kept"),
    [
        (12, 12, list(range(12))),
        (13, 12, [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]),
        (100, 6, [0, 1, 2, 3, 98, 99]),
        (100, 3, [0, 1, 99]),
        (5, 1, [4]),
        (0, 12, []),
    ],
)
def test_the_beginning_and_the_end_are_kept(count: int, limit: int, kept: list[int]) -> None:
    assert [made.line_no for made in witnesses(some(count), limit)] == kept


def test_a_line_counts_once_with_its_first_role() -> None:
    seen = move("/x.php", 3)
    made = witnesses([(seen, "upload"), (seen, "use"), (happening(1, line_no=3), "error")])
    assert [(each.file, each.role) for each in made] == [("error.log", "error"), ("access.log", "upload")]
