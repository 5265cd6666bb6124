"""What followed a login: commands as administrator, changed accounts, files sent, data and secrets taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from siaga.detection.behaviours.remote_login import payees, uploads
from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.remote_login.commands import harmful
from siaga.detection.behaviours.remote_login.past import HOUR_US, Timeline
from siaga.detection.behaviours.remote_login.published import Published
from siaga.detection.behaviours.remote_login.unowned import is_unowned
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import Kind, kind_of
from siaga.intake.rows import NO_TIME

AFTER_US = 2 * HOUR_US
POWERFUL = frozenset({"root", "admin", "administrator"})
_CHANGES = frozenset({"account_change", "password_change"})
_SECRETS = re.compile(
    r"(?:^|/)(?:\.env|wp-config\.php|configuration\.php|koneksi[a-z0-9_]{0,20}\.(?:php|inc)|"
    r"(?:config|database|db|settings)(?:[._-][a-z]{1,12})?\.(?:php|inc|ini|ya?ml|json|py)|\.htpasswd|id_(?:rsa|ed25519))$"
)
_EXPORTS, _DOWNLOADS = 1, 10


@dataclass(slots=True)
class Afterwards:
    """Happenings by account and by address, to look up what followed a login."""

    happenings: list[Happening]
    published: Published | None = None
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

    def weigh(self, login: Happening, case: Case) -> None:
        """Add points for administrator's acts, changed payees, scripts sent, secrets fetched and data taken."""
        self._weigh_acts(login, case)
        self._weigh_payees(login, case)
        mine = self._sent(login)
        uploads.weigh([h for h in mine if h.event.action == "upload"], case, self.published)
        secrets = [
            h for h in mine if h.event.action == "download" and _SECRETS.search(h.event.object.lower())
        ]
        if secrets:
            case.grave(
                2,
                "files with passwords were fetched",
                "berkas yang berisi kata sandi diambil",
                proof=True,
            )
            case.suspicion.cite("dump", *secrets[:2])
        taken = self.taken(login)
        if taken:
            case.taken = True
            case.grave(
                1,
                f"{len(taken)} exports or downloads followed",
                f"sesudahnya ada {len(taken)} ekspor atau unduhan",
            )
            case.suspicion.cite("dump", *taken)

    def _weigh_acts(self, login: Happening, case: Case) -> None:
        event = login.event
        mine = self._of(login, event.user) + self._of(login, "") + self._of(login, "root")
        changes = [h for h in mine if h.event.action in _CHANGES]
        commands = [h for h in mine if h.event.action == "privileged"]
        harm = [h for h in commands if harmful(h.event.object)]
        if harm:
            case.grave(
                3,
                "commands covered tracks or left a way back in",
                "ada perintah yang menghapus jejak atau membuka jalan masuk lagi",
                proof=True,
            )
        if changes:
            case.grave(
                2,
                "accounts or passwords were changed afterwards",
                "sesudahnya akun atau sandi diubah",
                proof=True,
            )
        elif commands and event.user not in POWERFUL and not self._usual(login):
            case.grave(1, "administrator's commands followed", "sesudahnya ada perintah administrator")
        case.suspicion.cite("act", *(harm + changes or commands)[:4])

    def _weigh_payees(self, login: Happening, case: Case) -> None:
        mine = self.payees(login)
        if mine:
            case.grave(
                2,
                f"bank accounts of {len(mine)} people were changed afterwards",
                f"sesudahnya nomor rekening {len(mine)} orang diubah",
            )
            case.suspicion.cite("act", *mine[:4])

    def payees(self, login: Happening) -> list[Happening]:
        """Return changes of several people's bank accounts after a login, if this account never did so elsewhere."""
        event = login.event
        mine = payees.changed(self._sent(login))
        if len(mine) < payees.SEVERAL:
            return []
        before = self._by_user.between(event.user, 0, event.time_us)
        own = payees.changed([h for h in before if h.event.client_ip != event.client_ip])
        return mine if len(mine) > payees.BEYOND * payees.most(own, AFTER_US) else []

    def _usual(self, login: Happening) -> bool:
        """Say whether this account gave administrator's commands in the sessions before as well."""
        event = login.event
        before = self._by_user.between(event.user, 0, event.time_us - AFTER_US)
        return any(h.event.action == "privileged" for h in before)

    def taken(self, login: Happening) -> list[Happening]:
        """Return what was exported or downloaded after a login, when it is weighty: exports, dumps, many files."""
        mine = [h for h in self._sent(login) if h.event.outcome != "failure"]
        exports = [h for h in mine if h.event.action == "export"]
        loads = [h for h in mine if h.event.action == "download"]
        dumps = [h for h in loads if kind_of(b"/" + h.event.object.lstrip("/").encode()) & Kind.DUMP]
        if len(exports) >= _EXPORTS or dumps:
            return exports + dumps
        # Files that are given out without a password are there to be fetched.
        return loads if len(loads) >= _DOWNLOADS and not is_unowned(login) else []

    def _sent(self, login: Happening) -> Sequence[Happening]:
        event = login.event
        near = self._by_address.between(event.client_ip, event.time_us, event.time_us + AFTER_US)
        return [h for h in near if h.event.user in {event.user, ""} and _went(h)]

    def _of(self, login: Happening, user: str) -> list[Happening]:
        at = login.event.time_us
        return self._by_user.between(user, at, at + AFTER_US)


def _went(happening: Happening) -> bool:
    """Say whether a file, or a part of it, went over: what was refused did nothing, what broke off may have."""
    event = happening.event
    return event.outcome != "failure" or event.detail.get("bytes", "0").lstrip("0") != ""
