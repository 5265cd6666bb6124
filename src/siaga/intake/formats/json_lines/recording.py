"""Turns one JSON object into a record, by the plan that says where its columns stand."""

from __future__ import annotations

from functools import lru_cache

from siaga.intake.formats.building import Record
from siaga.intake.formats.combined.request import split_request
from siaga.intake.formats.json_lines.mapping import Plan, values_of
from siaga.intake.formats.json_objects import JsonObject, raw
from siaga.intake.formats.proxies import client_behind
from siaga.intake.formats.texts import client
from siaga.intake.formats.times import clf, ctime, epoch, epoch_number, iso
from siaga.intake.rows import NO_TIME, UNKNOWN

_UNITS = (1e6, 1e3, 1.0, 1e-3)
"""µs per unit of the duration columns, in their order."""
_NO_DURATIONS = [None] * len(_UNITS)
_LARGEST = 10**15
_LONGEST = 40
"""No number that means anything takes more characters."""


def record_of(found: JsonObject, plan: Plan, offset_us: int) -> Record | None:
    """Return the record, or None when the object tells no request (method, target or request line)."""
    (
        time, client_ip, listed, user, line, verb, aim, path, query, code,
        size, referrer, agent, host, *durations,
    ) = values_of(found, plan)  # fmt: skip
    if line is not None and aim is None and verb is None and isinstance(line, str):
        request: tuple[bytes | None, bytes | None] = split_request(raw(line))
    else:
        request = _request(octets(line), octets(verb), octets(aim))
    method, target = request
    if target is None:
        target = octets(path)
    if target is None or (code is None and (method is None or client_ip is None)):
        return None
    if query and b"?" not in target:
        target = _with_query(target, octets(query))
    return (
        time_of(time, offset_us),
        _source(octets(client_ip), octets(listed) if listed else None),
        method,
        target,
        number(code),
        number(size),
        octets(referrer) if referrer else None,
        octets(agent) if agent else None,
        octets(host) if host else None,
        octets(user) if user else None,
        UNKNOWN if durations == _NO_DURATIONS else _duration(durations),
    )


def _duration(durations: list[object]) -> int:
    told = ((value, unit) for value, unit in zip(durations, _UNITS, strict=True) if value is not None)
    return next((number(value, unit) for value, unit in told), UNKNOWN)


def _source(peer: bytes | None, listed: bytes | None) -> bytes | None:
    if listed and listed != b"-":
        return client_behind(peer, listed)
    if not peer:
        return None
    return client_behind(None, peer) if b"," in peer else client(peer)


def _request(
    line: bytes | None, method: bytes | None, target: bytes | None
) -> tuple[bytes | None, bytes | None]:
    if line is None or (method is not None and target is not None):
        return method, target
    if b" " in line or method is None:
        known, whole = split_request(line)
        return known or method, whole
    return method, target or line


def _with_query(target: bytes, query: bytes | None) -> bytes:
    if not query or query == b"-":
        return target
    return target + query if query.startswith(b"?") else target + b"?" + query


def octets(value: object) -> bytes | None:
    """Return a text or number as bytes; the first item of a list; None for anything else."""
    if isinstance(value, str):
        return value.encode() if value.isascii() else raw(value)
    if isinstance(value, list) and value:
        return raw(value[0]) if isinstance(value[0], str) else None
    return str(value).encode() if isinstance(value, int | float) and not isinstance(value, bool) else None


def number(value: object, unit: float = 1) -> int:
    """Return a number (or digits in a text) times `unit`, rounded; UNKNOWN when it is none."""
    if isinstance(value, str):
        return _number_in(value, unit)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return UNKNOWN
    if not 0 <= value < _LARGEST:  # also refuses NaN and infinity
        return UNKNOWN
    return round(value * unit)


@lru_cache(maxsize=8192)
def _number_in(text: str, unit: float) -> int:
    if len(text) > _LONGEST or not text.isascii():
        return UNKNOWN
    try:
        return number(float(text), unit)
    except ValueError:
        return UNKNOWN


def time_of(value: object, offset_us: int) -> int:
    """Return the UTC µs of a JSON time: a number, ISO 8601, CLF, ctime or epoch digits; else NO_TIME."""
    if isinstance(value, str):
        return _time_in(value, offset_us)
    time = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        time = epoch_number(value)
    return NO_TIME if time is None else time


@lru_cache(maxsize=8192)
def _time_in(text: str, offset_us: int) -> int:
    stamp = raw(text).strip(b"[] ")
    for read in (iso, clf, ctime):
        time = read(stamp, offset_us)
        if time is not None:
            return time
    time = epoch(stamp)
    return NO_TIME if time is None else time
