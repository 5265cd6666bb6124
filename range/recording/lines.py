"""One line as it will be recorded: its virtual time, its text, whose it is and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from range.estate.sites import DOMAIN, Site
from range.servers.place import Place
from range.visits.ledger import Ledger, Span
from range.visits.steps import Actor


@dataclass(slots=True)
class Line:
    """`at` is virtual seconds since 1970; `role` is "" for a line that witnesses nothing."""

    at: float
    text: bytes
    actor: Actor | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """To whom a raw line belongs, and when it happened."""

    at: float
    actor: Actor
    role: str


class Run:
    """What all recorders need: the place, and the ledgers of all sites by what finds them."""

    def __init__(self, place: Place, ledgers: list[Ledger]) -> None:
        self.place = place
        self._ledgers = {ledger.site: ledger for ledger in ledgers}
        self.sessions: dict[str, Span] = {}
        for ledger in ledgers:
            self.sessions.update(ledger.sessions)

    def origin(self, site: Site, rid: str, real: float) -> Origin | None:
        """Look up a request id; for a tool's id the real time decides when it was."""
        ledger = self._ledgers[site.short]
        if rid in ledger.stamps:
            stamp = ledger.stamps[rid]
            return Origin(stamp.at, stamp.actor, stamp.role)
        if rid in ledger.tools:
            span = ledger.tools[rid]
            return Origin(span.when(real), span.actor, span.role)
        return None

    def by_address(self, text: str) -> Span | None:
        """Find the session whose loopback address stands in a line."""
        for address in loopbacks(text):
            if address in self.sessions:
                return self.sessions[address]
        return None

    def public(self, text: str) -> str:
        """Replace every loopback address of a session by the address that it stood for."""
        for address in loopbacks(text):
            if address in self.sessions:
                text = text.replace(address, self.sessions[address].ip)
        return text

    def tidy(self, site: Site, line: bytes) -> bytes:
        """Replace paths and ports of this run by those that a real server has."""
        base = str(self.place.base)
        for ours, theirs in (
            (f"{base}/www/{site.short}", f"/var/www/{site.host}"),
            (f"{base}/apps/{site.app}", f"/var/www/{site.host}/aplikasi"),
            (f"{base}/apps", f"/var/www/{site.host}/pustaka"),
            (f"{base}/data/{site.short}", f"/var/www/{site.host}/data"),
            (f"{base}/run/php8.2", "/run/php/php8.2"),
            (base, "/var/lib/web"),
            (f"127.0.0.1:{self.place.port(site)}", site.host),
            (f"{site.host}:{self.place.port(site)}", site.host),
        ):
            line = line.replace(ours.encode(), theirs.encode())
        return line


def loopbacks(text: str) -> list[str]:
    """Return what looks like one of the sessions' loopback addresses in a text, longest first."""
    found, at = [], text.find("127.")
    while at >= 0:
        end = at
        while end < len(text) and (text[end].isdigit() or text[end] == "."):
            end += 1
        found.append(text[at:end].rstrip("."))
        at = text.find("127.", end)
    return sorted(set(found), key=len, reverse=True)


def folder(out: Path, site: Site) -> Path:
    """Return where the logs of a site's server go: sites with a vhost field share one server."""
    name = f"web-bersama.{DOMAIN}" if site.layout == "vhost_combined" else site.host
    return out / "logs" / name
