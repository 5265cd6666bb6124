"""The check of the keys: epochs follow each other, and the root has certified each."""

from __future__ import annotations

from siaga.foundation.clock import US_PER_SECOND
from siaga.vault import layout
from siaga.vault.errors import NoteError
from siaga.vault.keys.certificates import check_certificate
from siaga.vault.keys.epochs import Epoch, Epochs
from siaga.vault.keys.ring import root_name
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.tlog.note import VerifierKey
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words

_EPOCHS = Words("masa kunci tidak berurutan", "the epochs of the keys don't hold together")
_FIRST = Words("entri pertama log tidak mengakui kunci", "the log's first leaf admits no key")
_ROOT = Words("kunci akarnya bukan yang Anda bawa", "its root key is not the one you brought along")
_ROOT_MALFORMED = Words("kunci akar tidak terbaca", "the root key can't be read")
_OWN_ROOT = Words(
    "kunci akar diambil dari vault itu sendiri; bandingkan dengan salinan kertas",
    "the root key was taken from the vault itself; compare it with the copy on paper",
)
_UNCERTIFIED = Words("kunci ini tidak disertifikasi oleh kunci akar", "the root has not certified this key")
_CERTIFICATE = Words("sertifikatnya salah", "its certificate is wrong")
_POLICY = Words(
    "kebijakan Anda tidak mengenal satu pun kunci log ini", "your policy knows none of this log's keys"
)


def look(case: Case, found: Findings) -> None:
    """Check the chain of epochs, and each epoch's certificate."""
    found.looked(sum(1 for _ in case.of(KeyLeaf)))
    if case.leaves and case.leaves[0] is not None and not isinstance(case.leaves[0], KeyLeaf):
        found.wrong("leaf 0", _FIRST)
    root = _root(case, found)
    if case.epochs is None:
        error = case.epochs_error
        found.wrong("" if error is None else error.place, _EPOCHS, "" if error is None else error.reason)
        return
    if root is not None:
        for each in case.epochs.all:
            _certificate(case.epochs, each, root, found)
    policy = case.asked.policy
    if policy is not None and not {each.key for each in case.epochs.all} & set(policy.logs):
        found.wrong(layout.POLICY, _POLICY)


def _root(case: Case, found: Findings) -> VerifierKey | None:
    own = "" if case.file is None else case.file.root_vkey
    brought = case.asked.root_vkey
    if brought and own and brought != own:
        found.wrong(layout.VAULT, _ROOT)
    if not brought:
        found.told(layout.VAULT, _OWN_ROOT)
    try:
        root = VerifierKey.parse(brought or own)
    except NoteError as error:
        found.wrong(layout.VAULT, _ROOT_MALFORMED, error.reason)
        return None
    if root.name != root_name(case.origin):
        found.wrong(layout.VAULT, _ROOT_MALFORMED, root.name[:100])
    return root


def _certificate(epochs: Epochs, epoch: Epoch, root: VerifierKey, found: Findings) -> None:
    place = f"leaf {epoch.index}"
    if not epoch.certificate:
        found.told(place, _UNCERTIFIED, f"epoch {epoch.number}")
        return
    try:
        certificate = check_certificate(
            epoch.certificate, root, epochs.origin, epoch.number, epoch.key, place
        )
    except NoteError as error:
        found.wrong(place, _CERTIFICATE, error.reason)
        return
    if epoch.at_us < certificate.valid_from_s * US_PER_SECOND:
        found.wrong(place, _CERTIFICATE, "the epoch began before its certificate allows")


CHECK = Kind("keys", Words("Kunci tanda tangan log", "The keys that sign the log"), look)
