"""The one writer of a log: commits leaves so that what was acknowledged is never lost, nor anything torn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.foundation.clock import Clock
from siaga.vault import layout
from siaga.vault.errors import HistoryError, KeyFileError, NoteError, VaultUsageError
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.kinds import Leaf, decode_leaf, encode_leaf
from siaga.vault.log.commit import clear_superseded, grown, keep_witnessed, publish, write_tiles
from siaga.vault.log.head import Head, read_head
from siaga.vault.log.journal import Journal, drop_journal, write_journal
from siaga.vault.log.reading import LogView
from siaga.vault.log.redoing import Fate, judge
from siaga.vault.log.strays import beyond, quarantine
from siaga.vault.log.witnessing import Witnessing
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.merkle import EMPTY_ROOT
from siaga.vault.tlog.note import Signer, verify


@dataclass(frozen=True, slots=True)
class Stamp:
    """The time of a leaf (UTC µs): never before the leaf ahead of it; `back_us` if the clock was set back."""

    at_us: int
    back_us: int | None


class Log:
    """A log opened for writing; the caller holds the storage's lock for as long.

    `signers` are the private keys at hand. Errors while appending leave a state from which the next append,
    or the next start, goes on by itself.
    """

    def __init__(
        self, storage: Storage, origin: str, signers: Sequence[Signer], witnessing: Witnessing, clock: Clock
    ) -> None:
        self._storage = storage
        self._origin = origin
        self._signers = {each.verifier.text: each for each in signers}
        self._witnessing = witnessing
        self._clock = clock
        self._last: Leaf | None = None
        self._head = read_head(storage)
        self._clean = False
        self._quarantined: list[str] = []
        self._recover()

    @property
    def head(self) -> Head | None:
        """The newest checkpoint."""
        return self._head

    @property
    def size(self) -> int:
        """Number of leaves committed."""
        return 0 if self._head is None else self._head.checkpoint.size

    @property
    def last(self) -> Leaf | None:
        """The newest leaf."""
        return self._last

    def stamp(self) -> Stamp:
        """Return the time for the next leaf."""
        now, last = self._clock(), 0 if self._last is None else self._last.at
        return Stamp(now, None) if now >= last else Stamp(last, last - now)

    def take_quarantined(self) -> tuple[str, ...]:
        """Return, once, the names that recovery put into quarantine: the caller has to tell them."""
        taken = tuple(self._quarantined)
        self._quarantined.clear()
        return taken

    def know(self, signer: Signer) -> None:
        """Take a new private key; it signs after its `key/1` leaf is committed."""
        self._signers[signer.verifier.text] = signer

    def append(self, leaves: Sequence[Leaf]) -> int:
        """Commit leaves and return the index of the first. When this returns they are acknowledged.

        A `key/1` leaf goes alone (docs/vault.md, "Keys and epochs").
        """
        entries = tuple(encode_leaf(each) for each in leaves)
        if not self._clean:
            first = self.size
            if self._recover() and self._holds(first, entries):
                return first
        # Only now: what was just redone may be newer than these.
        self._check(leaves)
        first = self.size
        self._clean = False
        signer = self._signer(leaves[-1])
        write_journal(self._storage, Journal(self._origin, first, self._root, entries).signed(signer))
        self._commit(entries)
        self._clean = True
        return first

    def _check(self, leaves: Sequence[Leaf]) -> None:
        last = 0 if self._last is None else self._last.at
        for leaf in leaves:
            if leaf.at < last:
                raise VaultUsageError(leaf.KIND, "a leaf that is older than the one before it")
            last = leaf.at
            if isinstance(leaf, KeyLeaf) and len(leaves) > 1:
                raise VaultUsageError(leaf.KIND, "a key is committed alone")
        if not leaves:
            raise VaultUsageError("append", "no leaves")
        if self._last is None and not isinstance(leaves[0], KeyLeaf):
            raise VaultUsageError(leaves[0].KIND, "a log begins with its key")

    def _holds(self, first: int, entries: tuple[bytes, ...]) -> bool:
        """Say whether just these entries were committed from the journal of an append that had failed."""
        return self.size == first + len(entries) and self._view().entries[first:] == list(entries)

    def _commit(self, entries: Sequence[bytes]) -> None:
        growth = grown(self._storage, self.size, entries)
        write_tiles(self._storage, growth)
        signer = self._signer(decode_leaf(entries[-1], layout.JOURNAL))
        self._head = publish(self._storage, self._origin, self._head, growth, signer, self._witnessing)
        self._last = decode_leaf(entries[-1], f"leaf {self.size - 1}")
        drop_journal(self._storage)
        clear_superseded(self._storage, growth)
        keep_witnessed(self._storage, self._head)

    def _recover(self) -> int:
        """Put right what a crash left, and return how many leaves were committed from the journal."""
        self._head = read_head(self._storage)
        self._check_head()
        redone = self._redo()
        if self._head is not None:
            # Only now: a witness may have cosigned the commit that was just redone.
            self._witnessing.compare(self._head.checkpoint, self._view().hashes)
        self._put_aside(beyond(self._storage, self.size))
        self._clean = True
        return redone

    def _put_aside(self, names: list[str]) -> None:
        quarantine(self._storage, names, self._clock())
        self._quarantined += names

    def _check_head(self) -> None:
        self._last = None
        if self._head is None:
            return
        if self._head.checkpoint.origin != self._origin:
            raise HistoryError(layout.CHECKPOINT, f"it is of another log: {self._head.checkpoint.origin}")
        view = self._view()
        _ = view.hashes  # raises if the tiles do not lead to the root
        self._last = view.leaf(self.size - 1) if self.size else None
        if not isinstance(self._last, KeyLeaf):
            self._signed_by()

    def _signed_by(self) -> Signer:
        """Return our key that signed the checkpoint."""
        assert self._head is not None
        try:
            found = verify(self._head.note, [each.verifier for each in self._signers.values()])
        except NoteError as error:
            raise KeyFileError(
                layout.CHECKPOINT, f"none of the keys here signed it ({error.reason})"
            ) from error
        return self._signers[found[0].text]

    def _signer(self, first: Leaf) -> Signer:
        """Return the key that must sign the next checkpoint (docs/vault.md, "Keys and epochs")."""
        last = first if self._last is None else self._last
        if not isinstance(last, KeyLeaf):
            return self._signed_by()
        if last.vkey not in self._signers:
            raise KeyFileError(last.vkey, "this key must sign next, and it is not here")
        return self._signers[last.vkey]

    def _redo(self) -> int:
        keys = [each.verifier for each in self._signers.values()]
        fate, journal = judge(self._storage, self._view() if self.size else None, self._origin, keys)
        if fate is Fate.REDO and journal is not None:
            self._commit(journal.entries)
            return len(journal.entries)
        if fate is Fate.DROP:
            drop_journal(self._storage)
        elif fate is Fate.ASIDE:
            self._put_aside([layout.JOURNAL])
        return 0

    @property
    def _root(self) -> bytes:
        return EMPTY_ROOT if self._head is None else self._head.checkpoint.root

    def cosign_again(self) -> None:
        """Ask the witnesses for what they have not yet cosigned of the newest checkpoint."""
        if self._head is None:
            return
        note = self._witnessing.cosign(self._head.note, self._view().hashes)
        if note != self._head.note:
            version = self._storage.replace(layout.CHECKPOINT, note.encode(), self._head.version)
            self._head = Head(note, self._head.checkpoint, version)
            keep_witnessed(self._storage, self._head)

    def _view(self) -> LogView:
        assert self._head is not None
        return LogView(self._storage, self._head)
