"""Entries and notices for the tests of what the result keeps of them."""

from __future__ import annotations

from siaga.findings.shape import Actor, Entry, Notice, Signal, Witness

SITE = "kota.example"
BAD = "203.0.113.66"


def cited(line_no: int, client: str = BAD, file: str = "access.log") -> Witness:
    """Return a cited line of a client."""
    return Witness(file, line_no, 0, "0" * 64, f'{client} - - "GET /x.php"', "use", 0)


def entry(first: int, last: int, *witnesses: Witness, client: str = BAD) -> Entry:
    """Return an entry seen from `first` to `last` (UTC µs), with one signal."""
    actor = Actor((client,))
    signal = Signal(SITE, "web_shell", "entered", "likely", actor, first, last, "Why.", "Sebab.", witnesses)
    return Entry(
        SITE, "entered", "likely", "web_shell", actor, first, last, "Why.", "Sebab.", witnesses[:1], (signal,)
    )


def notice(text: str, *witnesses: Witness, site: str = SITE) -> Notice:
    """Return a notice."""
    return Notice(site, "remote_login", text, text, witnesses)
