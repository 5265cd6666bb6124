"""How numbers, shares, dates and durations are written in each language."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.verdict.report.language import Words
from siaga.verdict.report.moments import WIB, Zone, is_moment

_DASH = "\u2013"
_MINUS = "\u2212"
_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


@dataclass(frozen=True, slots=True)
class Notation:
    """Writes values for a reader of one language in one time zone."""

    words: Words
    zone: Zone = WIB

    def number(self, value: int) -> str:
        """Write a whole number with the language's thousands mark: 1.234 or 1,234."""
        return f"{value:,}".replace(",", self.words("notation.thousands"))

    def decimal(self, value: float, digits: int = 1) -> str:
        """Write a number with a fixed count of decimals: 1.234,5 or 1,234.5."""
        whole, _, fraction = f"{value:,.{digits}f}".partition(".")
        written = whole.replace(",", self.words("notation.thousands"))
        return f"{written}{self.words('notation.decimal')}{fraction}" if fraction else written

    def percent(self, share: float) -> str:
        """Write a share (0.0 to 1.0) with one decimal, rounded down: 99.96 % is never shown as 100 %."""
        thousandths = min(1000, max(0, int(share * 1000 + 1e-9)))
        written = self.decimal(thousandths / 10) if thousandths < 1000 else "100"
        return self.words("notation.percent", value=written)

    def count(self, key: str, value: int) -> str:
        """Write a number with what it counts, singular or plural as the language wants it."""
        form = "one" if value == 1 else "other"
        return self.words(f"count.{key}.{form}", n=self.number(value))

    def size(self, amount: int) -> str:
        """Write a number of bytes in the decimal units of IEC 80000-13: 1,2 GB."""
        for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
            if amount >= scale:
                return f"{self.decimal(amount / scale)} {unit}"
        return f"{self.number(amount)} B"

    def day(self, moment_us: int) -> str:
        """Write the local day: 23 Nov 2026."""
        return f"{self.short_day(moment_us)} {self.zone.local(moment_us).year}"

    def short_day(self, moment_us: int) -> str:
        """Write the local day without its year: 23 Nov."""
        local = self.zone.local(moment_us)
        return f"{local.day} {self._listed('notation.months', local.month - 1)}"

    def clock(self, moment_us: int, *, seconds: bool = False) -> str:
        """Write the local time of day: 14.05 or 14:05, to the second where asked."""
        local = self.zone.local(moment_us)
        parts = [local.hour, local.minute, *([local.second] if seconds else [])]
        return self.words("notation.clock").join(f"{part:02d}" for part in parts)

    def moment(self, moment_us: int | None, *, seconds: bool = False) -> str:
        """Write a moment with its zone (23 Nov 2026 14.05 WIB), or that the log gives none."""
        if moment_us is None or not is_moment(moment_us):
            return self.words("notation.no_time")
        return f"{self.day(moment_us)} {self.clock(moment_us, seconds=seconds)} {self.zone.name}"

    def period(self, from_us: int | None, to_us: int | None, *, seconds: bool = False) -> str:
        """Write a stretch of time, naming the day once where it holds for both ends."""
        if from_us is None or to_us is None or not is_moment(from_us) or not is_moment(to_us):
            return self.moment(from_us, seconds=seconds)
        begin, end = self.clock(from_us, seconds=seconds), self.clock(to_us, seconds=seconds)
        if self.day(from_us) != self.day(to_us):
            return f"{self.day(from_us)} {begin} {_DASH} {self.day(to_us)} {end} {self.zone.name}"
        clocks = begin if begin == end else f"{begin} {_DASH} {end}"
        return f"{self.day(from_us)} {clocks} {self.zone.name}"

    def days(self, from_us: int, to_us: int) -> str:
        """Write the local days from one moment to another, both `is_moment`: "5-28 Okt 2026" with a dash."""
        if self.day(from_us) == self.day(to_us):
            return self.day(to_us)
        begin, end = self.zone.local(from_us), self.zone.local(to_us)
        if begin.year != end.year:
            return f"{self.day(from_us)} {_DASH} {self.day(to_us)}"
        if begin.month != end.month:
            return f"{self.short_day(from_us)} {_DASH} {self.day(to_us)}"
        return f"{begin.day}{_DASH}{self.day(to_us)}"

    def duration(self, length_us: int) -> str:
        """Write a length of time in its two largest units: 17 menit 48 detik."""
        seconds = max(0, length_us) // 1_000_000
        parts: list[str] = []
        for unit, size in _UNITS:
            amount, seconds = divmod(seconds, size)
            if amount and len(parts) < 2:
                parts.append(self.count(unit, amount))
            elif parts:
                break
        return " ".join(parts) if parts else self.count("second", 0)

    def skew(self, seconds: float | None) -> str:
        """Write a clock's offset: "+5 jam", "tepat", or that it cannot be estimated."""
        if seconds is None:
            return self.words("skew.unknown")
        if abs(seconds) < 1:
            return self.words("skew.none")
        sign = "+" if seconds > 0 else _MINUS
        return f"{sign}{self.duration(int(abs(seconds) * 1_000_000))}"

    def weekday(self, index: int) -> str:
        """Name the day of the week, 0 being Monday."""
        return self._listed("notation.weekdays", index)

    def _listed(self, key: str, index: int) -> str:
        return self.words(key).split()[index]
