"""The case against one stay: how it got in, how strange its place is, and what was done with the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from siaga.detection.behaviours.stolen_account.history import History
from siaga.detection.behaviours.stolen_account.misuse import Misuse
from siaga.detection.behaviours.stolen_account.resets import Reset
from siaga.detection.behaviours.stolen_account.stay import Stay
from siaga.detection.behaviours.stolen_account.use import Use
from siaga.detection.behaviours.suspicion import Suspicion

NEEDED, SURE = 6, 8
"""Points for a likely and for a confirmed entry."""

_SHOWN = 6


@dataclass(slots=True)
class Case:
    """Points, and their nature.

    A journey, a new laptop or a forgotten password each look strange, and people then work as they always do. An
    accusation needs a way in that is not the owner's (`stolen`) and a use that is not the owner's (`misused`).
    """

    suspicion: Suspicion = field(default_factory=Suspicion)
    stolen: bool = False
    misused: bool = False

    @property
    def stands(self) -> bool:
        """Whether somebody is to be accused."""
        return self.stolen and self.misused and self.suspicion.points >= NEEDED

    @property
    def proven(self) -> bool:
        """Whether the accusation is confirmed."""
        return self.stands and self.suspicion.points >= SURE

    def weigh_replay(self, moved: Sequence[Use]) -> None:
        """Add points for a session that went from one device to another."""
        if moved:
            self._steal(
                4,
                "one session went on in another place on another kind of device, without a login there",
                "satu sesi berlanjut di tempat lain pada jenis perangkat lain tanpa login di sana",
            )
            self.suspicion.cite("session", *(use.seen for use in moved))

    def weigh_missing_login(self, strange: Sequence[Use]) -> None:
        """Add points for uses by a browser new to the account that never signed in."""
        if strange:
            self._steal(
                3,
                "a browser that the account never used had no login of its own, in a log that tells logins",
                "peramban yang belum pernah dipakai akun itu tidak pernah login, padahal log mencatat setiap login",
            )
            self.suspicion.cite("session", strange[0].seen)

    def weigh_enrolment(self, foreign: Stay, history: History) -> None:
        """Add points for a login from a device that the office never enrolled, where it enrols all."""
        logins = [use for use in foreign.uses if use.signed and not use.registered and use.device.is_browser]
        if logins and history.always_registered:
            self._steal(
                2,
                "it signed in from a device that is not registered, as the owner's always were",
                "login dari perangkat yang tidak terdaftar, padahal perangkat pemiliknya selalu terdaftar",
            )
            self.suspicion.cite("login", logins[0].seen)

    def weigh_interlude(self, letters: Sequence[Use]) -> None:
        """Add points for one night's visit between two of the owner's days, in which letters were searched."""
        if letters:
            self._steal(
                2,
                "once at night from elsewhere, between two days that the owner spent at the usual place",
                "sekali pada malam hari dari tempat lain, di antara dua hari kerja pemiliknya di tempat biasa",
            )

    def weigh_reset(self, reset: Reset, *, forgotten: bool, locked_out: bool) -> None:
        """Add points for a password that was set anew from there before the first login."""
        if reset.done and (reset.mailboxes or not forgotten):
            self._steal(
                2,
                "its password had just been set anew from that place",
                "sandinya baru saja diatur ulang dari tempat itu",
            )
            self.suspicion.cite("reset", *reset.done[:2])
            if reset.mailboxes:
                self._steal(
                    3,
                    "the mail that sets a new password was sent to a second mailbox as well",
                    "surel pengatur ulang sandi dikirim juga ke kotak surat kedua",
                )
                self.suspicion.cite("reset", reset.mailboxes[-1])
            if locked_out:
                self._steal(
                    2,
                    "afterwards the owner's own logins failed from the usual place",
                    "sesudahnya login pemiliknya sendiri gagal dari tempat biasa",
                )

    def weigh_place(self, foreign: Stay, history: History) -> None:
        """Add points for a country and a kind of device that the account never came from."""
        countries = foreign.countries - history.countries
        if countries and history.countries:
            named = ", ".join(sorted(countries))
            self.suspicion.add(
                1,
                f"from a country where the account never was ({named})",
                f"dari negara yang belum pernah bagi akun itu ({named})",
            )
        if foreign.devices and history.devices and not foreign.devices & history.devices:
            self.suspicion.add(
                1,
                "with a browser that the account never used",
                "dengan peramban yang belum pernah dipakai akun itu",
            )

    def weigh_misuse(self, found: Sequence[Misuse]) -> None:
        """Add points for what was done."""
        for misuse in found:
            self.suspicion.add(misuse.points, misuse.en, misuse.idn)
            self.misused = True

    def cite(self, foreign: Stay, found: Sequence[Misuse]) -> None:
        """Cite how it began and what was done; each kind of misuse by a few of its lines."""
        first = next((use for use in foreign.uses if use.signed), foreign.uses[0])
        self.suspicion.cite("login" if first.signed else "session", first.seen)
        for misuse in found:
            self.suspicion.cite(
                "dump" if misuse.takes else "act", *(use.seen for use in misuse.uses[:_SHOWN])
            )

    def _steal(self, points: int, en: str, idn: str) -> None:
        self.suspicion.add(points, en, idn)
        self.stolen = True
