"""The batch of leaves that is being committed, signed and written before anything of it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from siaga.vault import layout
from siaga.vault.record import decode_record, encode_record
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.merkle import leaf_hash, root_of
from siaga.vault.tlog.note import Signature, SignedNote, Signer, VerifierKey, verify
from siaga.vault.tlog.spelling import to_base64

HEADER = "siaga vault journal v1"
"""First line of what is signed. A checkpoint's second line is a number, this text's is a name: neither passes
for the other."""


@dataclass(frozen=True, slots=True)
class Journal:
    """`entries` are to be appended to the tree of `size` leaves and hash `root` of the log `origin`.

    `signature` is the signature line of the key that must sign the grown tree, without its newline. Without
    it, whoever can write the storage could lay leaves down here and have them signed by the next start.
    """

    origin: str
    size: int
    root: bytes
    entries: tuple[bytes, ...]
    signature: str = ""

    @property
    def end(self) -> int:
        """Number of leaves once the batch is committed."""
        return self.size + len(self.entries)

    def text(self) -> str:
        """Return the note's text that is signed: what is appended to what (docs/vault.md, "Commit")."""
        batch = root_of([leaf_hash(each) for each in self.entries])
        lines = (HEADER, self.origin, str(self.size), to_base64(self.root), str(self.end), to_base64(batch))
        return "".join(f"{line}\n" for line in lines)

    def signed(self, signer: Signer) -> Journal:
        """Return the journal with its signature."""
        return replace(self, signature=signer.sign(self.text()).line().removesuffix("\n"))

    def check(self, keys: Sequence[VerifierKey]) -> None:
        """Raise NoteError unless one of `keys` signed just this."""
        signature = Signature.parse(self.signature, layout.JOURNAL)
        verify(SignedNote(self.text(), (signature,)), keys)


def read_journal(storage: Storage) -> Journal | None:
    """Return what was being committed when the last writer stopped, or None; raise TamperedError."""
    found = storage.version(layout.JOURNAL)
    return None if found is None else decode_record(Journal, found.data, layout.JOURNAL)


def write_journal(storage: Storage, journal: Journal) -> None:
    """Write the batch down; raise ConflictError if another one stands there."""
    storage.replace(layout.JOURNAL, encode_record(journal), None)


def drop_journal(storage: Storage) -> None:
    """Forget the batch: it is committed."""
    storage.remove(layout.JOURNAL)
