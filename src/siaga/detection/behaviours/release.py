"""Tells a release of a site's program, sent file by file, from the few scripts that an intruder leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from posixpath import basename, dirname

from siaga.detection.ledger.happenings import Happening

SCRIPTS = (".php", ".phtml", ".phar", ".asp", ".aspx", ".jsp", ".cgi", ".pl")
FOLDERS = 3
"""A release touches so many folders: programs, pictures and styles have their own."""


def is_release(uploads: Sequence[Happening]) -> bool:
    """Say whether files went to several folders, no script of one size into two of them."""
    names = {h.event.object for h in uploads}
    if len({dirname(name) for name in names}) < FOLDERS or len({basename(name) for name in names}) < FOLDERS:
        return False
    folders: dict[str, set[str]] = defaultdict(set)
    for upload in uploads:
        if upload.event.object.lower().endswith(SCRIPTS):
            folders[upload.event.detail.get("bytes", "")].add(dirname(upload.event.object))
    return all(len(found) == 1 for size, found in folders.items() if size)
