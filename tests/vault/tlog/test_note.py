"""Signed notes and verifier keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import NoteError
from siaga.vault.tlog.note import (
    COSIGNATURE_V1,
    ED25519,
    Signature,
    SignedNote,
    Signer,
    VerifierKey,
    by_known_keys,
    check_text,
    verify,
)
from siaga.vault.tlog.spelling import from_base64

NOTES = json.loads((Path(__file__).parent / "vectors" / "notes.json").read_text())
GO = NOTES["go"]
KEYS = {name: VerifierKey.parse(text) for name, text in GO["vkeys"].items()}
SIGNER = Signer("example.org/log", Ed25519PrivateKey.from_private_bytes(bytes(32)))


def named(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", GO["cases"], ids=named)
def test_notes_are_judged_as_go_judges_them(case: dict[str, Any]) -> None:
    keys = [KEYS[name] for name in case["verify_with"]]
    if case["ok"]:
        note = SignedNote.parse(case["signed"].encode(), "note")
        assert verify(note, keys) == tuple(keys)
        assert note.encode() == case["signed"].encode()
    else:
        with pytest.raises(NoteError):
            verify(SignedNote.parse(case["signed"].encode(), "note"), keys)


@pytest.mark.parametrize("name", ["c2sp", "sumdb"])
def test_notes_of_others_verify(name: str) -> None:
    key = VerifierKey.parse(NOTES[name]["vkey"])
    note = SignedNote.parse(NOTES[name]["note"].encode(), name)
    assert verify(note, [key]) == (key,)
    with pytest.raises(NoteError, match="is wrong"):
        verify(SignedNote("x" + note.text, note.signatures), [key])


def test_signatures_are_those_that_go_and_sigsum_make() -> None:
    secret = from_base64(GO["skey"].split("+", 4)[4])
    signer = Signer("PeterNeumann", Ed25519PrivateKey.from_private_bytes(secret[1:]))
    assert signer.verifier == KEYS["peter"]
    text, signed = GO["cases"][0]["signed"].split("\n\n")
    assert signer.sign(text + "\n").line() == signed
    theirs = NOTES["sigsum"]
    note = SignedNote.parse(theirs["note"].encode(), "sigsum")
    seed = bytes.fromhex(theirs["ed25519_seed_hex"])
    ours = Signer(note.signatures[0].name, Ed25519PrivateKey.from_private_bytes(seed)).sign(note.text)
    assert note.signatures == (ours,)


def test_verifier_keys_come_back() -> None:
    for each in NOTES["sigsum_vkeys"]:
        key = VerifierKey.parse(each["vkey"])
        assert (key.type, key.text) == (each["type"], each["vkey"])
    assert SIGNER.verifier.type == ED25519


@pytest.mark.parametrize(
    "text",
    [
        *GO["bad_vkeys"],
        "",
        "a+b",
        GO["vkeys"]["peter"].replace("c74f20a3", "C74F20A3"),
        GO["vkeys"]["peter"].replace("c74f20a3", "c74f20a4"),
        GO["vkeys"]["peter"][:-4],
        "Peter Neumann" + GO["vkeys"]["peter"][12:],
    ],
)
def test_a_malformed_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        VerifierKey.parse(text)


@pytest.mark.parametrize(
    ("name", "type_", "length"), [("", 1, 32), ("a+b", 1, 32), ("a", 2, 32), ("a", 1, 31)]
)
def test_what_cannot_be_a_key_is_refused(name: str, type_: int, length: int) -> None:
    with pytest.raises(NoteError):
        VerifierKey.of(name, type_, bytes(length))


@pytest.mark.parametrize("line", ["", "— a", "- a AAAAAAA=", "— a AAAAAA==", "—  AAAAAAA=", "— a+b AAAAAAA="])
def test_a_malformed_signature_line_is_refused(line: str) -> None:
    with pytest.raises(NoteError):
        Signature.parse(line, "note")


def test_a_known_key_that_fails_spoils_the_note() -> None:
    good = SIGNER.sign("text\n")
    bad = Signature(good.name, good.key_id, good.signature[::-1])
    short = Signature(good.name, good.key_id, good.signature[:-1])
    for wrong in (bad, short):
        with pytest.raises(NoteError, match="is wrong"):
            verify(SignedNote("text\n", (good, wrong)), [SIGNER.verifier])
    stranger = Signature("other", good.key_id, good.signature)
    note = SignedNote("text\n", (stranger,))
    with pytest.raises(NoteError, match="no signature by a known key"):
        verify(note, [SIGNER.verifier])
    assert verify(note.with_signatures([good]), [SIGNER.verifier]) == (SIGNER.verifier,)


def test_a_key_says_whether_it_signed() -> None:
    signature = SIGNER.sign("text\n").signature
    assert SIGNER.verifier.verifies(signature, b"text\n")
    assert not SIGNER.verifier.verifies(signature, b"text")
    assert not SIGNER.verifier.verifies(b"", b"text\n")


def test_only_keys_of_the_type_are_known() -> None:
    note = SignedNote("text\n", (SIGNER.sign("text\n"),))
    cosigner = VerifierKey.of(SIGNER.verifier.name, COSIGNATURE_V1, SIGNER.verifier.public)
    assert list(by_known_keys(note, [SIGNER.verifier, cosigner], ED25519)) == [
        (SIGNER.verifier, note.signatures[0])
    ]
    assert list(by_known_keys(note, [SIGNER.verifier], COSIGNATURE_V1)) == []


def test_signatures_are_not_repeated() -> None:
    one, two = SIGNER.sign("text\n"), Signature("other", b"1234", b"5")
    note = SignedNote("text\n", (one,)).with_signatures([one, two, two])
    assert note.signatures == (one, two)
    assert SignedNote.parse(note.encode(), "note") == note


def test_limits() -> None:
    lines = "".join(Signature("a", b"1234", bytes([each])).line() for each in range(101))
    with pytest.raises(NoteError, match="100 signatures"):
        SignedNote.parse(f"text\n\n{lines}".encode(), "note")
    end = f"\n\n{Signature('a', b'1234', b'5').line()}"
    room = 1_000_000 - len(end.encode())
    assert SignedNote.parse(("x" * room + end).encode(), "note").signatures
    with pytest.raises(NoteError, match="1000000 bytes"):
        SignedNote.parse(("x" * (room + 1) + end).encode(), "note")


@pytest.mark.parametrize("text", ["", "text", "a\tb\n", "a\r\n", "\ud800\n", "\0\n"])
def test_what_cannot_be_a_notes_text_is_refused(text: str) -> None:
    with pytest.raises(NoteError) as caught:
        check_text(text, "place")
    assert caught.value.place == "place"
    with pytest.raises(NoteError):
        SIGNER.sign(text)


def test_a_note_without_signatures_has_no_bytes() -> None:
    with pytest.raises(NoteError, match="without signatures"):
        SignedNote("text\n", ()).encode()


@given(
    st.binary(max_size=80)
    | st.text(max_size=80).map(lambda text: (text + "\n\n— a AAAAAAA=\n").encode("utf-8", "replace"))
)
def test_bytes_are_a_note_in_one_way_or_refused(data: bytes) -> None:
    try:
        note = SignedNote.parse(data, "note")
    except NoteError as error:
        assert error.reason  # noqa: PT017 - refusing is one of two right answers
    else:
        assert note.encode() == data
