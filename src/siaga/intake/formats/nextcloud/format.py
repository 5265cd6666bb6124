"""Reads Nextcloud's `nextcloud.log` and `audit.log`: objects that tell in a sentence what was done."""

from __future__ import annotations

from siaga.intake.formats.audit import dates
from siaga.intake.formats.json_objects import json_object, plain
from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.nextcloud.message import understand
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip
from siaga.intake.rows import NO_TIME, Event

_KEYS = frozenset({"reqId", "remoteAddr", "app", "message"})
_NOBODY = "--"
_ERROR = 3
"""Nextcloud's level from which on a line tells an error."""


def _make(offset_us: int) -> LineParser:
    def parse(line: bytes, place: Place) -> Event | None:
        found = json_object(line)
        if found is None or not found.keys() >= _KEYS:
            return None
        time = dates.read(plain(found.get("time")), offset_us=offset_us)
        user, message = plain(found["user"]) if "user" in found else "", plain(found["message"])
        event = Event(
            *place,
            NO_TIME if time is None else time,
            "nextcloud",
            "other",
            user="" if user == _NOBODY else user,
            client_ip=ip(plain(found["remoteAddr"])),
            message=message,
        )
        for name, key in (("user_agent", "userAgent"), ("url", "url"), ("method", "method")):
            if value := plain(found.get(key)):
                event.detail[name] = value
        understand(event, message)
        if event.action == "other" and isinstance(level := found.get("level"), int) and level >= _ERROR:
            event.action = "error"
        return event

    return parse


class NextcloudFormat(LineFormat):
    """Recognises the keys that every line of Nextcloud's logs has."""

    __slots__ = ()


def nextcloud_format(offset_us: int = 0) -> NextcloudFormat:
    """Make the format with the zone of stamps that name none, in µs east of UTC."""
    return NextcloudFormat("nextcloud", "audit", lambda _: _make(offset_us))


NEXTCLOUD = nextcloud_format()
