"""Read a log file's name: the rotated set it belongs to, and its date or number in that set."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_COMPRESSED = re.compile(r"\.(?:gz|bz2|xz|zst|zstd|lzma)$", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ADDRESS = re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}(?:\.(?:log|txt))?$")
# IIS: u_ex240601.log, u_ex24060113.log (hourly), u_ex2406.log (monthly), u_ex240601_x.log
_IIS = re.compile(
    r"^(?P<name>(?:u_)?(?:ex|nc|in))(?P<digits>(?:\d\d){2,4})(?P<rest>(?:_x)?\.log)$", re.IGNORECASE
)
_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-_.]?)(?P<month>[01]\d)(?P=sep)(?P<day>[0-3]\d)"
    r"(?:[-_T]?(?P<hour>[0-2]\d)(?:[-_.:]?(?P<minute>[0-5]\d))?(?:[-_.:]?(?P<second>[0-5]\d))?)?(?!\d)"
)
_MONTH_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?:(?P<day>[0-3]\d)[-_])?(?P<name>"
    + "|".join(_MONTHS)
    + r")[-_](?P<year>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<!\d)(?P<year>20\d\d)[-_](?P<month>[01]\d)(?![-_]?\d)")
_EPOCH = re.compile(r"[-_.](?P<seconds>1\d{9})(?:\d{3})?$")
_NUMBER = re.compile(r"^(?P<name>.+)\.(?P<number>\d{1,4})(?P<rest>(?:\.(?:log|txt))?)$", re.IGNORECASE)
_OLD = re.compile(r"^(?P<name>.+)\.old$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a base name says. `when` holds year, month[, day[, hour[, minute, second]]] or nothing.

    `number` is a rotation number (higher is older), or with a date a sequence within it (higher is
    newer). A name with neither is the file that is being written.
    """

    set_name: str
    when: tuple[int, ...] = ()
    number: int | None = None

    @property
    def key(self) -> tuple[int, tuple[int, ...], int]:
        """Sorts a set from the oldest: dated files, numbered files from the highest, the current."""
        if self.when:
            return 0, self.when, self.number or 0
        if self.number is not None:
            return 1, (), -self.number
        return 2, (), 0


def rotation_of(base_name: str) -> Rotation:
    """Read the base name of a file (no folder); a compression suffix is passed over."""
    name = _COMPRESSED.sub("", base_name) or base_name
    dated = _iis(name) or _dated(name)
    if dated is not None:
        return dated
    if _ADDRESS.match(name):  # a file per client or machine, not the tenth rotation
        return Rotation(name)
    number = _NUMBER.match(name)
    if number:
        return Rotation(number["name"] + number["rest"], (), int(number["number"]))
    old = _OLD.match(name)
    return Rotation(old["name"], (), 1) if old else Rotation(name)


def _iis(name: str) -> Rotation | None:
    match = _IIS.match(name)
    if not match:
        return None
    digits = match["digits"]
    parts = [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    when = _valid(2000 + parts[0], *parts[1:])
    return Rotation(match["name"] + match["rest"], when) if when else None


def _dated(name: str) -> Rotation | None:
    for pattern in (_DAY, _MONTH_NAME, _MONTH):
        for match in reversed(list(pattern.finditer(name))):
            when = _when(match)
            if when:
                return _without(name, match, when)
    epoch = _EPOCH.search(name)
    if epoch:
        stamp = datetime.fromtimestamp(int(epoch["seconds"]), UTC)
        return _without(name, epoch, tuple(stamp.timetuple()[:6]))
    return None


def _when(match: re.Match[str]) -> tuple[int, ...]:
    found = match.groupdict()
    month = _MONTHS.index(found["name"].lower()) + 1 if found.get("name") else int(found["month"])
    smaller = [found.get(part) for part in ("day", "hour", "minute", "second")]
    return _valid(int(found["year"]), month, *(int(part) for part in smaller if part))


def _valid(*parts: int) -> tuple[int, ...]:
    whole = (*parts, 1) if len(parts) == 2 else parts
    try:
        year, month, day, hour, minute, second = (*whole, 0, 0, 0)[:6]
        datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return ()
    return parts


def _without(name: str, match: re.Match[str], when: tuple[int, ...]) -> Rotation | None:
    before, after = name[: match.start()].rstrip("-_. "), name[match.end() :]
    sequence = re.match(r"^[-_.](\d{1,4})(?=$|\.)", after)
    number = int(sequence[1]) if sequence else None
    after = after[sequence.end() :] if sequence else after
    rest = before + after if before else after.lstrip("-_. ")
    return Rotation(rest, when, number) if rest else None
