"""Splits request lines into method and target, and undoes the escapes that servers write into logs."""

from __future__ import annotations

import re

import numpy as np

from siaga.intake.rows import UNKNOWN, Coded, Int32s

_ESCAPE = re.compile(rb'\\(?:x([0-9A-Fa-f]{2})|(["\\bnrtv]))')
_LETTERS = {
    b'"': b'"',
    b"\\": b"\\",
    b"b": b"\b",
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"v": b"\v",
}
_METHOD = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}")
_KEPT, _SHORT = 50_000, 200
_READ: dict[bytes, tuple[bytes | None, bytes]] = {}
"""Requests come back block after block: what was read is kept, within bounds."""

_USUAL = (b"GET ", b"POST ", b"HEAD ")
_PROTOCOL = re.compile(rb" HTTP/[0-9]{1,2}(?:\.[0-9]{1,2})?$")


def unescape(value: bytes) -> bytes:
    r"""Undo `\"`, `\\`, `\xHH` and `\n` as Apache and nginx (escape=default) write them."""
    return _ESCAPE.sub(_unescaped, value)


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1] is not None:
        return bytes((int(match[1], 16),))
    return _LETTERS[match[2]]


def read_request(raw: bytes) -> tuple[bytes | None, bytes]:
    """Return method and target of a request line as it stands in the log, escapes and all."""
    known = _READ.get(raw)
    if known is None:
        known = split_request(unescape(raw) if b"\\" in raw else raw)
        if len(_READ) >= _KEPT:
            _READ.clear()
        if len(raw) <= _SHORT:
            _READ[raw] = known
    return known


def split_request(request: bytes) -> tuple[bytes | None, bytes]:
    """Return method and target of a request line (RFC 9112 §3).

    What is no request line (a TLS greeting, garbage) has no method; all of it is the target.
    """
    if request.startswith(_USUAL) and request.endswith((b" HTTP/1.1", b" HTTP/1.0", b" HTTP/2.0")):
        method, _, target = request[:-9].partition(b" ")
        return method, target
    end = _PROTOCOL.search(request)
    body = request[: end.start()] if end else request
    method, space, target = body.partition(b" ")
    if not _METHOD.fullmatch(method):
        return None, request
    if not space:
        # HTTP/0.9-like noise such as "GET" alone, or a word that isn't a method at all.
        return (method, b"") if end else (None, request)
    return method, target


def split_requests(codes: Int32s, values: list[bytes]) -> tuple[Coded, Coded]:
    """Split a dictionary-coded column of request lines into the columns method and target."""
    methods: dict[bytes, int] = {}
    targets: dict[bytes, int] = {}
    method_of = np.full(len(values) + 1, UNKNOWN, np.int32)
    target_of = np.full(len(values) + 1, UNKNOWN, np.int32)
    for code, value in enumerate(values):
        if value in (b"-", b""):
            continue
        method, target = read_request(value)
        if method is not None:
            method_of[code] = methods.setdefault(method, len(methods))
        target_of[code] = targets.setdefault(target, len(targets))
    # Code -1 (absent) falls on the extra last place.
    return Coded(method_of[codes], list(methods)), Coded(target_of[codes], list(targets))
