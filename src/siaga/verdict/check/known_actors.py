"""Leaves out notices about lines or addresses that an entry on the same site already tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from siaga.findings.shape import Entry, Notice

_ADDRESS = re.compile(r"[0-9A-Fa-f:.]{3,45}")
"""What may be an address; one class and one bounded count can't backtrack badly."""


def without_known(notices: Iterable[Notice], entries: Sequence[Entry]) -> list[Notice]:
    """Return the notices that tell of somebody who is not the actor of an entry on their site.

    A notice with lines goes when every line is cited by such an entry or names its actor's address;
    one without lines goes when its text names such an address.
    """
    lines: set[tuple[str, str, int]] = set()
    addresses: set[tuple[str, str]] = set()
    for entry in entries:
        addresses.update((entry.site, client) for client in entry.actor.client_ips)
        cited = (*entry.witnesses, *(w for signal in entry.signals for w in signal.witnesses))
        lines.update((entry.site, w.file, w.line_no) for w in cited)

    def named(site: str, text: str) -> bool:
        found = {token.rstrip(".:") for token in _ADDRESS.findall(text)}
        # Error logs write the port behind the address.
        found |= {token.rpartition(":")[0] for token in found if "." in token}
        return any((site, token) in addresses for token in found)

    def known(notice: Notice) -> bool:
        if not notice.witnesses:
            return named(notice.site, notice.text)
        return all(
            (notice.site, w.file, w.line_no) in lines or named(notice.site, w.text) for w in notice.witnesses
        )

    return [notice for notice in notices if not known(notice)]
