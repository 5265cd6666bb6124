"""Writes what an act has to tell, in the language asked for, as aligned lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from siaga.foundation.terminal import printable

Said = tuple[str, str]
"""A text in Indonesian and in English."""


def say(asked: argparse.Namespace, text: Said) -> None:
    """Write one sentence."""
    sys.stdout.write(printable(chosen(asked, text)) + "\n")


def chosen(asked: argparse.Namespace, text: Said) -> str:
    """Return the text in the language asked for."""
    return text[0] if asked.language == "id" else text[1]


def table(asked: argparse.Namespace, rows: Sequence[tuple[Said, str]]) -> None:
    """Write names and values, the values under each other."""
    names = [chosen(asked, name) for name, _ in rows]
    width = max(map(len, names), default=0)
    for name, (_, value) in zip(names, rows, strict=True):
        sys.stdout.write(f"  {name:<{width}}  {printable(value)}\n")


def bytes_text(count: int) -> str:
    """Return a number of bytes as a person reads it (SI prefixes)."""
    size, unit = float(count), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    return f"{count} B" if unit == "B" else f"{size:.1f} {unit}"
