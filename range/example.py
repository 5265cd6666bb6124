"""The example estate: six sites, 24 days, three intrusions with their twins, one gap; at most 4 MB."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from range.command import missing
from range.estate_run import Wish, run

SCENARIOS = ("upload_shell", "stolen_password", "judol_doorway")
LIMIT = 4_000_000
"""Bytes that the example may take in the repository."""

README = Path(__file__).parent / "example_readme.md"


def main() -> int:
    """Record the example into a folder; 1 when it came out too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    if os.geteuid() != 0 or missing():
        parser.error(f"needs root and Debian's packages; not here: {', '.join(missing()) or 'root'}")
    given.out.mkdir(parents=True, exist_ok=True)
    run(given.out, Wish(seed=20261005, days=24, visitors=12, only=SCENARIOS))
    (given.out / "README.md").write_text(README.read_text())
    size = sum(path.stat().st_size for path in given.out.rglob("*") if path.is_file())
    print(f"{given.out}: {size} bytes")
    return 0 if size <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
