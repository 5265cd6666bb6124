"""The standalone verifier's first part: hashes, trees, signed notes, policies; standard library only."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

ZONED = "%Y-%m-%dT%H:%M:%SZ"


class StopError(Exception):
    """Exit code, place, and the reason in Indonesian and English."""


def need(holds: object, where: str, why_id: str, why_en: str, code: int = 1) -> None:
    """Raise StopError unless this holds."""
    if not holds:
        raise StopError(code, where, why_id, why_en)


def shown(data: bytes | str) -> str:
    """Return what others chose so that it can do nothing to a terminal: printable ASCII."""
    octets = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
    return "".join(chr(each) if 32 <= each < 127 else f"\\x{each:02x}" for each in octets)


def say(text_id: str, text_en: str) -> None:
    """Write a sentence in both languages."""
    sys.stdout.write(f"- {text_id}\n  {text_en}\n")


def utc(seconds: int) -> str:
    """Return a time (POSIX seconds) in UTC."""
    return time.strftime(ZONED, time.gmtime(seconds)) if seconds < 1 << 36 else "?"


def b64(text: str) -> bytes:
    """Read base64 in its one spelling."""
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, text[:60], "bukan base64", "not base64")
    return data


def canonical(value: Any) -> bytes:
    """Return canonical JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def load(data: bytes, where: str, kind: str) -> Any:
    """Read a canonical JSON object of this kind."""
    value = json.loads(data.decode())
    need(canonical(value) == data and value["kind"] == kind, where, "bukan " + kind, "not a " + kind)
    return value


def sha256(data: bytes) -> bytes:
    """Return the hash."""
    return hashlib.sha256(data).digest()


def root_of(leaves: Iterable[bytes]) -> str:
    """Return the root over leaves, in hex (RFC 6962 2.1)."""
    level = [sha256(b"\0" + each) for each in leaves]
    while len(level) > 1:
        pairs = [sha256(b"\1" + level[at] + level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return (level or [sha256(b"")])[0].hex()


def climb(index: int, last: int, start: bytes, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Return the roots over all up to node `index`, and over all up to `last`; None if the path does not fit.

    RFC 9162 2.1.3.2 and 2.1.4.2.
    """
    left = both = start
    for sibling in path:
        if last == 0 or len(sibling) != 32:
            return None
        if index % 2 or index == last:
            left, both = sha256(b"\1" + sibling + left), sha256(b"\1" + sibling + both)
            while index and not index % 2:
                index, last = index // 2, last // 2
        else:
            both = sha256(b"\1" + both + sibling)
        index, last = index // 2, last // 2
    return None if last else (left, both)


def included(data: bytes, index: int, size: int, path: Sequence[bytes], root: bytes, where: str) -> None:
    """Refuse unless the path leads from a leaf to the root."""
    found = climb(index, size - 1, sha256(b"\0" + data), path) if 0 <= index < size else None
    need(found and found[1] == root, where, "bukti tidak menuju akarnya", "the path leads to another root")


class Key(NamedTuple):
    """A verifier key (C2SP signed-note)."""

    name: str
    id: bytes
    kind: int
    public: bytes


def vkey(text: str) -> Key:
    """Read a verifier key (C2SP signed-note)."""
    name, key_id, encoded = text.split("+", 2)
    data = b64(encoded)
    key = Key(name, sha256(name.encode() + b"\n" + data)[:4], data[0], data[1:])
    need(key.id.hex() == key_id and len(data) == 33, text[:60], "kunci cacat", "a broken key")
    return key


class Note:
    """A signed note; of a checkpoint also origin, size and root."""

    def __init__(self, data: bytes, where: str) -> None:
        text, gap, lines = data.decode().rpartition("\n\n")
        need(gap and lines.endswith("\n"), where, "bukan catatan bertanda tangan", "not a signed note")
        self.data, self.text, self.where, self.lines = data, text + "\n", where, text.split("\n")
        parts = [line.split(" ") for line in lines[:-1].split("\n")]
        self.signatures = [(name, b64(blob)[:4], b64(blob)[4:]) for dash, name, blob in parts]
        if not text.startswith("siaga key certificate v1\n"):
            self.origin, self.size, self.root = self.lines[0], int(self.lines[1]), b64(self.lines[2])
            exact = str(self.size) == self.lines[1] and self.size > 0 and len(self.root) == 32
            need(exact, where, "bukan checkpoint", "not a checkpoint")

    def signed_at(self, key: Key) -> list[int]:
        """Return the times (0 for a log's) of the key's signatures; one that is wrong refuses the note."""
        public = import_module("cryptography.hazmat.primitives.asymmetric.ed25519").Ed25519PublicKey
        found = []
        for name, key_id, blob in self.signatures:
            if (name, key_id) == (key.name, key.id):
                at = int.from_bytes(blob[:8], "big") if key.kind == 4 else 0
                head = f"cosignature/v1\ntime {at}\n" if key.kind == 4 else ""
                try:
                    public.from_public_bytes(key.public).verify(
                        blob[8:] if key.kind == 4 else blob, (head + self.text).encode()
                    )
                except import_module("cryptography.exceptions").InvalidSignature:
                    need(0, self.where, f"tanda tangan {name} salah", f"the signature by {name} is wrong")
                found.append(at)
        return found

    def begins_with(self, old: Note, path: Sequence[bytes]) -> None:
        """Refuse unless this checkpoint's tree begins with the older one's."""
        level, last = (old.size & -old.size).bit_length() - 1, self.size - 1
        first, rest = (old.root, path) if old.size == 1 << level else (path[0] if path else b"", path[1:])
        grown = climb((old.size - 1) >> level, last >> level, first, rest) == (old.root, self.root)
        good = (old.root == self.root and not path) if old.size == self.size else grown
        forked = "riwayat bercabang: log ini bukan lanjutannya", "another history: the log was forked"
        need(old.size <= self.size and old.origin == self.origin and good, old.where, *forked)


class Policy:
    """Who is trusted: the log's keys, witnesses, quorum (C2SP tlog-policy)."""

    def __init__(self, data: bytes) -> None:
        rows = [line.split() for line in data.decode().split("\n")]
        words = [row for row in rows if row and not row[0].startswith("#")]
        self.logs = [vkey(row[1]) for row in words if row[0] == "log"]
        self.witnesses = {row[1]: vkey(row[2]) for row in words if row[0] == "witness"}
        self.groups = [row[1:] for row in words if row[0] == "group"]
        (self.quorum,) = (row[1] for row in words if row[0] == "quorum")
        publics = {each.public for each in self.witnesses.values()}
        good = {row[0] for row in words} <= {"log", "witness", "group", "quorum"} and len(publics) == len(
            [row for row in words if row[0] == "witness"]
        )
        need(good, "policy", "kebijakan cacat", "a broken policy", 2)

    def satisfied(self, names: Iterable[str]) -> bool:
        """Say whether these witnesses make the quorum."""
        got = set(names)
        for name, threshold, *members in self.groups:
            if len(got.intersection(members)) >= int(
                {"any": "1", "all": str(len(members))}.get(threshold, threshold)
            ):
                got.add(name)
        return self.quorum == "none" or self.quorum in got
