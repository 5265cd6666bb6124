"""Deriving again from the evidence alone gives, byte for byte, what sealing wrote."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest
from tests.intake.conftest import Sealing
from tests.verdict.check.logs import text, visitors

from siaga.foundation.executor.local import LocalExecutor
from siaga.intake.reindexing.options import GivenOptions
from siaga.intake.reindexing.run import Reindexed, reindex
from siaga.vault import layout
from siaga.vault.errors import VaultUsageError
from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.segments.derived_with import DerivedWith
from siaga.vault.segments.frame import FRAME_BYTES

LOG = text(visitors(2))
FORM = '$remote_addr $time_iso8601 "$request" $status $body_bytes_sent'
OPTIONS = DerivedWith("kota.example", (), (FORM,), ("client_ip=cf.ip",), 25_200_000_000)


@pytest.fixture
def logs(sealing: Sealing) -> Path:
    """Return a folder with logs of many kinds."""
    folder = sealing.folder / "logs"
    folder.mkdir()
    (folder / "a.log").write_bytes(LOG)
    (folder / "b.log").write_bytes(codecs.BOM_UTF16_LE + LOG.decode().encode("utf-16-le"))
    (folder / "c.log.gz").write_bytes(gzip.compress(LOG + b"torn", mtime=0))
    (folder / "d.log").write_bytes(b'192.0.2.7 2026-06-15T12:00:00 "GET / HTTP/1.1" 200 512\n')
    (folder / "e\udcff\\.log").write_bytes(LOG[: len(LOG) // 2])
    (folder / "f.log").write_bytes(b"nothing known\n")
    (folder / "g.log").write_bytes(b"")
    return folder


def _again(
    sealing: Sealing, options: GivenOptions | None = None, wanted: list[int] | None = None
) -> Reindexed:
    executor = LocalExecutor(1)
    try:
        return reindex(sealing.session, options or GivenOptions(), executor, who="petugas", wanted=wanted)
    finally:
        executor.close()


@pytest.mark.parametrize("options", [None, OPTIONS, DerivedWith(site_patterns=("{site}/*.log*",))])
def test_without_options_the_bytes_are_those_of_sealing(
    sealing: Sealing, logs: Path, options: DerivedWith | None
) -> None:
    sealed = sealing.seal(logs, options=options)
    before = sealing.derived()
    assert before
    for name in before:
        sealing.storage.remove(name)
    done = _again(sealing)
    assert {name: sealing.storage.read(name) for name in before} == before
    assert [each.index for each in done.segments] == list(sealed.segments)
    assert all(each.as_sealed and each.changed == len(each.files) for each in done.segments)
    assert done.failed == ()
    assert all(each.changed == 0 for each in _again(sealing).segments)


def test_runs_of_different_options_keep_their_own(sealing: Sealing, logs: Path) -> None:
    sealing.seal(logs / "a.log", options=OPTIONS)
    sealing.seal(logs / "d.log", options=DerivedWith("dinas.example", (), (FORM,)))
    assert all(each.as_sealed for each in _again(sealing).segments)


def test_a_text_over_several_segments(sealing: Sealing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.intake.sealing.filling.SEGMENT_BYTES", 2 * FRAME_BYTES)
    path = sealing.folder / "long.log"
    line = LOG.splitlines(keepends=True)[0]
    path.write_bytes(LOG * 2 + b"y" * (2 * FRAME_BYTES) + b"\n" + line * (FRAME_BYTES // len(line)))
    sealed = sealing.seal(path)
    assert len(sealed.segments) > 1
    assert all(each.as_sealed for each in _again(sealing).segments)
    last = _again(sealing, wanted=[sealed.segments[-1]]).segments
    assert [(each.index, each.as_sealed) for each in last] == [(sealed.segments[-1], True)]


def test_what_is_given_anew_counts_and_is_told_as_another(sealing: Sealing, logs: Path) -> None:
    sealing.seal(logs / "a.log", options=OPTIONS)
    (done,) = _again(sealing, GivenOptions(site="baru.example")).segments
    assert not done.as_sealed
    assert any(b"baru.example" in data for data in sealing.derived().values())
    acts = [leaf for _, leaf in LogView.newest(sealing.storage).leaves(ActionLeaf.KIND)]
    assert isinstance(acts[-1], ActionLeaf)
    assert (acts[-1].who, acts[-1].what) == ("petugas", "reindex")
    assert {each.name for each in acts[-1].details} == {"segment", "columns.parquet", "urls.parquet"}


def test_evidence_that_is_gone_is_told_and_the_rest_is_rebuilt(sealing: Sealing, logs: Path) -> None:
    first, second = sealing.seal(logs / "a.log"), sealing.seal(logs / "d.log")
    (leaf,) = sealing.leaves(first)
    sealing.storage.remove(layout.segment(leaf.segment.sha256))
    done = _again(sealing)
    assert [each.index for each in done.failed] == list(first.segments)
    assert leaf.segment.sha256.hex() in done.failed[0].reason
    assert [each.index for each in done.segments if not each.reason] == list(second.segments)


def test_a_leaf_that_is_no_segment_is_refused(sealing: Sealing) -> None:
    with pytest.raises(VaultUsageError, match="leaf 0: it seals no segment"):
        _again(sealing, wanted=[0])
