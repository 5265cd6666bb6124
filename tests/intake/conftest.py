"""A vault into which texts are sealed, and what stands in it then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.vault.storage.failing_disk import FailingDisk

from siaga.intake.block import Block
from siaga.intake.deriving.derive import Deriver
from siaga.intake.reading.plan import Plan
from siaga.intake.reading.stream import open_blocks
from siaga.intake.sealing.planning import plan_sealed
from siaga.intake.sealing.run import Sealed, SealHooks, seal
from siaga.vault import layout
from siaga.vault.actions.create import create
from siaga.vault.actions.session import Session, writing
from siaga.vault.keys.ring import KeyRing
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.segments.derived_with import DerivedWith
from siaga.vault.segments.order import check_order
from siaga.vault.segments.reading import read_frames, read_manifest
from siaga.vault.storage.local import LocalStorage

ORIGIN = "siaga.kota.example/evidence"
NOW_US = 1_781_500_000_000_000


@dataclass
class Sealing:
    """An open vault in `folder`, on a disk that can be made to fail."""

    folder: Path
    disk: FailingDisk
    storage: LocalStorage
    session: Session

    def seal(
        self, *inputs: Path, options: DerivedWith | None = None, hooks: SealHooks | None = None
    ) -> Sealed:
        """Seal files or folders."""
        names = [str(each) for each in inputs]
        return seal(self.session, names, Deriver(options), agent="n1", who="petugas", hooks=hooks)

    def leaves(self, sealed: Sealed) -> list[SegmentLeaf]:
        """Return the leaves of a run."""
        view = LogView.newest(self.storage)
        found = [view.leaf(index) for index in sealed.segments]
        return [leaf for leaf in found if isinstance(leaf, SegmentLeaf)]

    def texts(self, sealed: Sealed) -> dict[str, bytes]:
        """Return the sealed bytes of a run by the name of their text, once every manifest holds together."""
        found: dict[str, bytes] = {}
        for leaf in self.leaves(sealed):
            manifest = read_manifest(self.storage, leaf)
            check_order(manifest, "m")
            for record, data in read_frames(self.storage, manifest):
                name = manifest.sources[record.source].name
                found[name] = found.get(name, b"") + data
        return found

    def derived(self) -> dict[str, bytes]:
        """Return the bytes of all derived files by their name."""
        view = LogView.newest(self.storage)
        return {
            name: self.storage.read(name)
            for _, leaf in view.leaves(SegmentLeaf.KIND)
            if isinstance(leaf, SegmentLeaf)
            for name in (layout.index(leaf.manifest.sha256, each.name) for each in leaf.derived)
        }

    def plan(self, run: str = "") -> Plan:
        """Plan reading what is sealed."""
        return plan_sealed(self.storage, run=run)


def blocks_of(planned: Plan) -> list[Block]:
    """Read all that is planned."""
    return [block for item in planned.items for block in open_blocks(item)]


def opened_vault(folder: Path) -> Iterator[Sealing]:
    """Make a vault in a folder and keep it open."""
    disk = FailingDisk()
    storage = LocalStorage(folder / "vault", disk)
    ring = KeyRing(folder / "keys", ORIGIN)
    create(storage, ring, folder / "root" / "root.pem", "n1", lambda: NOW_US)
    with writing(storage, lambda _: ring, NoWitness(), lambda: NOW_US) as session:
        yield Sealing(folder, disk, storage, session)


@pytest.fixture
def sealing(tmp_path: Path) -> Iterator[Sealing]:
    yield from opened_vault(tmp_path)


@pytest.fixture(scope="module")
def one_vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealing]:
    """Return a vault that all examples of a module share."""
    yield from opened_vault(tmp_path_factory.mktemp("shared"))
