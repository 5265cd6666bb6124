"""Reads JSON exports of audit trails: one object per line, alone or as the lines of an array."""

from __future__ import annotations

from siaga.intake.formats.audit import columns, dates
from siaga.intake.formats.audit.columns import Column
from siaga.intake.formats.audit.event import audit_event
from siaga.intake.formats.json_objects import JsonObject, is_object, json_object, plain
from siaga.intake.formats.linewise import LineFormat, LineParser, Mark
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.times import epoch_number
from siaga.intake.rows import Event

_FRAME = (b"[", b"]", b"],", b"[]", b"}", b"{")
_REQUEST_KEYS = frozenset(
    ("request", "request_uri", "uri", "http_user_agent", "status_code", "body_bytes_sent")
)


def _flat(found: JsonObject) -> dict[str, object]:
    """Lift the fields of nested objects: {"user": {"name": …}} gives "user" and "user_name"."""
    flat: dict[str, object] = {}
    for key, value in found.items():
        if is_object(value):
            for inner, deep in value.items():
                flat.setdefault(f"{key}_{inner}", deep)
            named = value.get("name") or value.get("username") or value.get("login") or value.get("ip")
            if named is not None:
                flat[key] = named
        else:
            flat[key] = value
    return flat


_VERBS = {"with": "login", "change": "change", "add": "add", "remove": "remove"}
"""Keys under which GitLab's audit trail says what was done, with the object of the deed as value."""


def _with_verb(flat: dict[str, object]) -> dict[str, object]:
    """Give an entry an action whose key is the verb itself: {"change": "password"}, {"with": "standard"}."""
    if "target_type" not in flat or "action" in flat or "event_name" in flat:
        return flat
    for key, verb in _VERBS.items():
        if isinstance(value := flat.get(key), str):
            return {**flat, "action": verb if key == "with" else f"{verb} {value}"}
    return flat


def _time(value: object, offset_us: int) -> int | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return epoch_number(value)
    return dates.read(plain(value), offset_us=offset_us)


def make(offset_us: int) -> LineParser:
    """Return a parser; `offset_us` is the zone of stamps that name none (µs east of UTC)."""

    def parse(line: bytes, place: Place) -> Event | Mark | None:
        found = json_object(line)
        if found is None:
            return Mark.HEADER if line.strip() in _FRAME else None
        if is_object(found.get("request")) or len(_REQUEST_KEYS & found.keys()) > 1:
            return None
        flat = _with_verb(_flat(found))
        names = tuple(flat)
        places = columns.find(names)
        if not (columns.tells_audit(places) or columns.tells_authentication(places)):
            return None
        told: dict[Column, str] = {column: plain(flat[names[at]]) for column, at in places.items()}
        stamp_at = places.get("time", places.get("date"))
        stamp = None if stamp_at is None else flat[names[stamp_at]]
        if told.get("clock") and "time" not in told:
            stamp = f"{told.get('date', '')} {told['clock']}"
        time = _time(stamp, offset_us)
        if time is None:
            return None
        known = set(places.values())
        others = {name: plain(flat[name]) for at, name in enumerate(names) if at not in known}
        return audit_event(place, time, told, others)

    return parse


class AuditJsonFormat(LineFormat):
    """Recognises JSON lines that say who did what when."""

    __slots__ = ()


def audit_json_format(offset_us: int = 0) -> AuditJsonFormat:
    """Make the format with the zone of stamps that name none, in µs east of UTC."""
    parse = make(offset_us)
    return AuditJsonFormat(
        "audit-json", "audit", lambda _: parse, lambda line: isinstance(parse(line, (1, 0, 0)), Event)
    )


AUDIT_JSON = audit_json_format()
