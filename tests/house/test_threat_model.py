"""Each row of THREAT_MODEL.md on the vault names tests that show it, and these exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(test_\w+)::(test_\w+)`")
TEXT = (ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8").partition("# The vault\n")[2]


@cache
def _tests() -> frozenset[tuple[str, str]]:
    return frozenset(
        (path.stem, node.name)
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def _rows() -> list[str]:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ")]
    return [row for row in rows if not row.startswith("| Tries |")]


def test_every_test_that_is_named_exists() -> None:
    named = set(NAMED.findall(TEXT))
    assert len(named) > 40
    assert sorted(named - _tests()) == []


def test_every_row_names_a_test() -> None:
    rows = _rows()
    assert len(rows) > 25
    assert [row for row in rows if not NAMED.search(row.rsplit("|", 2)[1])] == []


def test_nothing_else_looks_like_the_name_of_a_test() -> None:
    """So that a slip of the pen isn't passed over."""
    assert re.findall(r"test_\w+", NAMED.sub("", TEXT)) == []
