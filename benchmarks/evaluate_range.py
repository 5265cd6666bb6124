"""Checks a recorded run of the range with siaga and judges the answer by the run's own truth."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIAGA = str(Path(sys.executable).with_name("siaga"))


def main() -> int:
    """Check FOLDER/logs, let the judge of the range compare; returns its status."""
    if len(sys.argv) != 2:
        print("usage: evaluate_range.py FOLDER (with logs/ and truth.json)", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.json"
        checked = subprocess.run(
            [SIAGA, "check", "-q", "--json", str(report), str(folder / "logs")], check=False
        )
        if checked.returncode not in {0, 10, 20}:
            print(f"siaga check failed with status {checked.returncode}", file=sys.stderr)
            return 1
        judge = [sys.executable, str(ROOT / "range" / "judge.py"), str(folder / "truth.json"), str(report)]
        return subprocess.run(judge, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
