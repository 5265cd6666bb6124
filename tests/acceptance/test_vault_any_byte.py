"""Any single byte changed and any file removed is noticed, whatever file of the vault it is."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.vault import layout
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.note import SignedNote
from siaga.vault.tlog.tiles import tile_paths
from siaga.vault.verifying.result import State

from .vault_estate import ORIGIN, Estate


def _flip(path: Path, at: int, bits: int = 1) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= bits
    path.write_bytes(data)


def test_one_byte_of_every_file(estate: Estate) -> None:
    for name in estate.files():
        path = estate.path(name)
        data = path.read_bytes()
        _flip(path, len(data) // 2, 0x20)
        assert estate.verified().state is not State.OK, name
        path.write_bytes(data)
    assert estate.verified().state is State.OK


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_single_changed_byte_in_any_file_is_noticed(true_estate: Estate, data: st.DataObject) -> None:
    """Any file: the lock alone is none of the vault's names, for its text says only who writes."""
    name = data.draw(st.sampled_from(true_estate.files()))
    path = true_estate.path(name)
    before = path.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    _flip(path, at, data.draw(st.integers(1, 255)))
    try:
        assert true_estate.verified().state is not State.OK
    finally:
        path.write_bytes(before)


def test_every_file_removed_is_noticed(estate: Estate) -> None:
    """But what others hold as well: narrower partial tiles, and what the dead-man alarm looks at."""
    spare = {layout.WITNESSED, *estate.storage.names("log/tile/")}
    spare -= {layout.log_file(path) for path in tile_paths(estate.view.size)}
    for name in sorted(set(estate.files()) - spare):
        path = estate.path(name)
        data = path.read_bytes()
        path.unlink()
        assert estate.verified().state is not State.OK, name
        path.write_bytes(data)


def test_a_huge_size_in_the_checkpoint_costs_nothing(estate: Estate) -> None:
    text = Checkpoint(ORIGIN, 2**62, bytes(32)).body()
    note = SignedNote(text, (estate.signer.sign(text),))
    estate.path(layout.CHECKPOINT).write_bytes(note.encode())
    found = estate.verified()
    assert found.check("leaves").state is State.WRONG
    assert found.check("segments").state is State.OK  # checking goes on with what there is
