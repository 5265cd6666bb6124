"""Turn names that we do not control (paths, archive members) into labels that are safe to print and store."""

from __future__ import annotations

import os

_STEP = "!"


def printable(name: str | bytes) -> str:
    r"""Return `name` as text that holds no control characters and no broken Unicode.

    What is not UTF-8 and what is not printable (terminal escapes, line ends, direction marks) is
    written as a backslash escape, so that a member's name can't rewrite a screen or a report.
    """
    raw = os.fsencode(name) if isinstance(name, str) else name
    text = raw.decode("utf-8", "backslashreplace")
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text
    )


def member_label(archive: str, member: str | bytes) -> str:
    """Return the label of a member: `archive!member`. It is never used as a path."""
    return f"{archive}{_STEP}{printable(member)}"


def split_label(label: str) -> tuple[str, str]:
    """Split a label into everything up to its last `/` or `!` (kept), and the base name."""
    at = max(label.rfind("/"), label.rfind(_STEP)) + 1
    return label[:at], label[at:]
