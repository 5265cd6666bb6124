"""Judges an older checkpoint: the log of today must begin with the tree that it shows."""

from __future__ import annotations

from siaga.vault import layout
from siaga.vault.errors import StorageError, TamperedError, VaultError
from siaga.vault.log.head import Head, parse_head
from siaga.vault.tlog.hashes import HashReader
from siaga.vault.tlog.proofs import check_consistency, consistency_path
from siaga.vault.tlog.tiles import TileHashes
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings
from siaga.vault.verifying.result import Words
from siaga.vault.verifying.signatures import check_signatures

_MALFORMED = Words("bukan checkpoint", "is no checkpoint")
_SPELLING = Words("ditulis lain dari yang seharusnya", "is spelt in another way than it must be")
_ROLLED_BACK = Words(
    "lebih besar dari log sekarang: log dimundurkan", "is larger than the log is now: it was rolled back"
)
_FORKED = Words(
    "log sekarang bukan lanjutan darinya: riwayat diubah",
    "the log of now does not continue it: history was altered",
)
_NO_HEAD = Words(
    "tidak dapat dibandingkan, checkpoint terbaru tidak terbaca",
    "can't be compared, the newest checkpoint can't be read",
)
_NO_TREE = Words(
    "tidak dapat dibandingkan, pohon log tidak terbaca", "can't be compared, the log's tree can't be read"
)


def check_older(case: Case, found: Findings, data: bytes, place: str) -> Head | None:
    """Check one checkpoint that was kept; return it if it could be read."""
    try:
        head = parse_head(data, place)
    except VaultError as error:
        found.wrong(place, _MALFORMED, error.reason)
        return None
    if head.note.encode() != data:
        found.wrong(place, _SPELLING)
    check_signatures(case, found, head, place)
    if head.checkpoint.origin == case.origin:
        _continued(case, found, head, place)
    return head


def _continued(case: Case, found: Findings, old: Head, place: str) -> None:
    if case.head is None:
        found.unseen(place, _NO_HEAD)
        return
    newest = case.head.checkpoint
    if old.checkpoint.size > newest.size:
        found.wrong(place, _ROLLED_BACK, f"{old.checkpoint.size} leaves, now {newest.size}")
        return

    def read(path: str) -> bytes:
        return case.storage.read(layout.log_file(path))

    # Tiles that were altered are told elsewhere; they must not make an honest checkpoint look forged.
    own = case.tree if case.proven else None
    hashes: HashReader = TileHashes(newest.size, read) if own is None else own
    try:
        path = consistency_path(hashes, old.checkpoint.size, newest.size)
        check_consistency(old.checkpoint.size, newest.size, old.checkpoint.root, newest.root, path)
    except StorageError as error:
        found.unseen(place, _NO_TREE, str(error))
    except TamperedError as error:
        found.wrong(place, _FORKED, error.reason)
