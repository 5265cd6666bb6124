"""xferlog's fixed fields frame a file name that may hold anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.formats.xferlog.format import parse

HEAD, TAIL = b"Mon Mar  4 01:02:03 2013 1 192.0.2.4 896 ", b" b _ i r budi ftp 0 * c"


@given(st.binary(min_size=1, max_size=40))
def test_any_file_name(name: bytes) -> None:
    event = parse(HEAD + name + TAIL, NOWHERE)
    assert event is not None
    assert event.object == name.decode("utf-8", "backslashreplace")
    assert (event.action, event.user, event.detail["bytes"]) == ("upload", "budi", "896")


@pytest.mark.parametrize(("letter", "action"), [(b"i", "upload"), (b"o", "download"), (b"d", "delete")])
def test_directions(letter: bytes, action: str) -> None:
    event = parse(HEAD + b"/x" + TAIL.replace(b"_ i", b"_ " + letter), NOWHERE)
    assert event is not None
    assert event.action == action


def test_incomplete_transfers_failed() -> None:
    event = parse(HEAD + b"/x" + TAIL[:-1] + b"i", NOWHERE)
    assert event is not None
    assert event.outcome == "failure"
