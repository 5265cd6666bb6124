"""Apache's `%{format}t`: time stamps in pieces, as strftime or as Apache's own words."""

from __future__ import annotations

from siaga.intake.formats.template.shapes import Field, Role
from siaga.intake.formats.template.trouble import trouble
from siaga.intake.formats.times import MONTHS, SECOND_US, instant, zone_us

_PATTERNS: dict[str, bytes] = {
    "Y": rb"\d{4}", "y": rb"\d\d", "m": rb"\d\d", "d": rb"\d\d", "e": rb"[ \d]\d", "b": rb"[A-Za-z]{3}",
    "B": rb"[A-Za-z]{3,9}", "H": rb"\d\d", "I": rb"\d\d", "l": rb"[ \d]\d", "k": rb"[ \d]\d", "M": rb"\d\d",
    "S": rb"\d\d", "p": rb"[AaPp][Mm]", "z": rb"[+-]\d{4}", "Z": rb"[A-Za-z0-9+-]{1,6}", "a": rb"[A-Za-z]{3}",
    "A": rb"[A-Za-z]{6,9}", "j": rb"\d{3}", "s": rb"\d{1,12}", "f": rb"\d{6}",
}  # fmt: skip
_TOGETHER = {"T": "%H:%M:%S", "D": "%m/%d/%y", "F": "%Y-%m-%d", "R": "%H:%M", "r": "%I:%M:%S %p", "h": "%b"}
_LITERALS = {"n": b"\n", "t": b"\t", "%": b"%"}
_WORDS: dict[str, tuple[Role, str, bytes]] = {
    "sec": ("epoch_s", "", rb"\d{1,12}"),
    "msec": ("epoch_ms", "", rb"\d{1,15}"),
    "usec": ("epoch_us", "", rb"\d{1,18}"),
    "msec_frac": ("date_part", "msec_frac", rb"\d{3}"),
    "usec_frac": ("date_part", "usec_frac", rb"\d{6}"),
}


def time_fields(template: str, place: int, argument: str) -> list[bytes | Field]:
    """Cut the argument of one `%{…}t`; `template` and `place` are for the error only."""
    wanted = argument.removeprefix("begin:").removeprefix("end:")
    if wanted in _WORDS:
        role, part, pattern = _WORDS[wanted]
        return [Field(role, "given", place, part, pattern)]
    for letter, meaning in _TOGETHER.items():
        wanted = wanted.replace(f"%{letter}", meaning)
    found: list[bytes | Field] = []
    at = 0
    while at < len(wanted):
        if wanted[at] != "%":
            found.append(wanted[at].encode())
            at += 1
            continue
        letter = wanted[at + 1 : at + 2]
        if letter in _LITERALS:
            found.append(_LITERALS[letter])
        elif letter in _PATTERNS:
            role = "epoch_s" if letter == "s" else "date_part"
            found.append(Field(role, "given", place, letter, _PATTERNS[letter]))
        else:
            raise trouble(template, place, f"strftime has no %{letter} that can be read back")
        at += 2
    return found


def assemble(parts: dict[str, bytes], offset_us: int = 0) -> int | None:
    """Return the UTC µs of a time given in pieces, keyed by strftime letter; None when pieces lack."""
    year = int(parts["Y"]) if "Y" in parts else 2000 + int(parts["y"]) if "y" in parts else None
    name = parts.get("b") or parts.get("B")
    month = MONTHS.get(name[:3].lower(), 0) if name else int(parts.get("m", b"0"))
    day = parts.get("d") or parts.get("e")
    if year is None or day is None:
        return None
    clock = (_hour(parts), int(parts.get("M", b"0")), int(parts.get("S", b"0")))
    micro = int(parts.get("usec_frac") or parts.get("f") or parts.get("msec_frac", b"0") + b"000")
    zone = parts.get("z")
    return instant((year, month, int(day)), clock, micro % SECOND_US, zone_us(zone, offset_us))


def _hour(parts: dict[str, bytes]) -> int:
    hour = parts.get("H") or parts.get("k")
    if hour is not None:
        return int(hour)
    twelve = int(parts.get("I") or parts.get("l") or b"0") % 12
    return twelve + 12 * (parts.get("p", b"").lower() == b"pm")
