"""What is installed from a wheel has everything that a checkout has: rules, texts, templates."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = frozenset({".py", ".pyc"})


def _data(folder: Path) -> set[str]:
    """Return all files that are no code, nor samples for tests."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in CODE and "samples" not in path.parts
    }


def test_a_wheel_carries_the_rules_and_all_data(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, tree / name, symlinks=True, ignore=shutil.ignore_patterns("*.egg-info"))
    command = ["pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path)]
    subprocess.run([sys.executable, "-m", *command, str(tree)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {f"siaga_rules/{name}" for name in _data(ROOT / "rules")} <= held
    assert {f"siaga/{name}" for name in _data(ROOT / "src" / "siaga")} <= held
