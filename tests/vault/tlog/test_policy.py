"""Judging checkpoints by a trust policy."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.errors import NoteError, VaultUsageError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.cosignature import Cosigner
from siaga.vault.tlog.note import Signature, SignedNote, Signer
from siaga.vault.tlog.policy import Policy

KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([each]) * 32) for each in range(8)]
LOG, STRANGER = Signer("example.org/log", KEYS[0]), Signer("example.org/log", KEYS[7])
NAMES = ("X1", "X2", "X3", "Y1", "Y2")
WITNESSES = {name: Cosigner(f"{name}.example", KEYS[at]) for at, name in enumerate(NAMES, 1)}
CHECKPOINT = Checkpoint("example.org/log", 7, bytes(32))
BODY = CHECKPOINT.body()
TEXT = (
    f"log {LOG.verifier.text}\n"
    + "".join(f"witness {name} {each.verifier.text}\n" for name, each in WITNESSES.items())
    + "group X 2 X1 X2 X3\ngroup Y any Y1 Y2\ngroup X-and-Y all X Y\nquorum X-and-Y\n"
)
POLICY = Policy.parse(TEXT.encode(), "policy")


def note(*names: str, signer: Signer = LOG) -> SignedNote:
    lines = [WITNESSES[name].sign(BODY, 100 + at) for at, name in enumerate(names)]
    return SignedNote(BODY, (signer.sign(BODY), *lines))


def test_the_policy_is_read() -> None:
    assert POLICY.logs == (LOG.verifier,)
    assert tuple(POLICY.witnesses) == NAMES
    assert POLICY.quorum == "X-and-Y"
    with pytest.raises(VaultUsageError) as caught:
        Policy.parse(b"\nnonsense\n", "policy")
    assert caught.value.place == "policy:2"


@pytest.mark.parametrize(
    ("names", "enough"),
    [
        (("X1", "X2", "Y1"), True),
        (("X1", "X2", "X3", "Y1", "Y2"), True),
        (("X3", "X2", "Y2"), True),
        (("X1", "X2", "X3"), False),
        (("X1", "Y1", "Y2"), False),
        (("X1", "X1", "Y1"), False),
        ((), False),
    ],
)
def test_the_quorum_is_counted_through_groups(names: tuple[str, ...], *, enough: bool) -> None:
    assert POLICY.satisfied(names) is enough
    if enough:
        verified = POLICY.check(note(*names))
        assert (verified.checkpoint, verified.log_key) == (CHECKPOINT, LOG.verifier)
        assert verified.cosigned == {name: 100 + at for at, name in enumerate(names)}
    else:
        with pytest.raises(NoteError, match="quorum"):
            POLICY.check(note(*names))


def test_only_witnesses_count() -> None:
    assert not POLICY.satisfied(["X", "Y", "X-and-Y", "none", "unknown"])


def test_without_a_quorum_the_logs_signature_is_enough() -> None:
    policy = Policy.parse(f"log {LOG.verifier.text}\nquorum none\n".encode(), "policy")
    assert policy.satisfied(())
    assert policy.check(note("X1")).cosigned == {}


def test_one_witness_may_be_the_quorum() -> None:
    text = f"log {LOG.verifier.text}\nwitness A {WITNESSES['X1'].verifier.text}\nquorum A\n"
    policy = Policy.parse(text.encode(), "policy")
    assert policy.check(note("X1")).cosigned == {"A": 100}
    assert policy.check(note("X2", "X1", "X1")).cosigned == {"A": 102}, "the newest time counts"
    with pytest.raises(NoteError, match="cosigned by nobody"):
        policy.check(note("X2"))


def test_another_log_is_refused() -> None:
    with pytest.raises(NoteError, match="no signature by a known key"):
        POLICY.check(note(*NAMES, signer=STRANGER))
    body = Checkpoint("example.org/other", 7, bytes(32)).body()
    with pytest.raises(NoteError, match="knows no log"):
        POLICY.check(SignedNote(body, (LOG.sign(body),)))
    with pytest.raises(NoteError):
        POLICY.check(SignedNote("no checkpoint\n", (LOG.sign("no checkpoint\n"),)))


def test_a_wrong_cosignature_by_a_known_witness_is_refused() -> None:
    good = WITNESSES["X1"].sign(BODY, 1)
    wrong = Signature(good.name, good.key_id, good.signature[:-1] + bytes([good.signature[-1] ^ 1]))
    with pytest.raises(NoteError, match="is wrong"):
        POLICY.check(note("X1", "X2", "Y1").with_signatures([wrong]))
