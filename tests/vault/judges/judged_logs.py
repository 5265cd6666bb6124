"""The logs that independent judges are shown: three true ones, and their tampered twins."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.acceptance.vault_estate import ORIGIN, Clock, Estate, InProcess, make

from siaga.vault import layout
from siaga.vault.actions.create import create
from siaga.vault.actions.session import Session, rotate, writing
from siaga.vault.keys.ring import KeyRing
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.kinds import decode_leaf, encode_leaf
from siaga.vault.storage.local import LocalStorage
from siaga.vault.tlog.note import Signer, VerifierKey
from siaga.vault.tlog.policy import Policy
from siaga.vault.witness.cosigning import Witness
from siaga.vault.witness.store import WitnessStore, origin_hash

KILLED_LEAVES = 30


@dataclass
class Judged(Estate):
    """A vault to be judged, with the first key of its log, which judges are told beforehand."""

    first_key: str = ""

    @property
    def log(self) -> Path:
        """The folder that judges read."""
        return self.folder / "log"

    @property
    def signer(self) -> Signer:
        ring = KeyRing(self.keys, ORIGIN)
        return ring.signer(ring.numbers()[-1])

    @property
    def epoch_keys(self) -> list[str]:
        """The verifier keys that the log admits, oldest first."""
        return [leaf.vkey for _, leaf in self.leaves(KeyLeaf.KIND) if isinstance(leaf, KeyLeaf)]

    def kept(self, folder: Path) -> list[Path]:
        """Write the checkpoints that outsiders kept into a folder; return their paths."""
        folder.mkdir(exist_ok=True)
        paths = [folder / f"kept-{at}" for at in range(len(self.published))]
        for path, data in zip(paths, self.published, strict=True):
            path.write_bytes(data)
        return paths

    def twin(self, folder: Path) -> Judged:
        """Return the same with a vault of its own to alter."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)


def acts(session: Session, count: int) -> None:
    """Commit as many leaves at once."""
    at = session.log.stamp()
    session.log.append([ActionLeaf(at.at_us, "petugas", f"lihat {number}") for number in range(count)])


def grown(place: Path, counts: tuple[int, ...]) -> Judged:
    """Make a vault without evidence, of three leaves and one commit more for each count."""
    clock, storage, ring = Clock(), LocalStorage(place / "vault"), KeyRing(place / "keys", ORIGIN)
    made = create(storage, ring, place / "keys" / "root.pem", "node1", clock)
    witness = InProcess(place / "witness", clock)
    witness.logs[ORIGIN] = (VerifierKey.parse(made.vkey),)
    published = [storage.read(layout.CHECKPOINT)]
    for count in counts:
        with writing(storage, lambda _: ring, witness, clock) as session:
            acts(session, count)
        published.append(storage.read(layout.CHECKPOINT))
    root = made.file.root_vkey
    return Judged(place / "vault", place / "keys", clock, witness, root, tuple(published), made.vkey)


def recovered(place: Path) -> Judged:
    """Make a vault with everything in it, kill a writer just before its commit point, recover, rotate."""
    estate = make(place)
    size = estate.view.size
    command = [sys.executable, __file__, str(estate.folder), str(estate.keys), str(estate.clock.now_us)]
    source = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join([source, *filter(None, sys.path)])
    died = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert died.returncode == -signal.SIGKILL
    assert (estate.view.size, estate.path(layout.JOURNAL).is_file()) == (size, True)
    known = estate.witness.desk.known(origin_hash(ORIGIN))
    assert known is not None
    assert known.checkpoint.size == size + KILLED_LEAVES, "the witness is ahead of the log"
    ring = KeyRing(estate.keys, ORIGIN)
    with writing(estate.storage, lambda _: ring, estate.witness, estate.clock) as session:
        assert session.log.size == size + KILLED_LEAVES
        third = ring.create_epoch(3)
        estate.witness.logs[ORIGIN] += (third.verifier,)
        rotate(session)
        acts(session, 2)
    published = (*estate.published, estate.storage.read(layout.CHECKPOINT))
    made = Judged(**{**vars(estate), "published": published})
    return replace(made, first_key=made.epoch_keys[0])


