"""Which host names in a log are believed to be sites: whoever sends a Host header must not found sites."""

from __future__ import annotations

from collections import Counter

HOST_LINES = 10
"""Lines from which on a host name in a log is believed to be a site."""

HOSTS_COUNTED, HOSTS_BELIEVED = 50_000, 1_000
"""Host names whose lines are counted, and those believed, over all sources of a check."""


class Hosts:
    """Counts the lines of each host name per source, within bounds; `left_out` counts lines beyond them."""

    def __init__(self, counted: int = HOSTS_COUNTED, believed: int = HOSTS_BELIEVED) -> None:
        self._counted = counted
        self._most = believed
        self._lines: Counter[tuple[str, bytes]] = Counter()
        self._believed: set[tuple[str, bytes]] = set()
        self.left_out = 0

    def believes(self, source: str, host: bytes, lines: int) -> bool:
        """Count `lines` more with this host name; say whether it is a site's."""
        key = source, host.lower()
        if key in self._believed:
            return True
        if key not in self._lines and len(self._lines) >= self._counted:
            self.left_out += lines
            return False
        self._lines[key] += lines
        if self._lines[key] < HOST_LINES:
            return False
        if len(self._believed) >= self._most:
            self.left_out += lines
            return False
        self._believed.add(key)
        return True
