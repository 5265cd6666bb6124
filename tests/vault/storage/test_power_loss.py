"""Power cuts at every step: what was acknowledged is there, what was not is old or new, never a mixture."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import MissingError
from siaga.vault.storage.contract import Storage
from siaga.vault.storage.local import LocalStorage
from siaga.vault.storage.power_loss import PowerLossDisk, PowerLostError

ROOT = Path("/srv/city/vault")
OLD, NEW = b"old" * 700, b"new!" * 900
CUTS, STATES = 24, 12


class NoFolderSync(PowerLossDisk):
    """A disk for programs that forget to sync folders."""

    def sync_folder(self, folder: Path) -> None:
        """Forget it."""


class NoFileSync(PowerLossDisk):
    """A disk for programs that forget to sync files."""

    def write(self, path: Path, data: bytes) -> None:
        """Write, and forget what was to be synced."""
        super().write(path, data)
        self._file(path).synced = b""


def read(disk: PowerLossDisk, name: str) -> bytes | None:
    try:
        return LocalStorage(ROOT, disk).read(name)
    except MissingError:
        return None


def outcomes(
    act: Callable[[LocalStorage], None], name: str, cut: int, kind: type[PowerLossDisk] = PowerLossDisk
) -> tuple[bool, set[bytes | None]]:
    """Act on a vault with an old checkpoint, cut the power; say if it was done, and what may be there."""
    disk = kind()
    LocalStorage(ROOT, disk).replace("log/checkpoint", OLD, None)
    disk.cut_at(cut)
    try:
        act(LocalStorage(ROOT, disk))
        done = True
    except PowerLostError:
        done = False
    return done, {read(disk.crash(random.Random(seed)), name) for seed in range(STATES)}


def create(storage: Storage) -> None:
    storage.create("log/tile/0/000", NEW)


def replace(storage: Storage) -> None:
    found = storage.version("log/checkpoint")
    assert found is not None
    storage.replace("log/checkpoint", NEW, found.version)


def move(storage: Storage) -> None:
    storage.move("log/checkpoint", "quarantine/1/checkpoint")


@pytest.mark.parametrize("cut", range(CUTS))
def test_created_bytes_stay_or_were_never_there(cut: int) -> None:
    done, found = outcomes(create, "log/tile/0/000", cut)
    assert found <= ({NEW} if done else {NEW, None})


@pytest.mark.parametrize("cut", range(CUTS))
def test_replaced_bytes_are_the_old_or_the_new(cut: int) -> None:
    done, found = outcomes(replace, "log/checkpoint", cut)
    assert found <= ({NEW} if done else {OLD, NEW})


@pytest.mark.parametrize("cut", range(CUTS))
def test_moved_bytes_are_never_nowhere(cut: int) -> None:
    done, old = outcomes(move, "log/checkpoint", cut)
    _, new = outcomes(move, "quarantine/1/checkpoint", cut)
    assert old | new <= {OLD, None}
    if done:
        assert (old, new) == ({None}, {OLD})
    else:
        assert old == {OLD} or new == {OLD}


def test_the_cuts_reach_to_the_end() -> None:
    for act in (create, replace, move):
        assert not outcomes(act, "log/checkpoint", 0)[0]
        assert outcomes(act, "log/checkpoint", CUTS - 1)[0]


@pytest.mark.parametrize("kind", [NoFolderSync, NoFileSync])
def test_a_forgotten_sync_would_be_noticed(kind: type[PowerLossDisk]) -> None:
    done, found = outcomes(create, "log/tile/0/000", CUTS, kind)
    assert done
    assert found - {NEW}


def test_what_a_killed_process_left_unsynced_is_settled_by_the_next() -> None:
    """A process is killed (no power loss) anywhere; the next one does it again; then the power goes."""
    for cut in range(CUTS):
        disk = PowerLossDisk()
        disk.cut_at(cut)
        with suppress(PowerLostError):
            create(LocalStorage(ROOT, disk))
        disk.cut_at(1000)
        create(LocalStorage(ROOT, disk))
        assert {read(disk.crash(random.Random(seed)), "log/tile/0/000") for seed in range(STATES)} == {NEW}


def test_bytes_that_others_left_unsynced_are_synced() -> None:
    """A copy made by hand (a restored backup) is not durable until somebody sees to it."""
    disk = NoFileSync()
    disk.mkdir(Path("/srv"))
    disk.mkdir(ROOT.parent)
    disk.mkdir(ROOT)
    disk.write(ROOT / "vault.json", NEW)
    LocalStorage(ROOT, disk).create("vault.json", NEW)
    assert {read(disk.crash(random.Random(seed)), "vault.json") for seed in range(STATES)} == {NEW}


def test_a_version_that_was_read_does_not_go_back() -> None:
    for cut in range(CUTS):
        disk = PowerLossDisk()
        LocalStorage(ROOT, disk).replace("log/checkpoint", OLD, None)
        disk.cut_at(cut)
        with suppress(PowerLostError):
            replace(LocalStorage(ROOT, disk))
        disk.cut_at(1000)
        seen = LocalStorage(ROOT, disk).version("log/checkpoint")
        assert seen is not None
        assert {read(disk.crash(random.Random(seed)), "log/checkpoint") for seed in range(STATES)} == {
            seen.data
        }


@given(
    steps=st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=2000)), max_size=6),
    cut=st.integers(0, 60),
    seed=st.integers(0, 2**32),
)
def test_any_order_of_replacements(steps: list[tuple[str, bytes]], cut: int, seed: int) -> None:
    disk = PowerLossDisk()
    disk.cut_at(cut)
    storage, certain, possible = LocalStorage(ROOT, disk), dict[str, bytes](), dict[str, bytes]()
    try:
        for name, data in steps:
            found = storage.version(name)
            possible = {name: data}
            storage.replace(name, data, found.version if found else None)
            certain[name] = data
            possible = {}
    except PowerLostError:
        pass
    after = disk.crash(random.Random(seed))
    for name in "abc":
        allowed = {certain.get(name), possible.get(name, certain.get(name))}
        assert read(after, name) in allowed
    with LocalStorage(ROOT, after).lock():
        LocalStorage(ROOT, after).sweep()
    assert {name for name, _ in after.entries(ROOT)} <= set("abc")


def test_an_unsynced_file_may_be_torn() -> None:
    disk = NoFileSync()
    disk.write(Path("/file"), NEW)
    disk.sync_folder(Path("/"))
    found = {disk.crash(random.Random(seed)).read(Path("/file"), 0, None) for seed in range(40)}
    assert any(0 < len(data) < len(NEW) for data in found)
    assert any(data.strip(b"\0") != data for data in found)


def test_an_unsynced_name_may_be_lost_or_kept() -> None:
    disk = PowerLossDisk()
    disk.write(Path("/old"), OLD)
    disk.sync_folder(Path("/"))
    disk.rename(Path("/old"), Path("/new"))
    found = {
        tuple(sorted(name for name, _ in disk.crash(random.Random(seed)).entries(Path("/"))))
        for seed in range(40)
    }
    assert found == {(), ("new",), ("old",), ("new", "old")}
    disk.sync_folder(Path("/"))
    assert [name for name, _ in disk.crash(random.Random(0)).entries(Path("/"))] == ["new"]
