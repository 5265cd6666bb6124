"""Reads dates as applications and spreadsheets export them, day first unless shown otherwise."""

from __future__ import annotations

import re
from functools import lru_cache

from siaga.intake.formats.times import SECOND_US, clf, ctime, epoch, fraction_us, instant, iso, zone_us

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb peb",
            "mar",
            "apr",
            "mei may",
            "jun",
            "jul",
            "agu ags aug agt",
            "sep",
            "okt oct",
            "nov nop",
            "des dec",
        ),
        1,
    )
    for name in names.split()
}
_HOURS = {"wib": 7, "wita": 8, "wit": 9}
_SLASHED = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T,]{1,3}(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:[.,"
    r"](\d{1,9}))?"
    r" ?([AaPp][Mm])?)? ?(Z|UTC|GMT|WIB|WITA|WIT|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:[A-Za-z']{4,9},? )?(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})(?:(?:[, ]| pukul | jam ){1,3}("
    r"\d{1,2})[:.](\d\d)"
    r"(?:[:.](\d\d))?)? ?(Z|UTC|GMT|WIB|WITA|WIT|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_EPOCH = re.compile(r"\d{9,19}(?:\.\d{1,9})?")
_TAIL_ZONE = re.compile(r"(.{8,40}) (WIB|WITA|WIT)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def read(stamp: str, *, month_first: bool = False, offset_us: int = 0) -> int | None:
    """Return the UTC µs of a stamp: ISO 8601, epoch, DD/MM/YYYY, "17 Agustus 2024 10.11 WIB", CLF, ctime.

    `month_first` is for files that have shown MM/DD/YYYY; `offset_us` is the zone assumed where none
    is named, in µs east of UTC. None when it is no time.
    """
    plain = stamp.strip()
    if not plain.isascii() or len(plain) > 60:
        return None
    raw = plain.encode()
    if _ISO_DATE.fullmatch(plain):
        raw += b" 00:00"
    if zoned := _TAIL_ZONE.fullmatch(plain):
        inner = iso(zoned[1].encode())
        if inner is not None:
            return inner - _zone(zoned[2], 0)
    for reader in (iso, clf, ctime):
        time = reader(raw, offset_us)
        if time is not None:
            return time
    time = _slashed(plain, offset_us, month_first=month_first)
    if time is None:
        time = _named(plain, offset_us)
    return epoch(raw) if time is None and _EPOCH.fullmatch(plain) else time


def shows_month_first(stamp: str) -> bool:
    """Say whether a stamp can only be MM/DD/YYYY."""
    match = _SLASHED.fullmatch(stamp.strip())
    return match is not None and int(match[2]) > 12 >= int(match[1])


def _zone(name: str | None, offset_us: int) -> int:
    hours = _HOURS.get((name or "").lower())
    return hours * 3600 * SECOND_US if hours else zone_us(name.encode() if name else None, offset_us)


def _slashed(plain: str, offset_us: int, *, month_first: bool) -> int | None:
    match = _SLASHED.fullmatch(plain)
    if match is None:
        return None
    first, second, year, hour, minute, clock_second, fraction, half, zone = match.groups()
    day, month = (second, first) if month_first and int(first) <= 12 else (first, second)
    if int(month) > 12 >= int(day):
        day, month = month, day
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + 12 * (half.lower() == "pm")
    return instant(
        (int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day)),
        (hours, int(minute or 0), int(clock_second or 0)),
        fraction_us(fraction.encode() if fraction else None),
        _zone(zone, offset_us),
    )


def _named(plain: str, offset_us: int) -> int | None:
    match = _NAMED.fullmatch(plain)
    if match is None:
        return None
    day, name, year, hour, minute, second, zone = match.groups()
    date = (int(year), _MONTHS.get(name[:3].lower(), 0), int(day))
    clock = (int(hour or 0), int(minute or 0), int(second or 0))
    return instant(date, clock, 0, _zone(zone, offset_us))
