"""Reads a log from its files by the letter of C2SP and RFC 6962 alone: none of our code judges itself."""

from __future__ import annotations

import base64
from collections.abc import Callable
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Read = Callable[[str], bytes]
WIDTH = 256


def log_entries(read: Read, origin: str) -> list[bytes]:
    """Return all entries of the log whose files `read` gives; AssertionError if anything does not fit."""
    text, _, lines = read("log/checkpoint").decode().rpartition("\n\n")
    told, size_text, root_text = text.split("\n")[:3]
    assert told == origin, told
    size, root = int(size_text), base64.b64decode(root_text)
    entries: list[bytes] = []
    for start in range(0, size, WIDTH):
        entries += _bundle(read, start // WIDTH, min(WIDTH, size - start))
    hashes = [sha256(b"\0" + each).digest() for each in entries]
    assert _root(hashes) == root, "the entries do not lead to the root"
    level, number = hashes, 0
    while level:
        _same_tiles(read, number, level)
        whole = range(0, len(level) // WIDTH * WIDTH, WIDTH)
        level, number = [_root(level[start : start + WIDTH]) for start in whole], number + 1
    assert _signed(text + "\n", lines, origin, entries), "no key of the log signed this checkpoint"
    return entries


def _name(kind: str, index: int, width: int) -> str:
    digits = f"{index % 1000:03}"
    while index >= 1000:
        index //= 1000
        digits = f"x{index % 1000:03}/{digits}"
    return f"log/tile/{kind}/{digits}" + (f".p/{width}" if width < WIDTH else "")


def _bundle(read: Read, index: int, width: int) -> list[bytes]:
    data, found, at = read(_name("entries", index, width)), [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 2], "big")
        found.append(data[at + 2 : at + 2 + size])
        at += 2 + size
    assert at == len(data), "the bundle is cut off"
    assert len(found) == width, f"{len(found)} entries instead of {width}"
    return found


def _same_tiles(read: Read, number: int, level: list[bytes]) -> None:
    for start in range(0, len(level), WIDTH):
        part = level[start : start + WIDTH]
        assert read(_name(str(number), start // WIDTH, len(part))) == b"".join(part), f"tile {number}/{start}"


def _root(hashes: list[bytes]) -> bytes:
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"").digest()
    cut = 1 << ((len(hashes) - 1).bit_length() - 1)
    return sha256(b"\1" + _root(hashes[:cut]) + _root(hashes[cut:])).digest()


def _signed(text: str, lines: str, origin: str, entries: list[bytes]) -> bool:
    """Say whether one of the keys that the log's own leaves name made one of the signatures."""
    keys = []
    for entry in entries:
        if b'"kind":"key/1"' in entry:
            vkey = entry.split(b'"vkey":"', 1)[1].split(b'"', 1)[0].decode()
            keys.append(base64.b64decode(vkey.split("+", 2)[2])[1:])
    for line in lines.splitlines():
        _, name, signature = line.split(" ")
        for key in keys if name == origin else ():
            try:
                Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(signature)[4:], text.encode())
            except Exception:  # noqa: BLE001 - the next key may have signed
                continue
            return True
    return False
