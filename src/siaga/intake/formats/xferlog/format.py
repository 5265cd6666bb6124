"""Reads xferlog(5): one transfer a line, fixed fields around a file name that may hold anything."""

from __future__ import annotations

import re

from siaga.intake.formats.linewise import LineFormat
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip, text
from siaga.intake.formats.times import ctime
from siaga.intake.rows import Action, Event

# The file name is greedy: the nine fields behind it hold no blanks, so its end is certain.
_LINE = re.compile(
    rb"([A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}) (-?\d{1,12}) ([^ ]++) (-?"
    rb"\d{1,18}) (.*) "
    rb"([abAB]) ([CUT_]{1,3}) ([iod]) ([argn]) ([^ ]+) ([^ ]+) ([01*]) ([^ ]+)(?: ([ci]))?",
    re.DOTALL,
)
_ACTIONS: dict[bytes, Action] = {b"i": "upload", b"o": "download", b"d": "delete"}


def parse(line: bytes, place: Place, offset_us: int = 0) -> Event | None:
    """Understand one line; `offset_us` is the zone of the stamps (µs east of UTC)."""
    match = _LINE.fullmatch(line)
    time = ctime(match[1], offset_us) if match else None
    if match is None or time is None:
        return None
    _, seconds, client, size, path, _, _, direction, mode, user, service, _, _, status = match.groups()
    address = ip(client.decode("latin-1"))
    event = Event(
        *place, time, "ftp", _ACTIONS[direction], "failure" if status == b"i" else "success",
        text(user), address, text(path), text(line),
        detail={"bytes": text(size), "seconds": text(seconds), "service": text(service)},
    )  # fmt: skip
    if mode == b"a":
        event.detail["anonymous"] = "yes"
    if not address:
        event.detail["client_host"] = text(client)
    return event


class XferlogFormat(LineFormat):
    """Recognises the fixed fields around the file name."""

    __slots__ = ()


def xferlog_format(offset_us: int = 0) -> XferlogFormat:
    """Make the format with the zone of its stamps, in µs east of UTC."""
    return XferlogFormat("xferlog", "ftp", lambda _: lambda line, place: parse(line, place, offset_us))


XFERLOG = xferlog_format()
