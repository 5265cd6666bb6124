"""Plain spellings of URL paths, so that two ways to write one path are seen as one."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

_SLASHES = re.compile(r"/{2,}")


def plain_path(path: bytes) -> str:
    """Return a path (without query) in lower case, percent-decoded twice, with single slashes.

    What is not UTF-8 is kept as Latin-1, so that nothing is lost and nothing raises.
    """
    if b"%" in path:
        path = unquote_to_bytes(unquote_to_bytes(path))
    try:
        text = path.decode().lower()
    except UnicodeDecodeError:
        text = path.decode("latin-1").lower()
    return _SLASHES.sub("/", text) if "//" in text else text


def split_target(target: bytes) -> tuple[bytes, bytes]:
    """Split a target into path and query; absolute form loses scheme and host (RFC 9112 §3.2)."""
    path, _, query = target.partition(b"?")
    if not path.startswith(b"/") and path[:4].lower() == b"http" and b"://" in path[:8]:
        _, slash, rest = path.split(b"://", 1)[1].partition(b"/")
        path = slash + rest or b"/"
    return path, query
