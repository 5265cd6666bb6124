"""A certificate is for one origin, epoch and key, and by one root."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.errors import NoteError
from siaga.vault.keys.certificates import HEADER, Certificate, certify, check_certificate
from siaga.vault.tlog.note import Signer


def _signer(seed: int, name: str = "log.example/a") -> Signer:
    return Signer(name, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


ROOT, KEY, OTHER = _signer(1, "log.example/a/root"), _signer(2).verifier, _signer(3).verifier
CERTIFICATE = Certificate("log.example/a", 2, KEY, 1_790_000_000)


def test_the_text_is_the_one_of_the_format() -> None:
    assert CERTIFICATE.text() == f"{HEADER}\nlog.example/a\n2\n{KEY.text}\n1790000000\n"
    assert Certificate.parse(CERTIFICATE.text(), "x") == CERTIFICATE


def test_a_true_certificate_holds() -> None:
    note = certify(ROOT, CERTIFICATE)
    assert check_certificate(note, ROOT.verifier, "log.example/a", 2, KEY, "x") == CERTIFICATE


def test_for_anything_else_it_does_not() -> None:
    note = certify(ROOT, CERTIFICATE)
    for origin, epoch, key in (("b", 2, KEY), ("log.example/a", 3, KEY), ("log.example/a", 2, OTHER)):
        with pytest.raises(NoteError, match="another"):
            check_certificate(note, ROOT.verifier, origin, epoch, key, "x")
    false_root = _signer(9, "log.example/a/root")
    with pytest.raises(NoteError):
        check_certificate(note, false_root.verifier, "log.example/a", 2, KEY, "x")
    with pytest.raises(NoteError):
        check_certificate(note.replace("1790000000", "1"), ROOT.verifier, "log.example/a", 2, KEY, "x")


@pytest.mark.parametrize(
    ("old", "new"),
    [(HEADER, "siaga key certificate v2"), ("\n2\n", "\n02\n"), ("1790000000\n", "-1\n"), ("\n2\n", "\n")],
)
def test_other_spellings_are_refused(old: str, new: str) -> None:
    with pytest.raises(NoteError):
        Certificate.parse(CERTIFICATE.text().replace(old, new), "x")
