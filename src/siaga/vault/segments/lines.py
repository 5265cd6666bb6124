"""The tree over a frame's lines, by which one line can be shown without its neighbours (docs/vault.md)."""

from __future__ import annotations

from hashlib import sha256, shake_256

import numpy as np

from siaga.vault.errors import TamperedError
from siaga.vault.tlog.hashes import MemoryHashes
from siaga.vault.tlog.merkle import root_of
from siaga.vault.tlog.proofs import inclusion_path

SALT_BYTES = 16
SECRET_BYTES = 32
_DOMAIN = b"siaga.line-salts/1\n"


def split_lines(raw: bytes) -> list[bytes]:
    r"""Return the lines with their line feeds; only `\n` ends a line, and the last may lack it."""
    if b"\r" not in raw:
        return raw.splitlines(keepends=True)
    # splitlines() would end lines at carriage returns, too.
    lines = raw.split(b"\n")
    last = lines.pop()
    ended = [line + b"\n" for line in lines]
    return [*ended, last] if last else ended


def salts(secret: bytes, frame: int, count: int) -> bytes:
    """Return the salts of a frame's lines, SALT_BYTES each, one after the other."""
    return shake_256(_DOMAIN + secret + frame.to_bytes(4, "big")).digest(SALT_BYTES * count)


def line_leaves(raw: bytes, secret: bytes, frame: int) -> list[bytes]:
    """Return the leaf hash of every line (RFC 6962 §2.1, over salt and line)."""
    lines = split_lines(raw)
    # Half of sealing's time is spent here: one join and one hash per line, the fixed parts made all at once.
    before = np.zeros((len(lines), 1 + SALT_BYTES), np.uint8)
    before[:, 1:] = np.frombuffer(salts(secret, frame, len(lines)), np.uint8).reshape(-1, SALT_BYTES)
    prefixes: list[bytes] = before.view(f"V{1 + SALT_BYTES}").ravel().tolist()
    digest = sha256
    return [digest(prefix + line).digest() for prefix, line in zip(prefixes, lines, strict=True)]


def lines_root(raw: bytes, secret: bytes, frame: int) -> tuple[int, bytes]:
    """Return how many lines there are and the root of their tree."""
    leaves = line_leaves(raw, secret, frame)
    return len(leaves), root_of(leaves)


def line_path(
    raw: bytes, secret: bytes, frame: int, line: int, place: str
) -> tuple[bytes, tuple[bytes, ...]]:
    """Return the salt of a line (numbered from 0 in its frame) and its path to the frame's `lines_root`."""
    leaves = line_leaves(raw, secret, frame)
    if not 0 <= line < len(leaves):
        raise TamperedError(place, f"the frame has {len(leaves)} lines, not {line + 1}")
    salt = salts(secret, frame, len(leaves))[SALT_BYTES * line : SALT_BYTES * (line + 1)]
    return salt, inclusion_path(MemoryHashes(leaves), line, len(leaves))
