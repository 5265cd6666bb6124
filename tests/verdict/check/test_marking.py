"""The part of a cited line that a person's eye should fall on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move, Place
from siaga.findings.shape import Actor, Attempt, Entry, Signal, Witness
from siaga.verdict.check.marking import Marker

LINE = '203.0.113.9 - - [15/Jun/2026:10:00:00 +0700] "GET /a.php?id=1%27 HTTP/1.1" 200 5120 "-" "curl/8"'
TARGET = "/a.php?id=1%27"


def _witness(text: str = LINE, line_no: int = 1) -> Witness:
    return Witness("access.log", line_no, 0, "0" * 64, text, "attack", 0)


def _move(rules: tuple[int, ...], line_no: int = 1) -> Move:
    return Move(
        0,
        "kota.example",
        "203.0.113.9",
        b"GET",
        b"/a.php",
        b"id=1%27",
        200,
        5_120,
        -1,
        None,
        None,
        "",
        Kind.NONE,
        rules,
        Place("access.log", line_no, 0),
        LINE.encode(),
    )


def _spans(rule: int, text: str) -> Sequence[tuple[int, int]]:
    """Stand for two rules: the first matches the quote, the second the name of the script."""
    part = {3: "%27", 4: "a.php", 5: "nowhere"}[rule]
    start = text.find(part)
    return [(start, start + len(part))] if start >= 0 else []


def _entry(*witnesses: Witness) -> Entry:
    actor = Actor(("203.0.113.9",))
    signal = Signal("s", "injection", "executed", "likely", actor, 0, 0, "Why.", "Sebab.", witnesses)
    return Entry("s", "executed", "likely", "injection", actor, 0, 0, "Why.", "Sebab.", witnesses, (signal,))


def _shown(witness: Witness) -> list[str]:
    return [witness.text[start:end] for start, end in witness.marks]


def test_what_the_signatures_matched_is_marked_in_entries_and_their_signals() -> None:
    marked = Marker(_spans, [_move((4, 3))], {}).entry(_entry(_witness()))
    assert _shown(marked.witnesses[0]) == ["a.php", "%27"]
    assert marked.signals[0].witnesses == marked.witnesses


def test_a_line_without_a_signature_shows_its_request() -> None:
    marked = Marker(_spans, [_move((), 1), _move((3,), 2)], {}).entry(_entry(_witness()))
    assert _shown(marked.witnesses[0]) == [TARGET]


def test_a_rule_that_finds_nothing_again_leaves_the_request() -> None:
    marked = Marker(_spans, [_move((5,))], {}).entry(_entry(_witness()))
    assert _shown(marked.witnesses[0]) == [TARGET]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"uri":"/b?x=1","status":200}', ["/b?x=1"]),
        (
            "server1 sshd[9]: Accepted password for root from 203.0.113.9 port 5 ssh2",
            ["Accepted password for root from 203.0.113.9"],
        ),
        (
            "server1 sshd[9]: Failed password for invalid user x from 203.0.113.9",
            ["Failed password for invalid user x from 203.0.113.9"],
        ),
        ("[pid 3] [web] OK UPLOAD: Client 203.0.113.9", ["OK UPLOAD: Client 203.0.113.9"]),
        ("PHP Warning: include(x): failed", ["PHP Warning: include(x): failed"]),
        ("sh: 1: whoami: not found", []),
        ("", []),
    ],
)
def test_other_logs_show_what_tells_most(text: str, shown: list[str]) -> None:
    marked = Marker(_spans, [], {}).entry(_entry(_witness(text)))
    assert _shown(marked.witnesses[0]) == shown


def _attempt(rule: str) -> Attempt:
    return Attempt(
        "s", rule, "Title", "sql-injection", "high", 1, 1, 1, ("203.0.113.9",), 0, 0, (_witness(),)
    )


def test_an_attempt_s_examples_are_marked_by_its_own_rule() -> None:
    marker = Marker(_spans, [_move((4,))], {"sql-injection/quote": 3, "other/none": 5})
    assert _shown(marker.attempt(_attempt("sql-injection/quote")).examples[0]) == ["%27"]
    assert _shown(marker.attempt(_attempt("other/none")).examples[0]) == [TARGET]


def test_an_attempt_of_an_unknown_rule_stays_as_it_is() -> None:
    attempt = _attempt("who/knows")
    assert Marker(_spans, [], {}).attempt(attempt) == attempt
