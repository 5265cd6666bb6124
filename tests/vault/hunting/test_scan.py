"""Frames read, checked and searched in one pass; nothing is left out unseen."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from siaga.vault.errors import UnreachableError
from siaga.vault.hunting.result import NO_TIME, Hit
from siaga.vault.hunting.scan import scan
from siaga.vault.segments.frame import compressed
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
