"""One line can be shown without its neighbours, and only that line."""

from __future__ import annotations

from hashlib import sha256, shake_256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import ProofError, TamperedError
from siaga.vault.segments.lines import line_leaves, line_path, lines_root, salts, split_lines
from siaga.vault.tlog.merkle import leaf_hash
from siaga.vault.tlog.proofs import check_inclusion

SECRET = bytes(range(32))
TEXTS = st.lists(st.sampled_from([b"a", b"\r", b"\n", b"\x0b", b"\x00", b"\xff"]), max_size=20).map(b"".join)


@given(TEXTS)
def test_only_line_feeds_end_lines(raw: bytes) -> None:
    lines = split_lines(raw)
    assert b"".join(lines) == raw
    assert all(line.endswith(b"\n") for line in lines[:-1])
    assert all(line.count(b"\n") <= 1 and line for line in lines)


@given(TEXTS, st.integers(0, 1000))
def test_a_leaf_is_the_hash_of_salt_and_line(raw: bytes, frame: int) -> None:
    stream = shake_256(b"siaga.line-salts/1\n" + SECRET + frame.to_bytes(4, "big")).digest(16 * 100)
    expected = [
        sha256(b"\x00" + stream[16 * number : 16 * number + 16] + line).digest()
        for number, line in enumerate(split_lines(raw))
    ]
    assert line_leaves(raw, SECRET, frame) == expected


@given(TEXTS.filter(bool), st.data())
def test_a_line_is_proven_and_no_other(raw: bytes, data: st.DataObject) -> None:
    lines = split_lines(raw)
    number = data.draw(st.integers(0, len(lines) - 1))
    count, root = lines_root(raw, SECRET, 3)
    salt, path = line_path(raw, SECRET, 3, number, "here")
    check_inclusion(number, count, leaf_hash(salt + lines[number]), root, path)
    with pytest.raises(ProofError):
        check_inclusion(number, count, leaf_hash(salt + lines[number] + b"x"), root, path)


def test_the_same_line_has_another_leaf_elsewhere() -> None:
    leaves = line_leaves(b"same\nsame\n", SECRET, 0) + line_leaves(b"same\nsame\n", SECRET, 1)
    assert len(set(leaves)) == 4
    assert salts(SECRET, 0, 1) != salts(bytes(32), 0, 1)


def test_a_line_that_is_not_there_has_no_proof() -> None:
    for number in (-1, 2):
        with pytest.raises(TamperedError, match="2 lines"):
            line_path(b"a\nb\n", SECRET, 0, number, "here")
