"""Keeps compiled rule sets between runs, so that a start needs neither pySigma nor a pattern compiler.

One file per key: 32 bytes SHA-256 of what follows, 8 bytes length of a JSON head, the head, then the
compiled scanners one after the other. Anything unexpected reads as "not there".
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson

from siaga.detection.engine.condition import restored, stored
from siaga.detection.engine.rule import Atom, Correlation, Refused, Rule, Rules

FORMAT = 5
"""Raised whenever the meaning of patterns, canonical text or this file changes."""
_HASH, _LENGTH = 32, 8
_KEPT = 4
"""How many compiled rule sets stay in the cache."""


@dataclass(slots=True)
class Content:
    """What a cache file holds: the rules, and the compiled scanners by name."""

    rules: Rules
    scanners: dict[str, bytes]


def default_folder() -> Path | None:
    """Return $SIAGA_CACHE, or Siaga's folder in the XDG cache; None where there is no home."""
    own = os.environ.get("SIAGA_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not base.startswith("/"):
        try:
            base = str(Path.home() / ".cache")
        except RuntimeError:
            return None
    return Path(base) / "siaga"


def key_of(digest: str, library: str) -> str:
    """Return the key (hex) for rule texts with this digest, compiled by this library on this machine."""
    return hashlib.sha256(f"{FORMAT}\n{digest}\n{library}\n{_sigma_version()}".encode()).hexdigest()


def _sigma_version() -> str:
    """Return pySigma's version by the name of its metadata folder (importlib.metadata is slow to import)."""
    spec = find_spec("sigma")
    places = spec.submodule_search_locations if spec is not None else None
    names = (path.name for place in places or () for path in Path(place).parent.glob("pysigma-*.dist-info"))
    return " ".join(sorted(names))


def read(folder: Path, key: str) -> Content | None:
    """Return what is stored under the key; None when there is nothing, or nothing sound of our own."""
    try:
        with (folder / f"{key}.rules").open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            data = file.read()
    except OSError:
        return None
    if hashlib.sha256(data[_HASH:]).digest() != data[:_HASH]:
        return None
    start = _HASH + _LENGTH
    try:
        end = start + int.from_bytes(data[_HASH:start], "big")
        head = orjson.loads(data[start:end])
        scanners = {}
        for name, length in head["scanners"]:
            scanners[name] = data[end : end + length]
            end += length
        return Content(_rules(head), scanners)
    except (ValueError, KeyError, TypeError):
        return None


def write(folder: Path, key: str, content: Content) -> None:
    """Store under the key, whole or not at all; a folder that can't be written is no error."""
    head = orjson.dumps(_head(content))
    body = len(head).to_bytes(_LENGTH, "big") + head + b"".join(content.scanners.values())
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        import tempfile  # noqa: PLC0415 (a warm start never comes here)

        # mkstemp makes the file 0600
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            Path(temporary).replace(folder / f"{key}.rules")
        except OSError:
            Path(temporary).unlink(missing_ok=True)
        _prune(folder)


def _prune(folder: Path) -> None:
    """Drop all but the newest files: each change of a rule makes one."""
    files = sorted(folder.glob("*.rules"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in files[_KEPT:]:
        old.unlink(missing_ok=True)


def _head(content: Content) -> dict[str, Any]:
    rules = content.rules
    return {
        "atoms": [asdict(atom) for atom in rules.atoms],
        "rules": [
            {
                **{name: getattr(rule, name) for name in rule.__slots__ if name != "node"},
                "node": stored(rule.node),
            }
            for rule in rules.rules
        ],
        "correlations": [asdict(correlation) for correlation in rules.correlations],
        "refused": [asdict(refused) for refused in rules.refused],
        "scanners": [(name, len(data)) for name, data in content.scanners.items()],
    }


def _rules(head: dict[str, Any]) -> Rules:
    return Rules(
        atoms=[Atom(**atom) for atom in head["atoms"]],
        rules=[
            Rule(**{**rule, "tags": tuple(rule["tags"]), "node": restored(rule["node"])})
            for rule in head["rules"]
        ],
        correlations=[
            Correlation(**{**one, "rules": tuple(one["rules"]), "group_by": tuple(one["group_by"])})
            for one in head["correlations"]
        ],
        refused=[Refused(**refused) for refused in head["refused"]],
    )
