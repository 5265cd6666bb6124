"""Of each tree one key may sign: neither an older one nor a newer one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.errors import NoteError
from siaga.vault.keys.epochs import Epoch, Epochs
from siaga.vault.keys.ring import certify_epoch
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.note import SignedNote, Signer

ORIGIN = "log.example/a"
SIGNERS = [Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)) for n in (1, 2, 3)]
ROOT = Signer(f"{ORIGIN}/root", Ed25519PrivateKey.from_private_bytes(b"r" * 32))
ALL = [
    Epoch(number, signer.verifier, index, 1_000_000 * number, "")
    for number, (signer, index) in enumerate(zip(SIGNERS, (0, 4, 9), strict=True), 1)
]


def _note(size: int, *signers: Signer) -> SignedNote:
    text = Checkpoint(ORIGIN, size, bytes(32)).body()
    return SignedNote(text, tuple(each.sign(text) for each in signers))


def test_the_key_that_admits_another_still_signs_that_tree() -> None:
    epochs = Epochs(ORIGIN, ALL)
    assert [epochs.signer_of(size).number for size in range(1, 13)] == [1] * 5 + [2] * 5 + [3] * 2


def test_only_the_right_key_s_checkpoint_holds() -> None:
    epochs = Epochs(ORIGIN, ALL)
    for size, right in ((1, 0), (5, 0), (6, 1), (10, 1), (11, 2)):
        for number, signer in enumerate(SIGNERS):
            if number == right:
                assert epochs.check(_note(size, signer), size).number == right + 1
            else:
                with pytest.raises(NoteError, match=f"only the key of epoch {right + 1}"):
                    epochs.check(_note(size, signer), size)


def test_a_forged_signature_or_another_size_is_refused() -> None:
    epochs = Epochs(ORIGIN, ALL)
    note = _note(6, SIGNERS[1])
    forged = replace(note, signatures=(replace(note.signatures[0], signature=bytes(64)),))
    with pytest.raises(NoteError, match="wrong"):
        epochs.check(forged, 6)
    with pytest.raises(NoteError, match="checkpoint of 6"):
        epochs.check(note, 7)


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [ALL[0], ALL[2]],
        [ALL[1], ALL[0]],
        [ALL[0], replace(ALL[1], index=0)],
        [ALL[0], replace(ALL[1], at_us=0)],
        [ALL[0], replace(ALL[1], key=ALL[0].key)],
        [replace(ALL[0], key=ROOT.verifier)],
    ],
)
def test_epochs_that_do_not_follow_are_refused(wrong: list[Epoch]) -> None:
    with pytest.raises(NoteError):
        Epochs(ORIGIN, wrong)


def test_certificates_may_lack_but_not_lie() -> None:
    def certified(valid_from_s: int, number: int = 1) -> Epochs:
        note = certify_epoch(ROOT, ORIGIN, number, ALL[0].key, valid_from_s)
        return Epochs(ORIGIN, [replace(ALL[0], certificate=note), ALL[1]])

    assert [each.number for each in certified(1).check_certificates(ROOT.verifier)] == [2]
    with pytest.raises(NoteError, match="before its certificate"):
        certified(2).check_certificates(ROOT.verifier)
    with pytest.raises(NoteError, match="another epoch"):
        certified(1, 2).check_certificates(ROOT.verifier)


@pytest.mark.parametrize("change", [{"kind": "x"}, {"epoch": "1"}, {"at": ""}, {"vkey": 1}, {"vkey": "x"}])
def test_a_leaf_of_another_shape_is_refused(change: dict[str, int | str]) -> None:
    leaf: dict[str, int | str] = {
        "kind": "key/1", "epoch": 1, "at": 5, "vkey": ALL[0].key.text, "certificate": "",
    }  # fmt: skip
    assert Epoch.of_leaf(3, leaf) == Epoch(1, ALL[0].key, 3, 5, "")
    with pytest.raises(NoteError):
        Epoch.of_leaf(3, {**leaf, **change})
