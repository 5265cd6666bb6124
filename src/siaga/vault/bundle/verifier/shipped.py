"""Joins the verifier's parts into the one file that a bundle carries: `siaga_verify.py`."""

from __future__ import annotations

import ast
from importlib.resources import files
from typing import Final

PARTS: Final = ("notes", "contents", "stamping", "checking", "verifying")
"""Each uses those before it."""

_TITLE = """#!/usr/bin/env python3
\"\"\"Verify an evidence bundle of Siaga (a folder or .zip) offline, on any machine, without Siaga.

python3 siaga_verify.py BUNDLE --policy FILE --root VKEY [--checkpoint FILE] [--tsa PEM] [--not-before TIME]
Needs Python 3.8 or newer and the package `cryptography`. Exit: 0 verified, 1 not, 2 usage, 3 could not look.
Formats: Siaga's docs/vault.md; C2SP signed-note, tlog-checkpoint, -cosignature, -policy, -proof; RFC 6962.
\"\"\"

from __future__ import annotations

"""


def siaga_verify() -> bytes:
    """Return the file: the same parts, the same bytes."""
    imports: set[str] = set()
    bodies = []
    for part in PARTS:
        text = files("siaga.vault.bundle.verifier").joinpath(f"{part}.py").read_text(encoding="utf-8")
        tops = [node for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom)]
        imports.update(_spelled(node) for node in tops)
        bodies.append("\n".join(text.splitlines()[tops[-1].end_lineno or 0 :]).strip("\n"))
    return (_TITLE + "\n".join(sorted(imports - {""})) + "\n\n" + "\n\n\n".join(bodies) + "\n").encode()


def _spelled(node: ast.Import | ast.ImportFrom) -> str:
    """Return an import as it stands, or "" for one of a part before."""
    module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
    return "" if module == "__future__" or module.startswith("siaga.") else ast.unparse(node)
