"""What followed a login: commands as administrator, changed accounts, scripts sent, data taken."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.detection.behaviours.remote_login.past import HOUR_US, Timeline
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import Kind, kind_of
from siaga.intake.rows import NO_TIME

AFTER_US = 2 * HOUR_US
POWERFUL = frozenset({"root", "admin", "administrator"})
_CHANGES = frozenset({"account_change", "password_change"})
_SCRIPTS = (".php", ".phtml", ".phar", ".asp", ".aspx", ".jsp", ".htaccess", ".cgi", ".pl")
_EXPORTS, _DOWNLOADS = 1, 10


@dataclass(slots=True)
class Afterwards:
    """Happenings by account and by address, to look up what followed a login."""

    happenings: list[Happening]
    _by_user: Timeline = field(default_factory=Timeline)
    _by_address: Timeline = field(default_factory=Timeline)

    def __post_init__(self) -> None:
        for happening in self.happenings:
            event = happening.event
            if event.time_us == NO_TIME or event.action in {"login", "session", "error", "output"}:
                continue
            self._by_user.add(event.user, happening)
            if event.client_ip:
                self._by_address.add(event.client_ip, happening)

    def weigh(self, login: Happening, suspicion: Suspicion) -> None:
        """Add points for administrator's acts and scripts sent."""
        event = login.event
        mine = self._of(login, event.user) + self._of(login, "") + self._of(login, "root")
        changes = [h for h in mine if h.event.action in _CHANGES]
        commands = [h for h in mine if h.event.action == "privileged"]
        if changes:
            suspicion.add(
                2, "accounts or passwords were changed afterwards", "sesudahnya akun atau sandi diubah"
            )
        elif commands and event.user not in POWERFUL:
            suspicion.add(1, "administrator's commands followed", "sesudahnya ada perintah administrator")
        suspicion.cite("act", *(changes or commands)[:4])
        sent = self._by_address.between(event.client_ip, event.time_us, event.time_us + AFTER_US)
        scripts = [
            h for h in sent if h.event.action == "upload" and h.event.object.lower().endswith(_SCRIPTS)
        ]
        if scripts:
            suspicion.add(2, "scripts were uploaded afterwards", "sesudahnya skrip diunggah")
            suspicion.cite("upload", *scripts[:4])

    def taken(self, login: Happening) -> list[Happening]:
        """Return what was exported or downloaded after a login, when it is weighty: exports, dumps, many files."""
        event = login.event
        sent = self._by_address.between(event.client_ip, event.time_us, event.time_us + AFTER_US)
        mine = [h for h in sent if h.event.user in {event.user, ""}]
        exports = [h for h in mine if h.event.action == "export"]
        loads = [h for h in mine if h.event.action == "download"]
        dumps = [h for h in loads if kind_of(b"/" + h.event.object.lstrip("/").encode()) & Kind.DUMP]
        if len(exports) >= _EXPORTS or dumps:
            return exports + dumps
        return loads if len(loads) >= _DOWNLOADS else []

    def _of(self, login: Happening, user: str) -> list[Happening]:
        at = login.event.time_us
        return self._by_user.between(user, at, at + AFTER_US)
