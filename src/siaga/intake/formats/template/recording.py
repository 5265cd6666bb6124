"""Turns the fields of one line, as a layout cut them out, into a record."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from siaga.intake.formats.building import Record
from siaga.intake.formats.combined.request import split_request, unescape
from siaga.intake.formats.proxies import NOBODY, client_behind
from siaga.intake.formats.template.shapes import Field, Role
from siaga.intake.formats.template.strftime import assemble
from siaga.intake.formats.texts import client
from siaga.intake.formats.times import clf, epoch, iso
from siaga.intake.rows import NO_TIME, UNKNOWN

Texts = Sequence[bytes | None]
_UNIT_US: dict[Role, int] = {"duration_s": 1_000_000, "duration_ms": 1000, "duration_us": 1}
_JSON_ESCAPE = re.compile(rb'\\(?:u00([0-9A-Fa-f]{2})|(["\\/bfnrt]))')
_NUMBER = re.compile(rb"\d{1,18}")
_DECIMAL = re.compile(rb"\d{1,12}(?:\.\d{1,9})?")


def json_unescape(raw: bytes) -> bytes:
    r"""Undo the escapes of nginx's `escape=json`: `\"`, `\\`, `\n` and `\u00HH`."""
    return _JSON_ESCAPE.sub(_json_plain, raw) if b"\\" in raw else raw


def _json_plain(match: re.Match[bytes]) -> bytes:
    plain: str = json.loads(b'"' + match[0] + b'"')
    return plain.encode()


UNESCAPE: dict[str, Callable[[bytes], bytes]] = {
    "default": lambda raw: unescape(raw) if b"\\" in raw else raw,
    "json": json_unescape,
    "none": lambda raw: raw,
}


@lru_cache(maxsize=8192)
def _number(raw: bytes | None) -> int:
    return int(raw) if raw and _NUMBER.fullmatch(raw) else UNKNOWN


@lru_cache(maxsize=8192)
def _duration_us(raw: bytes | None, unit: int) -> int:
    return round(float(raw) * unit) if raw and _DECIMAL.fullmatch(raw) else UNKNOWN


class Recorder:
    """Makes records from the texts of one layout's fields; all places are looked up once."""

    def __init__(
        self,
        fields: Sequence[Field],
        escape: str = "default",
        offset_us: int = 0,
        proxies: frozenset[str] = NOBODY,
    ) -> None:
        places: dict[Role, int] = {}
        for place, field in enumerate(fields):
            places.setdefault(field.role, place)
        # One more field that is always None stands for what the layout leaves out.
        nowhere = len(fields)
        get: dict[Role, int] = {role: places.get(role, nowhere) for role in (*places, *_ROLES)}
        self._get = get
        self._unescape = UNESCAPE[escape]
        self._offset_us = offset_us
        self._proxies = proxies
        self._parts = [(field.part, place) for place, field in enumerate(fields) if field.role == "date_part"]
        durations: list[Role] = [role for role in _UNIT_US if role in places]
        self._unit: Role = durations[0] if durations else "duration_s"
        self._size = get["body_bytes"] if "body_bytes" in places else get["bytes"]

    def record(self, found: Texts) -> Record:
        """Return the record of one line; a field that can't be read is absent."""
        texts = (*found, None)
        get, plain = self._get, self._unescape
        method, target = self._request(texts)
        peer, forwarded = texts[get["client"]], texts[get["forwarded"]]
        if forwarded and forwarded != b"-":
            source = client_behind(peer, forwarded, self._proxies)
        else:
            source = client(peer) if peer else None
        referrer, agent, host = texts[get["referrer"]], texts[get["user_agent"]], texts[get["host"]]
        return (
            self._time(texts),
            source,
            method,
            target,
            _number(texts[get["status"]]),
            _number(texts[self._size]),
            plain(referrer) if referrer else None,
            plain(agent) if agent else None,
            host,
            texts[get["user"]],
            _duration_us(texts[get[self._unit]], _UNIT_US[self._unit]),
        )

    def _request(self, texts: Texts) -> tuple[bytes | None, bytes | None]:
        get = self._get
        request = texts[get["request"]]
        if request is not None:
            return (None, None) if request in (b"-", b"") else split_request(self._unescape(request))
        method, target = texts[get["method"]], texts[get["target"]]
        if target is None and (path := texts[get["path"]]) is not None:
            query, question = texts[get["query"]], texts[get["question_query"]]
            target = path + (question or b"")
            if query and query != b"-":
                target += b"?" + query
        return method, self._unescape(target) if target else target

    def _time(self, texts: Texts) -> int:
        get = self._get
        time: int | None = None
        if (stamp := texts[get["clf"]]) is not None:
            time = clf(stamp, self._offset_us)
        elif (stamp := texts[get["iso"]]) is not None:
            time = iso(stamp, self._offset_us)
        elif (stamp := texts[get["epoch_s"]] or texts[get["epoch_ms"]] or texts[get["epoch_us"]]) is not None:
            time = epoch(stamp)
            fraction = {part: texts[place] or b"0" for part, place in self._parts}
            if time is not None and fraction:
                time += int(fraction.get("usec_frac") or fraction.get("msec_frac", b"0") + b"000")
        elif self._parts:
            time = assemble({part: texts[place] or b"" for part, place in self._parts}, self._offset_us)
        return NO_TIME if time is None else time


_ROLES: tuple[Role, ...] = (
    "client", "forwarded", "user", "clf", "iso", "epoch_s", "epoch_ms", "epoch_us", "request", "method",
    "target", "path", "query", "question_query", "status", "body_bytes", "bytes", "referrer", "user_agent",
    "host", "duration_s", "duration_ms", "duration_us",
)  # fmt: skip
