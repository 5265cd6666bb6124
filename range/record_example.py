"""Records the example estate once: `python range/record_example.py DIR` (root, Debian)."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

# A script's own folder is on the path, not the project's: `range.*` is found from there.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    runpy.run_module("range.example", run_name="__main__")
