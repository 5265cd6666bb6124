"""Frames read, checked and searched in one pass; nothing is left out unseen."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import UnreachableError
from siaga.vault.hunting.lines_at import Int64s
from siaga.vault.hunting.result import NO_TIME, CutLine, Hit, TaskResult
from siaga.vault.hunting.scan import Hunt, scan
from siaga.vault.hunting.times import Window
from siaga.vault.segments.frame import LINE_FRAMES, compressed
from siaga.vault.storage.local import LocalStorage

from .sealed import SEGMENT, hunt_for, seal

TEXTS = [b"one evil\ntwo\n", b"three\nEVIL evil evil\nfour evil"]


def test_a_hit_says_where_it_stands(tmp_path: Path) -> None:
    storage, records = seal(tmp_path, TEXTS)
    result = scan(storage, SEGMENT, records, hunt_for("evil"))
    assert tuple(result.hits) == (
        Hit(0, 0, 3, 0, 0, 1, 0, 8, NO_TIME, b"one evil"),
        Hit(0, 1, 3, 6, 19, 4, 1, 14, NO_TIME, b"EVIL evil evil"),
        Hit(0, 1, 3, 21, 34, 5, 2, 9, NO_TIME, b"four evil"),
    )
    assert [(each.frame, each.sha256, each.hits) for each in result.read] == [
        (0, records[0][1].sha256, 1),
        (1, records[1][1].sha256, 2),
    ]
    assert (result.lines, result.found, result.missing) == (5, 3, ())
    raw = b"".join(TEXTS)
    assert all(raw[hit.raw_offset :].startswith(hit.line) for hit in result.hits)


def test_all_hits_are_counted_where_few_are_kept(tmp_path: Path) -> None:
    storage, records = seal(tmp_path, [b"evil %d\n" % 10**20 * 300])
    result = scan(storage, SEGMENT, records, hunt_for("evil\n/0$/", kept_per_frame=10, kept_bytes=6))
    assert [(each.indicator, each.lines) for each in result.counts] == [(0, 300), (1, 300)]
    assert len(result.hits) == 10
    assert {hit.line for hit in result.hits} == {b"evil 1"}
    assert {hit.length for hit in result.hits} == {26}


@pytest.mark.parametrize("at", [0, 4, 9, -1])
def test_a_changed_byte_is_told_and_the_other_frames_are_searched(tmp_path: Path, at: int) -> None:
    storage, records = seal(tmp_path, TEXTS)
    data = bytearray(storage.read(SEGMENT))
    data[at] ^= 1
    other = LocalStorage(tmp_path / "other")
    other.create(SEGMENT, bytes(data))
    result = scan(other, SEGMENT, records, hunt_for("evil"))
    damaged = 0 if at >= 0 else 1
    assert [each.frame for each in result.missing] == [damaged]
    assert f"{SEGMENT} frame {damaged}" in result.missing[0].reason
    assert [each.frame for each in result.read] == [1 - damaged]


@pytest.mark.parametrize(
    "extra", [compressed(b"evil"), b"\x50\x2a\x4d\x18\x04\0\0\0evil"], ids=["frame", "skippable"]
)
def test_more_than_one_frame_is_none(tmp_path: Path, extra: bytes) -> None:
    storage, records = seal(tmp_path, [b"two\n"])
    stored = storage.read(SEGMENT) + extra
    storage.create("segments/x", stored)
    record = replace(records[0][1], size=len(stored), sha256=sha256(stored).digest())
    result = scan(storage, "segments/x", [(0, record)], hunt_for("evil"))
    assert result.found == 0
    assert len(result.missing) == 1


def test_a_missing_segment_is_told(tmp_path: Path) -> None:
    storage, records = seal(tmp_path, TEXTS)
    result = scan(storage, "segments/none", records, hunt_for("evil"))
    assert [each.frame for each in result.missing] == [0, 1]


def test_a_store_that_does_not_answer_stops_the_task(tmp_path: Path) -> None:
    _, records = seal(tmp_path, TEXTS)

    class Gone(LocalStorage):
        def read_range(self, name: str, offset: int, size: int) -> bytes:
            raise UnreachableError(name, f"no answer about {size} bytes from {offset}")

    with pytest.raises(UnreachableError):
        scan(Gone(tmp_path), SEGMENT, records, hunt_for("evil"))


CUT = [b"one\n203.0.1", b"13.7 x" + b"yz" * 9, b" evil\nevil 7\nen", b"d"]
WANTED = "evil\n203.0.113.7\n203.0.113.0/24\n1.3.7.0/24\ntext:xyz\n/^13/\n/^2.*zy.*l$/\n/x$/\n/n$/\n/end/\n"


def _told(hits: Iterable[Hit]) -> list[tuple[int, int, int, int, bytes]]:
    return [(each.indicator, each.raw_offset, each.line_no, each.length, each.line) for each in hits]


def _scanned(folder: Path, texts: Sequence[bytes], hunt: Hunt) -> TaskResult:
    storage, records = seal(folder, texts)
    return scan(storage, SEGMENT, records, hunt)


def test_a_line_over_several_frames_is_searched_as_one(tmp_path: Path) -> None:
    hunt = hunt_for(WANTED)
    result = _scanned(tmp_path / "cut", CUT, hunt)
    whole = _scanned(tmp_path / "whole", [b"".join(CUT)], hunt)
    assert _told(result.hits) == _told(whole.hits)
    assert (result.counts, result.lines) == (whole.counts, whole.lines)
    long = [hit for hit in result.hits if hit.line_no == 2]
    assert {(hit.frame, hit.offset, hit.number) for hit in long} == {(0, 4, 1)}, "where the line begins"
    (last, *_) = [hit for hit in result.hits if hit.line_no == 3]
    assert (last.frame, last.offset, last.number) == (2, 6, 1)
    assert [(each.frame, each.hits, each.hit_lines) for each in result.read] == [
        (0, 5, 1),
        (1, 0, 0),
        (2, 2, 2),
        (3, 0, 0),
    ]
    assert result.cut == ()


@given(st.text(st.sampled_from("ab\n"), min_size=4, max_size=24), st.sets(st.integers(1, 23), max_size=3))
def test_wherever_lines_are_cut_the_same_is_found(text: str, cuts: set[int]) -> None:
    data = text.encode()
    ends = sorted(each for each in cuts if each < len(data))
    texts = [data[start:end] for start, end in pairwise([0, *ends, len(data)])]
    hunt = hunt_for("ab\nbb\n/^a/\n/b$/\n/a.*b/\n")
    with TemporaryDirectory() as folder:
        cut = _scanned(Path(folder) / "cut", texts, hunt)
        whole = _scanned(Path(folder) / "whole", [data], hunt)
    assert _told(cut.hits) == _told(whole.hits)
    assert (cut.counts, cut.cut) == (whole.counts, ())
    assert sum(each.hit_lines for each in cut.read) == sum(each.hit_lines for each in whole.read)


def test_a_line_over_more_frames_than_are_joined_is_told(tmp_path: Path) -> None:
    texts = [b"first\nev", *[b"il ev"] * LINE_FRAMES, b"il\nlast evil\n"]
    storage, records = seal(tmp_path, texts)
    result = scan(storage, SEGMENT, records, hunt_for("evil"))
    assert result.cut == (CutLine(LINE_FRAMES - 1, 3, 2),)
    assert [hit.line_no for hit in result.hits] == [2, 2, 3]


def test_a_line_whose_rest_is_not_among_the_frames_is_told(tmp_path: Path) -> None:
    storage, records = seal(tmp_path, [b"evil\nev", b"il\n", b"evil\n"])
    assert scan(storage, SEGMENT, records[:1], hunt_for("evil")).cut == (CutLine(0, 3, 2),)
    others = scan(storage, SEGMENT, [records[0], records[2]], hunt_for("evil"))
    assert others.cut == (CutLine(0, 3, 2),)
    assert [hit.line_no for hit in others.hits] == [1, 3]
    stored = storage.read(SEGMENT)
    damaged = LocalStorage(tmp_path / "damaged")
    at = records[1][1].offset + 10
    damaged.create(SEGMENT, stored[:at] + bytes((stored[at] ^ 1,)) + stored[at + 1 :])
    result = scan(damaged, SEGMENT, records, hunt_for("evil"))
    assert ([each.frame for each in result.missing], result.cut) == ([1], (CutLine(0, 3, 2),))


def test_the_time_of_a_long_line_is_that_of_the_line(tmp_path: Path) -> None:
    storage, records = seal(tmp_path, [b"evil\nlong ev", b"il\nevil\n"])
    asked: list[list[int]] = []

    def times(source: int, lines: Int64s) -> Int64s:
        assert source == 3
        asked.append(lines.tolist())
        return lines * 10

    hunt = replace(hunt_for("evil"), window=Window(20, 30))
    result = scan(storage, SEGMENT, records, hunt, times)
    assert asked == [[1, 2, 3]]
    assert [(hit.line_no, hit.time_us) for hit in result.hits] == [(2, 20)]
    assert [(each.hits, each.outside) for each in result.read] == [(1, 1), (0, 1)]


def test_ripgrep_finds_the_same_lines(tmp_path: Path) -> None:
    if shutil.which("rg") is None:
        pytest.skip("ripgrep is not installed")
    words = ["union select", "/etc/passwd", ".env", "a.b", "\\x27", "Mozilla", "ünï", "GET /0"]
    expressions = [r"GET \/[0-9]+[05] ", r"(?i:SELECT|PASSWD)", r"é[^a]\r$", r"\bid=\d{3}\b"]
    lines = [
        f'10.{n % 7}.0.1 "GET /{n} HTTP" {words[n % 8] if n % 3 else "-"} id={n} caf{"é" * (n % 2)}{n % 2}'
        for n in range(3_000)
    ]
    text = "\r\n".join(lines).encode() + b"\n\xff .env \xfe\n"
    half = text.rfind(b"\n", 0, len(text) // 2) + 1
    storage, records = seal(tmp_path / "vault", [text[:half], text[half:]])
    raw = tmp_path / "raw.log"
    raw.write_bytes(text)
    for options, wanted in (
        (["-F"], [f"text:{each}" for each in words]),
        ([], [f"/{each}/" for each in expressions]),
    ):
        patterns = words if options else [each.replace("\\/", "/") for each in expressions]
        for pattern, line in zip(patterns, wanted, strict=True):
            command = ["rg", "-a", "-n", "--no-config", *options, "-e", pattern, str(raw)]
            seen = subprocess.run(command, capture_output=True, check=False)
            assert seen.returncode in {0, 1}, seen.stderr
            numbers = [int(each.split(b":")[0]) for each in seen.stdout.split(b"\n") if each]
            result = scan(storage, SEGMENT, records, hunt_for(line, kept_per_frame=5_000))
            assert [hit.line_no for hit in result.hits] == numbers, pattern
            assert result.found == len(numbers)
