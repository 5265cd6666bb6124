"""What a browser's name tells of the device: system and program, without versions that change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SYSTEMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"windows", "windows"),
        (r"android", "android"),
        (r"iphone|ipad|ipod|\bios\b", "ios"),
        (r"mac ?os|macintosh|darwin", "mac"),
        (r"\bcros\b", "chromeos"),
        (r"linux|x11|ubuntu", "linux"),
    )
)
_BROWSERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\bmirall/|nextcloud-|owncloud", "sync"),
        (r"\bedga?(?:ios)?/|\bedge/", "edge"),
        (r"\bopr/|opera", "opera"),
        (r"firefox/|fxios/", "firefox"),
        (r"chrome/|crios/|chromium/", "chrome"),
        (r"version/[0-9.]{1,12} (?:mobile/\w{1,12} )?safari/", "safari"),
        (r"msie|trident/", "ie"),
    )
)
_PROGRAM = re.compile(r"[a-z][a-z0-9 _.+-]{0,40}")
_BROWSER_NAMES = frozenset(name for _, name in _BROWSERS) - {"sync"}
_PHONES = frozenset({"android", "ios"})
_SAME_HARDWARE = (frozenset({"android", "linux"}), frozenset({"ios", "mac"}))
"""A phone or tablet that asks for a page's desktop form goes by the other name."""


@dataclass(frozen=True, slots=True)
class Device:
    """System and program, "" where the log does not tell."""

    system: str = ""
    program: str = ""

    @property
    def is_browser(self) -> bool:
        """Whether a person sat before it: programs that synchronise go on by themselves."""
        return self.program in _BROWSER_NAMES

    @property
    def is_phone(self) -> bool:
        """Whether it is a phone or tablet: those stay signed in for months."""
        return self.system in _PHONES

    def contradicts(self, other: Device) -> bool:
        """Say whether both cannot be one piece of hardware."""
        if not self.system or not other.system or self.system == other.system:
            return False
        return {self.system, other.system} not in _SAME_HARDWARE


UNKNOWN = Device()


@lru_cache(maxsize=20_000)
def device_of(agent: str, system: str = "") -> Device:
    """Return the device that a user agent, or else the name of an operating system, tells."""
    text, named = agent.lower(), system.lower()
    found = _first(_SYSTEMS, text) or _first(_SYSTEMS, named)
    program = _first(_BROWSERS, text)
    if not program and text and not text.startswith("mozilla/"):
        begins = _PROGRAM.match(text.partition("/")[0])
        program = begins[0] if begins else ""
    return Device(found, program)


def _first(table: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    return next((name for pattern, name in table if pattern.search(text)), "") if text else ""
