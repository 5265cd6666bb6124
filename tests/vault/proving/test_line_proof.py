"""The document of a line's proof: written, read, and refused if its two spellings differ."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.canonical import decode_object, encode
from siaga.vault.errors import TamperedError
from siaga.vault.proving.line_proof import LineProof, as_text
from siaga.vault.segments.frame import FrameRecord

RECORD = FrameRecord(0, 0, 1, 0, 9, b"h" * 32, 9, 1, b"r" * 32, open=False)


def proof_of(line: bytes) -> LineProof:
    return LineProof(line, b"s" * 16, 0, (b"p" * 32,), 0, RECORD, (), encode({"kind": "segment/1"}), "proof")


@given(st.binary())
def test_what_is_written_is_read(line: bytes) -> None:
    proof = proof_of(line)
    assert LineProof.parse(proof.encode(), "p") == proof


@given(st.binary())
def test_the_text_is_printable_ascii(line: bytes) -> None:
    assert all(" " <= each <= "~" for each in as_text(line))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "other"),
        ("line", "AAAA"),
        ("line", "!"),
        ("line", 1),
        ("kind", "x"),
        ("salt", "zz"),
        ("more", 1),
    ],
)
def test_what_was_altered_is_refused(name: str, value: str | int) -> None:
    document = decode_object(proof_of(b"GET /").encode(), "p")
    with pytest.raises(TamperedError):
        LineProof.parse(encode({**document, name: value}), "p")
    with pytest.raises(TamperedError):
        LineProof.parse(json.dumps(document).encode(), "p")
