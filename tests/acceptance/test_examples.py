"""The recorded estate: every intrusion is found with step, actor and a right line, and nobody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_example_estate_is_judged_right() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "evaluate_range.py"), str(ROOT / "examples")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "intrusions: 3 of 3 right in every respect" in done.stdout, done.stdout + done.stderr
    assert "false entries: 0" in done.stdout
    assert done.returncode == 0
