"""Canonical JSON: one spelling for one value, so that it can be hashed (docs/vault.md)."""

from __future__ import annotations

import json
from typing import TypeAlias

from siaga.vault.errors import TamperedError

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int"
"""Objects, arrays, strings and integers; nothing else has one spelling in every language."""

DEEPEST = 12
"""Levels of nesting that are read."""


def encode(value: Json) -> bytes:
    """Return the canonical bytes; a float, true, false or None in it raises TypeError."""
    _check(value, DEEPEST)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decode(data: bytes, place: str) -> Json:
    """Read canonical bytes; raise TamperedError for anything that `encode` would not have written."""
    try:
        value: Json = json.loads(data)
        canonical = encode(value)
    except (ValueError, TypeError, RecursionError) as error:
        raise TamperedError(place, f"not canonical JSON: {error}") from error
    if canonical != data:
        raise TamperedError(place, "not canonical JSON: another spelling of the same value")
    return value


def decode_object(data: bytes, place: str) -> dict[str, Json]:
    """Read a canonical object."""
    value = decode(data, place)
    if not isinstance(value, dict):
        raise TamperedError(place, "not a JSON object")
    return value


def _check(value: Json, levels: int) -> None:
    if levels == 0:
        raise TypeError("nested too deeply")
    # The type itself: True is an instance of int, and has a spelling of its own.
    kind = type(value)
    if isinstance(value, dict):
        for key, each in value.items():
            if type(key) is not str:
                raise TypeError(f"a key is no string: {key!r}")
            _check(each, levels - 1)
    elif isinstance(value, list):
        for each in value:
            _check(each, levels - 1)
    elif kind is not str and kind is not int:
        raise TypeError(f"{kind.__name__} has no canonical spelling")
