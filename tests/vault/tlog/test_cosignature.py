"""Timestamped cosignatures on checkpoints."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.errors import NoteError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.cosignature import Cosigned, Cosigner, cosignatures
from siaga.vault.tlog.merkle import LARGEST_SIZE
from siaga.vault.tlog.note import COSIGNATURE_V1, Signature, SignedNote, VerifierKey

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
COSIGNER = Cosigner("witness.example/w1", PRIVATE)
OTHER = Cosigner("witness.example/w2", Ed25519PrivateKey.from_private_bytes(bytes(32)))
BODY = Checkpoint("example.org/log", 7, bytes(32)).body()


def test_a_cosignature_signs_what_the_specification_says() -> None:
    line = COSIGNER.sign(BODY, 1_700_000_000)
    assert line.signature[:8] == (1_700_000_000).to_bytes(8, "big")
    message = f"cosignature/v1\ntime 1700000000\n{BODY}".encode()
    PRIVATE.public_key().verify(line.signature[8:], message)
    assert COSIGNER.verifier.type == COSIGNATURE_V1


def test_cosignatures_of_known_keys_are_found_in_the_notes_order() -> None:
    lines = (OTHER.sign(BODY, 5), COSIGNER.sign(BODY, 9), COSIGNER.sign(BODY, 7))
    note = SignedNote(BODY, lines)
    both = cosignatures(note, [COSIGNER.verifier, OTHER.verifier])
    assert both == (
        Cosigned(OTHER.verifier, 5),
        Cosigned(COSIGNER.verifier, 9),
        Cosigned(COSIGNER.verifier, 7),
    )
    assert cosignatures(note, [OTHER.verifier]) == both[:1]
    assert cosignatures(note, []) == ()


def test_a_key_of_another_type_is_not_known() -> None:
    note = SignedNote(BODY, (COSIGNER.sign(BODY, 1),))
    assert cosignatures(note, [VerifierKey(COSIGNER.verifier.name, 1, COSIGNER.verifier.public)]) == ()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[:8],
        lambda data: bytes([data[0], *data[1:7], data[7] ^ 1, *data[8:]]),
        lambda data: b"\xff" + data[1:],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    ],
)
def test_a_wrong_cosignature_by_a_known_key_spoils_the_note(spoil: object) -> None:
    assert callable(spoil)
    good = COSIGNER.sign(BODY, 1)
    note = SignedNote(BODY, (good, Signature(good.name, good.key_id, spoil(good.signature))))
    with pytest.raises(NoteError, match="cosignature by witness"):
        cosignatures(note, [COSIGNER.verifier])
    assert cosignatures(note, [OTHER.verifier]) == ()


def test_a_time_above_63_bits_is_refused_even_if_signed() -> None:
    time_s = LARGEST_SIZE + 1
    signed = PRIVATE.sign(f"cosignature/v1\ntime {time_s}\n{BODY}".encode())
    line = Signature(COSIGNER.verifier.name, COSIGNER.verifier.key_id, time_s.to_bytes(8, "big") + signed)
    with pytest.raises(NoteError, match="malformed"):
        cosignatures(SignedNote(BODY, (line,)), [COSIGNER.verifier])


def test_only_checkpoints_and_possible_times_are_cosigned() -> None:
    with pytest.raises(NoteError):
        COSIGNER.sign("no checkpoint\n", 1)
    for time_s in (-1, LARGEST_SIZE + 1):
        with pytest.raises(NoteError, match="time out of range"):
            COSIGNER.sign(BODY, time_s)
