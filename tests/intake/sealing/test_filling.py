"""Segments are filled in order, have their bounds, and count every line once."""

from __future__ import annotations

import pytest
from tests.intake.conftest import Sealing, blocks_of
from tests.verdict.check.logs import text, visitors

from siaga.vault.columns.writing import table_of
from siaga.vault.segments.frame import FRAME_BYTES, LINE_FRAMES
from siaga.vault.segments.reading import read_manifest
from siaga.vault.segments.writing import MOST_SOURCES

LOG = text(visitors(2))


@pytest.mark.parametrize("size", [FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES + 5])
@pytest.mark.parametrize("segment", [FRAME_BYTES, 2 * FRAME_BYTES])
def test_a_line_over_frames_and_segments_is_one_line(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch, size: int, segment: int
) -> None:
    monkeypatch.setattr("siaga.intake.sealing.filling.SEGMENT_BYTES", segment)
    path = sealing.folder / "kota.example" / "access.log"
    path.parent.mkdir()
    data = LOG + b"y" * size + b"\n" + LOG
    path.write_bytes(data)
    sealed = sealing.seal(path)
    assert sealing.texts(sealed) == {str(path): data}
    assert (
        sealed.lines
        == sum(source.lines for leaf in sealing.leaves(sealed) for source in leaf.sources)
        == data.count(b"\n")
    )
    # Reading tells the line's length and hash, and loses none before or behind it.
    blocks = blocks_of(sealing.plan())
    assert [line.length for block in blocks for line in block.over_long] == [size]
    assert sum(block.data.count(b"\n") for block in blocks) == data.count(b"\n")
    # So does deriving: all rows, and the one line that no format reads.
    sources = [source for leaf in sealing.leaves(sealed) for source in leaf.sources]
    assert sum(source.unparsed for source in sources) == 1
    tables = [table_of(data, name) for name, data in sealing.derived().items() if "columns" in name]
    assert sum(table.num_rows for table in tables) == data.count(b"\n") - 1


def test_a_long_line_begins_a_segment_that_holds_it_whole(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siaga.intake.sealing.filling.SEGMENT_BYTES", 5 * FRAME_BYTES)
    path = sealing.folder / "app.log"
    before = (b"x" * 1023 + b"\n") * (FRAME_BYTES // 512)
    path.write_bytes(before + b"y" * (LINE_FRAMES - 1) * FRAME_BYTES + b"end\n" + LOG)
    sealed = sealing.seal(path)
    opened = [
        [frame.open for frame in read_manifest(sealing.storage, leaf).frames]
        for leaf in sealing.leaves(sealed)
    ]
    assert opened == [[False] * 2, [True] * 3 + [False]]


def test_what_is_known_of_each_text_stands_in_the_manifest(sealing: Sealing) -> None:
    folder = sealing.folder / "logs"
    folder.mkdir()
    for number in range(MOST_SOURCES + 1):
        (folder / f"site{number}.example.log").write_bytes(LOG + b"%d" % number)
    (folder / "empty.example.log").write_bytes(b"")
    sealed = sealing.seal(folder)
    leaves = sealing.leaves(sealed)
    assert len(leaves) > 1
    assert sum(len(leaf.sources) for leaf in leaves) == MOST_SOURCES + 2
    sources = [source for leaf in leaves for source in read_manifest(sealing.storage, leaf).sources]
    lines = LOG.count(b"\n") + 1
    assert {(each.raw_to, each.lines, each.ends) for each in sources} == {
        (0, 0, True), (len(LOG) + 1, lines, True), (len(LOG) + 2, lines, True),
    }  # fmt: skip
    assert [(each.unparsed, each.site) for each in sources if each.name.endswith("site7.example.log")] == [
        (1, "site7.example")
    ]
    batches = [(each.batch_from, each.batch_to) for each in sources if each.raw_to]
    assert batches == [(number, number + 1) for number in range(MOST_SOURCES + 1)]
    assert {(each.agent, each.boot) for each in sources} == {("n1", sealed.run)}


def test_names_that_are_no_utf8_are_recorded_in_text(sealing: Sealing) -> None:
    path = sealing.folder / "simpe\udcff_access.log"
    path.write_bytes(LOG)
    (leaf,) = sealing.leaves(sealing.seal(path))
    assert leaf.sources[0].name.endswith("simpe\\xff_access.log")
    assert leaf.sources[0].lines == LOG.count(b"\n")
