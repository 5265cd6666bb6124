"""A tiny range for real: servers start, a story is told, logs and truth agree, servers are gone."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from range.command import missing

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.debian
def test_a_tiny_range_tells_the_truth_about_its_lines(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("the range needs root")
    if gone := missing():
        pytest.skip(f"the range needs Debian's packages; not here: {', '.join(gone)}")
    command = [sys.executable, str(ROOT / "range" / "run.py"), "--out", str(tmp_path), "--only", "elfinder"]
    done = subprocess.run(
        [*command, "--days", "4", "--people", "2", "--no-tools"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    truth = json.loads((tmp_path / "truth.json").read_text())
    intruder = next(actor for actor in truth["actors"] if actor["kind"] == "intrusion")
    assert intruder["step"] == "entered"
    roles = {place["role"] for place in intruder["witnesses"]}
    assert {"upload", "first use", "web shell"} <= roles
    for place in intruder["witnesses"]:
        data = (tmp_path / "logs" / place["file"]).read_bytes()
        lines = (gzip.decompress(data) if place["file"].endswith(".gz") else data).splitlines()
        line = lines[place["line_no"] - 1].decode()
        if place["role"] == "web shell":
            assert "/upload/files/" in line
        if place["role"] != "output":
            assert line.startswith(f"{intruder['client_ips'][0]} ")
            assert "/Oct/2026:" in line
    everything = b"".join(path.read_bytes() for path in (tmp_path / "logs").glob("*/*.log"))
    assert b"siaga-range-" not in everything
    assert b"range " not in everything.replace(b"Range ", b"")
