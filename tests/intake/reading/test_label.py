"""Labels: nothing in them can rewrite a screen or be taken for a path."""

from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.label import member_label, printable, split_label


@given(st.binary(max_size=40))
def test_any_bytes_become_printable_text(raw: bytes) -> None:
    text = printable(raw)
    assert text.isprintable()
    assert text.encode("utf-8").decode("utf-8") == text
    assert printable(os.fsdecode(raw)) == text


def test_plain_names_stay_as_they_are() -> None:
    assert printable("log Bapak Ñ.log") == "log Bapak Ñ.log"


def test_terminal_escapes_and_direction_marks_are_spelled_out() -> None:
    assert printable("a\x1b[2Jb\u202ec\n") == "a\\x1b[2Jb\\u202ec\\n"
    assert printable(b"a\xff") == "a\\xff"


def test_members_and_their_folders() -> None:
    label = member_label("x/logs.tar", b"../../etc/passwd")
    assert label == "x/logs.tar!../../etc/passwd"
    assert split_label(label) == ("x/logs.tar!../../etc/", "passwd")
    assert split_label("logs.zip!a.log") == ("logs.zip!", "a.log")
    assert split_label("a.log") == ("", "a.log")
