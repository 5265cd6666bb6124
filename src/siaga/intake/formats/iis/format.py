"""Reads W3C extended log files (https://www.w3.org/TR/WD-logfile); their times are UTC."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from siaga.intake.block import Block
from siaga.intake.formats.building import Record
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.iis.fields import DEFAULT_FIELDS, Places, places
from siaga.intake.formats.linewise import NOWHERE, Mark, read_lines, share
from siaga.intake.formats.proxies import client_behind
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import client
from siaga.intake.formats.times import DAY_US, iso
from siaga.intake.rows import NO_TIME, UNKNOWN, Reading

_DIRECTIVE = re.compile(
    rb"#(?:Software|Version|Date|Fields|Start-Date|End-Date|Remark)(?:: ?|$)(.*+)", re.DOTALL
)
_NUMBER = re.compile(rb"\d{1,18}")
_DECIMAL = re.compile(rb"\d{1,9}\.\d{1,9}")


@lru_cache(maxsize=8192)
def _number(text: bytes | None) -> int:
    return int(text) if text and _NUMBER.fullmatch(text) else UNKNOWN


@lru_cache(maxsize=8192)
def _taken_us(text: bytes | None) -> int:
    """IIS gives whole milliseconds, CloudFront seconds with a fraction."""
    if text and _DECIMAL.fullmatch(text):
        return round(float(text) * 1_000_000)
    milliseconds = _number(text)
    return milliseconds * 1000 if 0 <= milliseconds < 10**12 else UNKNOWN


class IisReader:
    """Reads one file; a `#Fields:` directive holds until the next one.

    Lines before any directive are read by IIS's default fields where their number fits.
    """

    def __init__(self) -> None:
        self._places = places(DEFAULT_FIELDS)
        self._day_us: int | None = None

    def read(self, block: Block) -> Reading:
        """Turn a block into columns; directives are counted as headers."""
        return read_lines(block, self.parse)

    def parse(self, line: bytes, _: Place) -> Record | Mark | None:
        """Understand one line; a directive changes how the next lines are read."""
        if line.startswith(b"#"):
            return self._direct(line)
        words = line.split(b"\t" if b"\t" in line else b" ")
        at = self._places
        if len(words) != at.count:
            return None
        texts: list[bytes | None] = [*words, None]
        time = self._time(at, texts)
        if time is None:
            return None
        peer, listed = texts[at.client], texts[at.forwarded]
        if listed is not None and listed != b"-":
            source = client_behind(peer, listed.replace(b"+", b""))
        else:
            source = client(peer) if peer else None
        stem, query, agent = texts[at.stem], texts[at.query], texts[at.agent]
        return (
            time,
            source,
            texts[at.method],
            stem if stem is None or query is None or query == b"-" else stem + b"?" + query,
            _number(texts[at.status]),
            _number(texts[at.size]),
            texts[at.referrer],
            # IIS writes blanks as "+"; CloudFront percent-encodes.
            agent.replace(b"+", b" ").replace(b"%20", b" ") if agent else None,
            texts[at.host],
            texts[at.user],
            _taken_us(texts[at.taken]),
        )

    def _direct(self, line: bytes) -> Mark | None:
        directive = _DIRECTIVE.fullmatch(line)
        if directive is None:
            return None
        if line.startswith(b"#Fields"):
            self._places = places(tuple(directive[1].split()))
        elif line.startswith(b"#Date"):
            day = iso(directive[1].strip())
            self._day_us = None if day is None else day - day % DAY_US
        return Mark.HEADER

    def _time(self, at: Places, texts: list[bytes | None]) -> int | None:
        """Return the time; None when the line isn't stamped as its header says."""
        date, clock = texts[at.date], texts[at.time]
        if clock is None:
            return NO_TIME
        if date is not None:
            return iso(date + b" " + clock)
        # Without the field `date`, the directive `#Date:` gives the day.
        within = iso(b"1970-01-01 " + clock)
        if within is None:
            return None
        return NO_TIME if self._day_us is None else self._day_us + within


@dataclass(frozen=True, slots=True)
class IisFormat:
    """Recognises W3C extended logs by their directives, or by IIS's default fields."""

    name: str = "iis"
    kind: Kind = "access"

    def score(self, sample: Sequence[bytes]) -> float:
        """Return the share of lines that are directives or fit the directive before them."""
        reader = IisReader()
        return share(sample, lambda line: reader.parse(line, NOWHERE) is not None)

    def reader(self, *, modified_at_us: int | None = None) -> IisReader:  # noqa: ARG002 - stamps are whole
        """Make a reader for one file."""
        return IisReader()


IIS = IisFormat()
