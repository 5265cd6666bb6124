"""A request is read in the one spelling that the specification allows."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import NoteError, ProofError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.merkle import EMPTY_ROOT
from siaga.vault.tlog.proofs import check_consistency
from siaga.vault.witness.request import MOST_PROOF_LINES, AddCheckpoint

VECTORS = Path(__file__).parents[1] / "tlog" / "vectors"
_HASH = st.binary(min_size=32, max_size=32)


@given(
    st.integers(0, 2**63 - 1), st.lists(_HASH, max_size=MOST_PROOF_LINES).map(tuple), st.binary(max_size=90)
)
def test_what_was_written_is_read(old: int, proof: tuple[bytes, ...], note: bytes) -> None:
    request = AddCheckpoint(old, proof, note)
    assert AddCheckpoint.parse(request.encode()) == request


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        assert AddCheckpoint.parse(body).encode() == body
    except NoteError:
        return


_LINE = b"A" * 43 + b"="


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 1\n",
        b"old 01\n\nx",
        b"old -1\n\nx",
        b"old +1\n\nx",
        b"old 9223372036854775808\n\nx",
        b"old \n\nx",
        b"Old 1\n\nx",
        b"old  1\n\nx",
        b"old 1\r\n\r\nx",
        b"old 1\nAA==\n\nx",
        b"old 1\n" + b"A" * 42 + b"B=\n\nx",
        b"old 1\n" + (_LINE + b"\n") * (MOST_PROOF_LINES + 1) + b"\nx",
        b"old \xd9\xa1\n\nx",
    ],
)
def test_other_spellings_are_refused(body: bytes) -> None:
    with pytest.raises(NoteError):
        AddCheckpoint.parse(body)


def test_as_many_proof_lines_as_allowed_are_read() -> None:
    body = b"old 1\n" + (_LINE + b"\n") * MOST_PROOF_LINES + b"\nx"
    assert len(AddCheckpoint.parse(body).proof) == MOST_PROOF_LINES


def test_requests_of_another_log_are_read_and_their_proofs_hold() -> None:
    before = Checkpoint("", 0, EMPTY_ROOT)
    for case in json.loads((VECTORS / "notes.json").read_text())["witness"]:
        body = "\n".join([f"old {case['old']}", *case["proof"], "", case["checkpoint"]]).encode()
        request = AddCheckpoint.parse(body)
        assert request.encode() == body
        assert (request.old_size, request.proof) == (before.size, tuple(map(base64.b64decode, case["proof"])))
        now = Checkpoint.parse(request.note.decode().partition("\n\n")[0] + "\n", "theirs")
        check_consistency(before.size, now.size, before.root, now.root, request.proof)
        if request.proof:
            with pytest.raises(ProofError):
                check_consistency(before.size, now.size, before.root, now.root, request.proof[::-1])
        before = now
    assert before.size == 3
