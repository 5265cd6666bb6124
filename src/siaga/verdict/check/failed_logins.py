"""Counts failed logins of other logs: guessing is an attempt too, though no signature tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from siaga.findings.shape import Notice
from siaga.intake.rows import Event

FEWEST = 10
"""Fewer failed logins than this on a site, over all its logs, are people who mistype."""

ADDRESSES_COUNTED = 50_000
"""Addresses that are told apart, over all sites of a check; beyond, "at least" is said."""

_NAMES = {"ssh": "SSH", "ftp": "FTP"}


class FailedLogins:
    """The failed logins of a check by owner (a site, or a machine), within bounds."""

    def __init__(self, addresses: int = ADDRESSES_COUNTED) -> None:
        self._most = addresses
        self._lines: Counter[tuple[str, str]] = Counter()
        self._addresses: set[tuple[str, str]] = set()
        self._beyond: set[str] = set()

    def add(self, owner: str, events: Iterable[Event]) -> None:
        """Count the failed logins among events."""
        for event in events:
            if event.action != "login" or event.outcome != "failure":
                continue
            self._lines[owner, event.application] += 1
            key = (owner, event.client_ip)
            if event.client_ip and key not in self._addresses:
                if len(self._addresses) < self._most:
                    self._addresses.add(key)
                else:
                    self._beyond.add(owner)

    def notices(self, renamed: Mapping[str, str]) -> list[Notice]:
        """Return a notice per site with a number of failed logins; `renamed` gives machines their site."""
        lines: dict[str, Counter[str]] = {}
        addresses: dict[str, set[str]] = {}
        for (owner, application), count in self._lines.items():
            lines.setdefault(renamed.get(owner, owner), Counter())[application] += count
        for owner, address in self._addresses:
            addresses.setdefault(renamed.get(owner, owner), set()).add(address)
        beyond = {renamed.get(owner, owner) for owner in self._beyond}
        return [
            _notice(site, counts, len(addresses.get(site, ())), at_least=site in beyond)
            for site, counts in sorted(lines.items())
            if counts.total() >= FEWEST
        ]


def _notice(site: str, counts: Counter[str], addresses: int, *, at_least: bool) -> Notice:
    kinds = ", ".join(_NAMES.get(name, name) for name in sorted(counts))
    number, places = f"{counts.total():,}", f"{addresses:,}"
    en = f"{number} failed logins from {'at least ' if at_least else ''}{places} addresses ({kinds}): "
    idn = (
        f"{number.replace(',', '.')} login gagal dari {'sedikitnya ' if at_least else ''}"
        f"{places.replace(',', '.')} alamat ({kinds}): "
    )
    return Notice(
        site,
        "failed_logins",
        en + "passwords may have been guessed; that does not mean that anyone got in.",
        idn + "sandi mungkin ditebak; itu belum berarti ada yang masuk.",
    )
