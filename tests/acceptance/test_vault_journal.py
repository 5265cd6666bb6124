"""Attacks through the journal: leaves laid down for the next start to sign are not signed."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault import layout
from siaga.vault.errors import HistoryError
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.kinds import encode_leaf
from siaga.vault.log.journal import Journal
from siaga.vault.log.reading import LogView
from siaga.vault.record import encode_record
from siaga.vault.tlog.note import Signer
from siaga.vault.verifying.result import State

from .vault_estate import ORIGIN, Estate, is_wrong


def _lay_journal(estate: Estate, size: int, entry: bytes, signer: Signer) -> None:
    root = estate.root_at(size)
    journal = Journal(ORIGIN, size, root, (entry,)).signed(signer)
    estate.path(layout.JOURNAL).write_bytes(encode_record(journal))


@pytest.mark.parametrize("size", [541, 540, 100])
def test_a_forged_journal(estate: Estate, size: int) -> None:
    entry = encode_leaf(ActionLeaf(estate.clock.now_us, "penyusup", "bersihkan"))
    _lay_journal(estate, size, entry, Signer(ORIGIN, Ed25519PrivateKey.generate()))
    is_wrong(estate.verified(), "journal", layout.JOURNAL)
    with estate.writing() as session:
        assert session.log.size == 542  # one more leaf, which tells of the quarantine
    assert entry not in LogView.newest(estate.storage).entries
    assert [name for name in estate.files() if name.startswith("quarantine/")]


def test_our_own_journal_waits_to_be_redone(estate: Estate) -> None:
    entry = encode_leaf(ActionLeaf(estate.clock.now_us, "petugas", "arahan"))
    _lay_journal(estate, 541, entry, estate.signer)
    assert estate.verified().check("journal").state is State.COULD_NOT_LOOK


def test_our_own_journal_for_a_longer_log(estate: Estate) -> None:
    """The checkpoint was rolled back under it."""
    entry = encode_leaf(ActionLeaf(estate.clock.now_us, "petugas", "arahan"))
    journal = Journal(ORIGIN, 600, bytes(32), (entry,)).signed(estate.signer)
    estate.path(layout.JOURNAL).write_bytes(encode_record(journal))
    is_wrong(estate.verified(), "journal", layout.JOURNAL)
    with pytest.raises(HistoryError, match="exchanged"), estate.writing():
        pass


def test_a_journal_with_a_back_dated_leaf(estate: Estate) -> None:
    entry = encode_leaf(ActionLeaf(estate.clock.now_us - 3_600_000_000, "penyusup", "bersihkan"))
    _lay_journal(estate, 541, entry, estate.signer)
    is_wrong(estate.verified(), "journal", "entry 0")
