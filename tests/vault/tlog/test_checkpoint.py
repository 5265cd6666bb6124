"""The text of a checkpoint."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import NoteError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.merkle import LARGEST_SIZE
from siaga.vault.tlog.note import SignedNote
from siaga.vault.tlog.spelling import to_base64

NOTES = json.loads((Path(__file__).parent / "vectors" / "notes.json").read_text())
ROOT = to_base64(bytes(32))


def test_the_checkpoint_of_sum_golang_org_is_read() -> None:
    text = SignedNote.parse(NOTES["sumdb"]["note"].encode(), "sumdb").text
    checkpoint = Checkpoint.parse(text, "sumdb")
    assert (checkpoint.origin, checkpoint.size) == ("go.sum database tree", 35_225_469)
    assert checkpoint.body() == text


@given(
    st.from_regex(r"[!-~][ -~]{0,20}", fullmatch=True),
    st.integers(0, LARGEST_SIZE),
    st.binary(min_size=32, max_size=32),
    st.lists(st.from_regex(r"[ -~]{1,20}", fullmatch=True), max_size=2),
)
def test_checkpoints_come_back(origin: str, size: int, root: bytes, extensions: list[str]) -> None:
    checkpoint = Checkpoint(origin, size, root, tuple(extensions))
    assert Checkpoint.parse(checkpoint.body(), "checkpoint") == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n1\n",
        f"origin\n1\n{ROOT}",
        f"\n1\n{ROOT}\n",
        f"origin\n01\n{ROOT}\n",
        f"origin\n-1\n{ROOT}\n",
        f"origin\n{LARGEST_SIZE + 1}\n{ROOT}\n",
        f"origin\n1\n{ROOT[:-1]}\n",
        f"origin\n1\n{to_base64(bytes(31))}\n",
        f"origin\n1\n{ROOT}\n\n",
        f"origin\n1\n{ROOT}\n\nmore\n",
        f"origin\r\n1\r\n{ROOT}\r\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError) as caught:
        Checkpoint.parse(text, "place")
    assert caught.value.place == "place"
