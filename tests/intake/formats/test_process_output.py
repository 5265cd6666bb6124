"""Output of programs is recognised by its own wording, and gets the time of the line before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.process_output import StampedLog, output_event, tool_of
from siaga.intake.formats.splitting import Place
from siaga.intake.rows import NO_TIME, Event

PLACE: Place = (1, 0, 0)


@pytest.mark.parametrize(
    ("message", "tool", "named"),
    [
        ("sh: 1: foo: not found", "shell", "foo"),
        ("sh: line 1: foo: command not found", "shell", "foo"),
        ("/bin/bash: foo: Permission denied", "shell", "foo"),
        ("bash: no job control in this shell", "shell", "no job control in this shell"),
        (
            "ls: cannot access '/x': No such file or directory",
            "shell",
            "cannot access '/x': No such file or directory",
        ),
        ("--01:48:12--  http://host.example/x", "wget", "http://host.example/x"),
        ("--2024-01-02 01:48:12--  http://host.example/x", "wget", "http://host.example/x"),
        ("HTTP request sent, awaiting response... 200 OK", "wget", "200 OK"),
        ("  % Total    % Received % Xferd", "curl", "% Xferd"),
        ('Can\'t open perl script "x.pl": No such file', "perl", "x.pl"),
        ("Traceback (most recent call last):", "python", ""),
        ("x.c:12: error: bad", "compiler", "x.c"),
    ],
)
def test_known_tools(message: str, tool: str, named: str) -> None:
    assert tool_of(message) == (tool, named)


@pytest.mark.parametrize("message", ["", "hello", "File does not exist: /x", "child pid 7 exit signal"])
def test_other_words_have_no_tool(message: str) -> None:
    assert tool_of(message) is None


def test_output_takes_the_time_of_the_stamped_line_before_it() -> None:
    def stamped(line: bytes, place: Place) -> Event | None:
        return Event(*place, 7, "apache", "error") if line == b"stamped" else None

    log = StampedLog(stamped)
    said = [log.parse(line, PLACE) for line in (b"sh: 1: a: not found", b"stamped", b"sh: 1: a: not found")]
    assert [one.time_us for one in said if one] == [NO_TIME, 7, 7]
    assert [one.action for one in said if one] == ["output", "error", "output"]


@pytest.mark.parametrize("line", [b"[Thu Mar 17 01:4", b"2024/03/1", b"ab\x00cd", b"\x16\x03"])
def test_half_a_stamp_and_binary_debris_are_no_output(line: bytes) -> None:
    assert output_event(line, PLACE, 7) is None


@given(st.text(max_size=60))
def test_any_text_has_a_tool_or_none(message: str) -> None:
    assert tool_of(message) is None or len(tool_of(message) or ()) == 2
