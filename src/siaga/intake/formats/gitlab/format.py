"""Reads GitLab's `production_json.log`: one request per line, with its controller and account."""

from __future__ import annotations

from siaga.intake.formats.audit import dates
from siaga.intake.formats.gitlab.controllers import understand
from siaga.intake.formats.json_objects import json_object, plain
from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip
from siaga.intake.rows import NO_TIME, Event

_KEYS = frozenset({"controller", "action", "path", "status", "time"})
_ADDRESSES = ("remote_ip", "meta.remote_ip")
_ACCOUNTS = ("username", "meta.user")


def _make(offset_us: int) -> LineParser:
    def parse(line: bytes, place: Place) -> Event | None:
        found = json_object(line)
        if found is None or not found.keys() >= _KEYS or not any(name in found for name in _ADDRESSES):
            return None
        time = dates.read(plain(found["time"]), offset_us=offset_us)
        path, status = plain(found["path"]), found["status"]
        event = Event(
            *place,
            NO_TIME if time is None else time,
            "gitlab",
            "other",
            user=next((plain(found[name]) for name in _ACCOUNTS if found.get(name)), ""),
            client_ip=next((ip(plain(found[name])) for name in _ADDRESSES if found.get(name)), ""),
            object=path,
            message=f"{plain(found.get('method'))} {path} {plain(status)}",
        )
        if agent := plain(found.get("ua")):
            event.detail["user_agent"] = agent
        did = f"{plain(found['controller'])}#{plain(found['action'])}"
        understand(event, did, status if isinstance(status, int) else 0, found.get("params"))
        return event

    return parse


class GitLabFormat(LineFormat):
    """Recognises a Rails request together with the address that it came from."""

    __slots__ = ()


def gitlab_format(offset_us: int = 0) -> GitLabFormat:
    """Make the format with the zone of stamps that name none, in µs east of UTC."""
    return GitLabFormat("gitlab", "audit", lambda _: _make(offset_us))


GITLAB = gitlab_format()