class _Dying(LocalStorage):
    """Kills its process where the commit would become one."""

    def replace(self, name: str, data: bytes, version: str | None) -> str:
        if name == layout.CHECKPOINT:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().replace(name, data, version)


class _SameWitness(InProcess):
    """The estate's witness as another process meets it: with its memory and its key."""

    def __init__(self, folder: Path, clock: Clock, keys: tuple[VerifierKey, ...]) -> None:
        super().__init__(folder / "beside", clock)
        self.logs[ORIGIN] = keys
        self.desk = Witness(
            WitnessStore(folder), self.cosigner, lambda: self.logs, lambda: clock.now_us // 1_000_000
        )


def _die(folder: str, keys: str, now_us: str) -> None:
    """Append leaves, have them cosigned, and die before the log's own checkpoint says so."""
    clock, storage = Clock(), _Dying(Path(folder))
    clock.now_us = int(now_us)
    known = Policy.parse(storage.read(layout.POLICY), layout.POLICY).logs
    witness = _SameWitness(Path(folder).parent / "witness", clock, known)
    with writing(storage, lambda _: KeyRing(Path(keys), ORIGIN), witness, clock) as session:
        acts(session, KILLED_LEAVES)


def _flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def _newest(log: Judged, below: str) -> Path:
    """Return the file of a folder that was written last by its number and width."""
    found = [each for each in (log.log / "tile" / below).rglob("*") if each.is_file()]
    return max(found, key=lambda path: (path.name if path.parent.suffix != ".p" else path.parent.stem, path))


def _line(log: Judged, number: int, change: Callable[[bytes], bytes]) -> None:
    lines = (log.log / "checkpoint").read_bytes().split(b"\n")
    lines[number] = change(lines[number])
    (log.log / "checkpoint").write_bytes(b"\n".join(lines))


def _other_letter(line: bytes) -> bytes:
    place = len(line) - 10
    return line[:place] + (b"A" if line[place : place + 1] != b"A" else b"B") + line[place + 1 :]


def _entry(log: Judged) -> None:
    _flip(_newest(log, "entries"), -2)


def _entry_cut_off(log: Judged) -> None:
    path = _newest(log, "entries")
    path.write_bytes(path.read_bytes()[:-1])


def _hash(log: Judged) -> None:
    _flip(_newest(log, "0"), 5)


def _no_tile(log: Judged) -> None:
    _newest(log, "0").unlink()


def _root(log: Judged) -> None:
    _line(log, 2, _other_letter)


def _signature(log: Judged) -> None:
    _line(log, 4, _other_letter)


def _name(log: Judged) -> None:
    _line(log, 0, lambda line: line + b"x")


def _rewritten(log: Judged) -> None:
    """Sign another history with the true key: only who kept a checkpoint can tell."""
    entries = log.entries
    leaf = decode_leaf(entries[2], "leaf 2")
    entries[2] = encode_leaf(replace(leaf, at=leaf.at + 1))
    log.rebuild(entries)


def _rolled_back(log: Judged) -> None:
    """Go back to an older tree, signed anew: only who kept the newer checkpoint can tell."""
    log.rebuild(log.entries[:-1])


TAMPERINGS: dict[str, Callable[[Judged], None]] = {
    "a byte of an entry": _entry,
    "an entry cut off": _entry_cut_off,
    "a byte of a tile": _hash,
    "a tile removed": _no_tile,
    "the root": _root,
    "the signature": _signature,
    "the log's name": _name,
    "history rewritten with the true key": _rewritten,
    "rolled back with the true key": _rolled_back,
}

if __name__ == "__main__":
    _die(*sys.argv[1:])
