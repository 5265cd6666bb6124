"""A small real vault with everything in it, a witness of ours, and what an insider with its key can do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.intake.deriving.derive import Deriver
from siaga.intake.sealing import filling, run
from siaga.vault import layout
from siaga.vault.actions.create import create
from siaga.vault.actions.interval import write_interval
from siaga.vault.actions.session import Session, rotate, set_policy, writing
from siaga.vault.actions.verify import verify
from siaga.vault.errors import HistoryError
from siaga.vault.keys.ring import KeyRing
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.kinds import Leaf, encode_leaf
from siaga.vault.leaves.segment import SegmentLeaf, Stored
from siaga.vault.log.reading import LogView
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.segments.manifest import Manifest
from siaga.vault.segments.reading import read_manifest
from siaga.vault.storage.local import LocalStorage
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.cosignature import Cosigner
from siaga.vault.tlog.hashes import HashReader, MemoryHashes, root
from siaga.vault.tlog.note import SignedNote, Signer, VerifierKey
from siaga.vault.tlog.policy import Policy
from siaga.vault.tlog.proofs import consistency_path
from siaga.vault.tlog.tiles import grow
from siaga.vault.verifying.result import State, Verification
from siaga.vault.witness.cosigning import Witness
from siaga.vault.witness.judge import Refusal
from siaga.vault.witness.request import AddCheckpoint
from siaga.vault.witness.store import WitnessStore, origin_hash

ORIGIN = "siaga.kota.example/evidence"
NOON_US = 1_793_534_400_000_000
"""2026-11-01 12:00 UTC."""


class Clock:
    """A clock that goes one millisecond at each look, and further where a test says so."""

    def __init__(self) -> None:
        self.now_us = NOON_US

    def __call__(self) -> int:
        self.now_us += 1000
        return self.now_us


class InProcess:
    """Our witness, asked without a network; implements Witnessing."""

    def __init__(self, folder: Path, clock: Callable[[], int]) -> None:
        self.cosigner = Cosigner("saksi.example/w1", Ed25519PrivateKey.from_private_bytes(b"w" * 32))
        self.logs: dict[str, tuple[VerifierKey, ...]] = {}
        store = WitnessStore(folder) if (folder / "checkpoints").is_dir() else WitnessStore.create(folder)
        self.desk = Witness(store, self.cosigner, self.known_logs, lambda: clock() // 1_000_000)

    def known_logs(self) -> dict[str, tuple[VerifierKey, ...]]:
        """Return the keys that may sign each log, as its operator told the witness."""
        return self.logs

    def cosign(self, note: SignedNote, hashes: HashReader) -> SignedNote:
        known = self.desk.known(origin_hash(ORIGIN))
        old = 0 if known is None else known.checkpoint.size
        size = Checkpoint.parse(note.text, "").size
        path = consistency_path(hashes, old, size) if old <= size else ()
        answer = self.desk.add_checkpoint(AddCheckpoint(min(old, size), path, note.encode()).encode())
        if isinstance(answer, Refusal):
            raise HistoryError("witness", f"{answer.status}: {answer.reason}")
        return note.with_signatures(answer.signatures)

    def compare(self, checkpoint: Checkpoint, hashes: HashReader) -> None:
        known = self.desk.known(origin_hash(ORIGIN))
        if known is None:
            return
        theirs = known.checkpoint
        if theirs.size > checkpoint.size or theirs.root != root(hashes, theirs.size):
            raise HistoryError("witness", f"knows another history, of {theirs.size} leaves")


@dataclass
class Estate:
    """The vault in `folder`, its keys, its witness, and the checkpoints that the portal kept."""

    folder: Path
    keys: Path
    clock: Clock
    witness: InProcess
    root_vkey: str
    published: tuple[bytes, ...]

    @property
    def storage(self) -> LocalStorage:
        return LocalStorage(self.folder)

    @property
    def view(self) -> LogView:
        return LogView.newest(self.storage)

    @property
    def entries(self) -> list[bytes]:
        return list(self.view.entries)

    @property
    def signer(self) -> Signer:
        """The true key of the newest epoch."""
        return KeyRing(self.keys, ORIGIN).signer(2)

    @property
    def policy(self) -> Policy:
        return Policy.parse(self.storage.read(layout.POLICY), layout.POLICY)

    def root_at(self, size: int) -> bytes:
        """Return the hash of the tree of the first `size` leaves."""
        return root(self.view.hashes, size)

    def writing(self) -> AbstractContextManager[Session]:
        """Open the vault as its next writer does, without asking the witness."""
        return writing(self.storage, lambda _: KeyRing(self.keys, ORIGIN), NoWitness(), self.clock)

    def leaves(self, kind: str) -> list[tuple[int, Leaf]]:
        return list(self.view.leaves(kind))

    def segments(self) -> list[tuple[int, SegmentLeaf]]:
        return [(at, leaf) for at, leaf in self.leaves(SegmentLeaf.KIND) if isinstance(leaf, SegmentLeaf)]

    def files(self) -> list[str]:
        return list(self.storage.names(""))

    def path(self, name: str) -> Path:
        return self.folder / name

    def verified(
        self, *, deep: bool = False, published: Sequence[bytes] = (), policy: Policy | None = None
    ) -> Verification:
        return verify(
            self.storage,
            now_us=self.clock.now_us,
            deep=deep,
            published=published,
            policy=policy,
            root_vkey=self.root_vkey,
        )

    def rebuild(self, entries: Sequence[bytes], signer: Signer | None = None) -> SignedNote:
        """Write another history in place of this one, as an insider can who holds the key at hand."""
        for name in list(self.storage.names("log/tile/")):
            self.storage.remove(name)
        self.storage.remove(layout.WITNESSED)
        growth = grow(MemoryHashes([]), self.storage.read, entries)
        for name, data in growth.files.items():
            self.storage.create(layout.log_file(name), data)
        text = Checkpoint(ORIGIN, growth.size, growth.root).body()
        note = SignedNote(text, ((signer or self.signer).sign(text),))
        self.path(layout.CHECKPOINT).write_bytes(note.encode())
        return note

    def reseal(
        self,
        index: int,
        data: bytes,
        change: Callable[[Manifest], Manifest] = lambda manifest: manifest,
    ) -> None:
        """Exchange a sealed segment for another and forge manifest, leaf, tree and signature to match."""
        leaf = next(leaf for at, leaf in self.segments() if at == index)
        manifest = read_manifest(self.storage, leaf)
        stored = Stored(sha256(data).digest(), len(data))
        manifest = change(replace(manifest, segment=stored))
        encoded = manifest.encode()
        named = Stored(sha256(encoded).digest(), len(encoded))
        self.storage.create(layout.segment(stored.sha256), data)
        self.storage.create(layout.manifest(named.sha256), encoded)
        for each in leaf.derived:
            old = self.storage.read(layout.index(leaf.manifest.sha256, each.name))
            self.storage.create(layout.index(named.sha256, each.name), old)
        forged = replace(leaf, segment=stored, manifest=named, frames_root=manifest.frames_root())
        entries = self.entries
        entries[index] = encode_leaf(forged)
        self.rebuild(entries)

    def copied(self, folder: Path) -> Estate:
        """Return the same estate with a vault of its own to alter."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)


