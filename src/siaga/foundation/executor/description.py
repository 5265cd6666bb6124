"""Describes a value by its content alone, so that equal values have equal receipts in every process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import PurePath

from siaga.foundation.errors import UsageError


def described(value: object) -> bytes:
    """Return bytes that differ when values do, of None, numbers, text, paths, containers and dataclasses.

    A pickle can't do this: it depends on which equal strings are the same object, and on the order of a set,
    which is another in each process. Raises UsageError for what is none of these.
    """
    kind, parts = _taken_apart(value)
    # Each part with its length: ("ab", "c") is not ("a", "bc").
    whole = (kind.encode(), *parts)
    return b"".join(len(part).to_bytes(8) + part for part in whole)


def _taken_apart(value: object) -> tuple[str, list[bytes]]:
    name = f"{type(value).__module__}.{type(value).__qualname__}"
    if value is None or isinstance(value, int | float):  # bool is an int of another name
        return name, [repr(value).encode()]
    if isinstance(value, str | PurePath):
        return name, [str(value).encode("utf-8", "surrogatepass")]
    if isinstance(value, bytes):
        return name, [value]
    if isinstance(value, tuple | list):
        return name, [described(each) for each in value]
    if isinstance(value, set | frozenset):
        return name, sorted(described(each) for each in value)
    if isinstance(value, Mapping):
        return name, sorted(described(pair) for pair in value.items())
    if is_dataclass(value) and not isinstance(value, type):
        return name, [described((each.name, getattr(value, each.name))) for each in fields(value)]
    raise UsageError(f"a receipt can't depend on a {name}")
