"""Dataclasses as canonical JSON objects, strictly: no key more, none less, nothing of another type.

int and str stand for themselves, bool is 0 or 1, bytes are lower-case hex, tuples are arrays, dataclasses are
objects; a field that may be None is left out when it is.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from siaga.vault.canonical import Json, decode_object, encode
from siaga.vault.errors import TamperedError

Record = TypeVar("Record")

INTEGER_BOUND = 1 << 63
"""Integers are within ±2**63: what every reader's language can hold."""


def to_json(record: Any) -> dict[str, Json]:
    """Return the record as an object of canonical JSON."""
    found: dict[str, Json] = {}
    for name, _ in _fields(type(record)):
        value = getattr(record, name)
        if value is not None:
            found[name] = _out(value)
    return found


def _out(value: Any) -> Json:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, (int, str)):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [_out(each) for each in value]
    return to_json(value)


def from_json(kind: type[Record], value: Json, place: str) -> Record:
    """Read an object; raise TamperedError, naming the field, for what `to_json` would not have written."""
    if not isinstance(value, dict):
        raise TamperedError(place, "not an object")
    expected = dict(_fields(kind))
    unknown = sorted(set(value) - set(expected))
    if unknown:
        raise TamperedError(place, f"unknown field {unknown[0]}")
    found: dict[str, Any] = {}
    for name, hint in expected.items():
        inner, optional = _optional(hint)
        if name in value:
            found[name] = _in(inner, value[name], f"{place}, {name}")
        elif optional:
            found[name] = None
        else:
            raise TamperedError(place, f"field {name} is missing")
    return kind(**found)


def _in(hint: Any, value: Json, place: str) -> Any:
    if hint is bool and type(value) is int and value in {0, 1}:
        return bool(value)
    if hint is int and type(value) is int and -INTEGER_BOUND <= value < INTEGER_BOUND:
        return value
    if hint is str and isinstance(value, str):
        return value
    if hint is bytes and isinstance(value, str):
        return _hex(value, place)
    if get_origin(hint) is tuple and isinstance(value, list):
        inner = get_args(hint)[0]
        return tuple(_in(inner, each, f"{place}[{at}]") for at, each in enumerate(value))
    if isinstance(hint, type) and is_dataclass(hint):
        return from_json(hint, value, place)
    raise TamperedError(place, f"not of type {getattr(hint, '__name__', hint)}")


def _hex(value: str, place: str) -> bytes:
    try:
        data = bytes.fromhex(value)
    except ValueError:
        data = b""
    if data.hex() != value:
        raise TamperedError(place, "not lower-case hex")
    return data


def _optional(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in {Union, types.UnionType}:
        inner = [each for each in get_args(hint) if each is not types.NoneType]
        return inner[0], True
    return hint, False


def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    # Looking hints up takes longer than all else here together.
    if kind not in _KNOWN:
        hints = get_type_hints(kind)
        _KNOWN[kind] = tuple((each.name, hints[each.name]) for each in fields(kind))
    return _KNOWN[kind]


_KNOWN: dict[Any, tuple[tuple[str, Any], ...]] = {}


def encode_record(record: Any) -> bytes:
    """Return the record as canonical JSON bytes."""
    return encode(to_json(record))


def decode_record(kind: type[Record], data: bytes, place: str) -> Record:
    """Read canonical JSON bytes as a record; raise TamperedError."""
    return from_json(kind, decode_object(data, place), place)
