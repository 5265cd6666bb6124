"""Caddy 2's JSON log (https://caddyserver.com/docs/logging)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.intake.formats.building import Record
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.json_lines.recording import number, octets, time_of
from siaga.intake.formats.json_objects import JsonObject, is_object, json_object, plain
from siaga.intake.formats.linewise import NOWHERE, LineReader, share
from siaga.intake.formats.proxies import client_behind
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import client, ip
from siaga.intake.rows import Event

_PROBLEMS = frozenset(("error", "warn", "fatal", "panic"))


def parse(line: bytes, place: Place) -> Record | Event | None:
    """Read one line: an access entry becomes a record, another message of Caddy an event."""
    found = json_object(line)
    if found is None:
        return None
    request = found.get("request")
    if is_object(request) and "uri" in request and "status" in found:
        return _record(found, request)
    if "level" in found and "msg" in found and "ts" in found:
        return _event(found, request if is_object(request) else {}, place)
    return None


def _header(request: JsonObject, name: str) -> bytes | None:
    headers = request.get("headers")
    return octets(headers.get(name)) if is_object(headers) else None


def _client(request: JsonObject) -> bytes | None:
    # client_ip (2.7 and later) already minds Caddy's own trusted_proxies; before 2.5 there was only
    # remote_addr, with the port.
    known = octets(request.get("client_ip"))
    if known:
        return client(known)
    peer = octets(request.get("remote_ip") or request.get("remote_addr"))
    forwarded = _header(request, "X-Forwarded-For")
    if forwarded:
        return client_behind(peer, forwarded)
    return client(peer) if peer else None


def _record(found: JsonObject, request: JsonObject) -> Record:
    duration = found.get("duration", found.get("latency"))
    return (
        time_of(found.get("ts"), 0),
        _client(request),
        octets(request.get("method")),
        octets(request.get("uri")),
        number(found.get("status")),
        number(found.get("size")),
        _header(request, "Referer"),
        _header(request, "User-Agent"),
        octets(request.get("host")),
        octets(found.get("user_id")) or None,
        number(duration, 1e6),
    )


def _event(found: JsonObject, request: JsonObject, place: Place) -> Event:
    level = plain(found["level"]).lower()
    return Event(
        *place,
        time_of(found["ts"], 0),
        "caddy",
        "error" if level in _PROBLEMS else "other",
        client_ip=ip(plain(request.get("client_ip") or request.get("remote_ip"))),
        object=plain(request.get("uri")),
        message=" ".join(filter(None, (plain(found["msg"]), plain(found.get("error"))))),
        host=plain(request.get("host")),
        detail={"level": level, "logger": plain(found.get("logger"))},
    )


@dataclass(frozen=True, slots=True)
class CaddyFormat:
    """Recognises Caddy by its nested request; its other messages count along, never alone."""

    name: str = "caddy"
    kind: Kind = "access"

    def score(self, sample: Sequence[bytes]) -> float:
        """Return the share of lines that Caddy wrote, 0.0 when no access entry is among them."""
        found = [parse(line, NOWHERE) for line in sample]
        if not any(isinstance(one, tuple) for one in found):
            return 0.0
        return share(sample, lambda line: parse(line, NOWHERE) is not None)

    def reader(self, *, modified_at_us: int | None = None) -> LineReader:  # noqa: ARG002 - stamps are whole
        """Make a reader for one file."""
        return LineReader(parse)


CADDY = CaddyFormat()