def _line(number: int, site: str) -> bytes:
    day, minute = 1 + number // 600, number // 10 % 60
    return (
        f"192.0.2.{number % 200} - - [{day:02}/Oct/2026:10:{minute:02}:{number % 60:02} +0700]"
        f' "GET /{site}/{number * 7919 % 1000}?n={number * 104729 % 99991} HTTP/1.1" 200 7 "-" "curl/8"\n'
    ).encode()


def _logs(folder: Path) -> list[str]:
    for place, site in enumerate(("kota", "dinas", "camat")):
        (folder / f"{site}.example").mkdir(parents=True)
        text = b"".join(_line(number, site) for number in range(250 + 100 * place))
        (folder / f"{site}.example" / "access.log").write_bytes(text)
    return [str(folder / f"{site}.example") for site in ("kota", "dinas", "camat")]


@contextmanager
def small_pieces() -> Iterator[None]:
    """Make frames and segments small, so that a small vault has many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "FRAME_BYTES", 6_000)
        patch.setattr(filling, "SEGMENT_BYTES", 20_000)
        yield


def _act(session: Session, count: int) -> None:
    """Fill tiles: as many acts in one commit."""
    at = session.log.stamp()
    session.log.append([ActionLeaf(at.at_us, "petugas", f"lihat {n}") for n in range(count)])


def make(place: Path) -> Estate:
    """Make the vault: two epochs, segments of three sources over several frames, minutes, full tiles."""
    clock = Clock()
    storage, keys = LocalStorage(place / "vault"), place / "keys"
    ring = KeyRing(keys, ORIGIN)
    made = create(storage, ring, keys / "root.pem", "node1", clock)
    witness = InProcess(place / "witness", clock)
    witness.logs[ORIGIN] = (VerifierKey.parse(made.vkey),)
    policy = f"log {made.vkey}\nwitness saksi {witness.cosigner.verifier.text}\nquorum saksi\n"
    published = []
    with writing(storage, lambda _: ring, witness, clock) as session, small_pieces():
        set_policy(session, policy.encode())
        run.seal(session, _logs(place / "logs"), Deriver(), agent="local", who="petugas")
        published.append(storage.read(layout.CHECKPOINT))
        clock.now_us += 60_000_000
        write_interval(session, clock())
        # The witness must know the new key before it signs.
        witness.logs[ORIGIN] += (ring.create_epoch(2).verifier,)
        rotate(session)
        _act(session, 520)
        run.seal(session, [str(place / "logs" / "dinas.example")], Deriver(), agent="local", who="petugas")
        clock.now_us += 60_000_000
        write_interval(session, clock())
        _act(session, 3)
        published.append(storage.read(layout.CHECKPOINT))
    return Estate(place / "vault", keys, clock, witness, made.file.root_vkey, tuple(published))


def is_wrong(found: Verification, check: str, place: str) -> None:
    """Demand that this check found something at this place, and said so in both languages."""
    said = found.check(check)
    assert said.state is State.WRONG, said
    assert any(place in each.place for each in said.wrong), said.wrong
    assert all(each.words.id and each.words.en for each in said.wrong)
