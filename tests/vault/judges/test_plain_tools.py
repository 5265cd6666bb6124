"""What everybody has reads our evidence: `zstd` and `grep` or `rg` the segments, `sha256sum` their names."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from siaga.vault import layout
from siaga.vault.segments.reading import read_frame, read_manifest

from .judged_logs import Judged

pytestmark = pytest.mark.debian


@pytest.fixture
def log(true_logs: dict[str, Judged]) -> Judged:
    """Return the log that holds evidence."""
    return true_logs["recovered"]


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} judges nothing: it is not installed")
    return found


def run(*command: str, given: bytes = b"") -> tuple[int, bytes]:
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    return done.returncode, done.stdout


def stored(log: Judged) -> list[Path]:
    return sorted(log.path("segments").rglob("*.zst"))


def raw(log: Judged) -> bytes:
    """Return all that was sealed, in the order of the log."""
    found = b""
    for _, leaf in log.segments():
        for number, record in enumerate(read_manifest(log.storage, leaf).frames):
            found += read_frame(log.storage, leaf.segment.sha256, number, record)
    return found


def test_zstd_unpacks_what_was_sealed(log: Judged) -> None:
    zstd = tool("zstd")
    ordered = [str(log.path(layout.segment(leaf.segment.sha256))) for _, leaf in log.segments()]
    assert run(zstd, "-dcq", *ordered) == (0, raw(log))
    # The raw bytes are those that the servers wrote: nothing was made nicer.
    for source in (log.folder.parent / "logs").rglob("access.log"):
        assert source.read_bytes() in raw(log)


def test_grep_and_ripgrep_find_the_lines(log: Judged) -> None:
    zstd = tool("zstd")
    _, text = run(zstd, "-dcq", *map(str, stored(log)))
    wanted = b"".join(line for line in text.splitlines(keepends=True) if b"192.0.2.77 " in line)
    assert wanted
    assert run(tool("grep"), "-F", "192.0.2.77 ", given=text) == (0, wanted)
    assert run(tool("rg"), "-F", "192.0.2.77 ", given=text) == (0, wanted)
    in_place = run(tool("rg"), "-zIF", "--sort=path", "192.0.2.77 ", str(log.path("segments")))
    assert in_place == (0, wanted)


def test_sha256sum_knows_every_segment_and_manifest_by_its_name(log: Judged) -> None:
    sums = tool("sha256sum")
    files = [*stored(log), *log.path("manifests").rglob("*.json")]
    lines = "".join(f"{path.stem}  {path}\n" for path in files).encode()
    assert run(sums, "--check", "--quiet", "--strict", given=lines) == (0, b"")
    wrong = lines.replace(lines[:8], b"0" * 8)
    assert run(sums, "--check", "--quiet", "--strict", given=wrong)[0] == 1


def test_zstd_and_sha256sum_notice_an_altered_segment(log: Judged, tmp_path: Path) -> None:
    twin = log.twin(tmp_path / "twin")
    path = stored(twin)[0]
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    line = f"{path.stem}  {path}\n".encode()
    assert run(tool("sha256sum"), "--check", "--status", given=line)[0] == 1
    _, text = run(tool("zstd"), "-dcq", str(path))
    _, before = run(tool("zstd"), "-dcq", str(stored(log)[0]))
    assert text != before
