"""Judges a vault after a crash: what was acknowledged is there, nothing is wrong, and it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from tests.acceptance.vault_estate import ORIGIN

from siaga.vault.actions.verify import verify
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.segments.reading import read_frames, read_manifest
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.hashes import root
from siaga.vault.verifying.result import State

from .bare_reader import log_entries
from .life import Acknowledged, Life


def judge(life: Life, promised: Sequence[Acknowledged], *, deep: bool = False) -> int:
    """Open the vault as its next writer does, and demand all that was promised; return the log's size.

    AssertionError, or whatever the vault raises.
    """
    with life.open() as session:
        session.tell("petugas", "setelah mati lampu")
    storage = life.storage
    view = LogView.newest(storage)
    for each in promised:
        assert each.size <= view.size, f"{each.size} leaves were acknowledged, {view.size} are there"
        assert root(view.hashes, each.size).hex() == each.root, f"another history of {each.size} leaves"
        if each.text:
            assert sha256(_sealed_text(storage, view, each)).hexdigest() == each.text, "sealed lines are gone"
    found = verify(storage, now_us=life.clock(), deep=deep)
    wrong = [f"{check.name}: {said}" for check in found.checks for said in check.wrong]
    assert not wrong, wrong
    # A minute without a leaf is what dying costs, and is told: nothing else may be unseen.
    looked = [check for check in found.checks if check.name != "intervals"]
    unseen = [f"{check.name}: {said}" for check in looked for said in check.unseen]
    assert not unseen, unseen
    assert all(check.state is State.OK for check in looked)
    assert log_entries(storage.read, ORIGIN) == list(view.entries)
    return view.size


def _sealed_text(storage: Storage, view: LogView, promised: Acknowledged) -> bytes:
    text = b""
    for index in promised.segments:
        leaf = view.leaf(index)
        assert isinstance(leaf, SegmentLeaf)
        text += b"".join(raw for _, raw in read_frames(storage, read_manifest(storage, leaf)))
    return text
