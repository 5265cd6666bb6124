"""Judges every good SSH and FTP login (and other machine logins) by what came before and after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.witnesses import witness
from siaga.findings.shape import Notice, Signal
from siaga.foundation.networks import is_loopback, near, wide
from siaga.intake.rows import NO_TIME

NEEDED, SURE = 4, 6
GUESSES, MANY_GUESSES = 5, 20
LONG_DAYS = 7
"""Days with good logins from which on a past is long."""

_HOUR_US = 3_600_000_000
_DAY_US = 24 * _HOUR_US
_PARALLEL_US = 10 * 60 * 1_000_000
_AFTER_US = 2 * _HOUR_US
_WEIGHTY = frozenset({"privileged", "account_change", "password_change"})
_POWERFUL = frozenset({"root", "admin", "administrator"})


@dataclass(slots=True)
class _Past:
    """What is known of an account or a machine: where good logins came from and at which hours."""

    networks: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    hours: set[int] = field(default_factory=set)
    last: Happening | None = None

    def learn(self, login: Happening) -> None:
        event = login.event
        self.networks[wide(event.client_ip)].add(event.time_us // _DAY_US)
        self.hours.add(event.time_us // _HOUR_US % 24)
        self.last = login

    @property
    def days(self) -> int:
        return len({day for days in self.networks.values() for day in days})

    @property
    def settled(self) -> bool:
        return self.days >= 2


class RemoteLogin:
    """A login to the machine that was guessed, or that is strange for its account."""

    name = "remote_login"

    def look(self, scene: Scene) -> Iterator[Signal | Notice]:
        """Take logins in time order, per application and account."""
        logins = [h for h in scene.happenings if h.event.action == "login" and h.event.time_us != NO_TIME]
        failures: dict[str, list[Happening]] = defaultdict(list)
        account_failures: dict[str, list[Happening]] = defaultdict(list)
        pasts: dict[tuple[str, str], _Past] = defaultdict(_Past)
        machine = _Past()
        judged: set[tuple[str, str, str]] = set()
        for login in logins:
            event = login.event
            if event.outcome != "success":
                failures[near(event.client_ip)].append(login)
                account_failures[event.user].append(login)
                continue
            if not event.client_ip or is_loopback(event.client_ip):
                continue
            past = pasts[event.application, event.user]
            # An account without a past of its own is held against the machine's.
            known = past if past.networks else machine if machine.days >= LONG_DAYS else _Past()
            guesses, on_account = failures[near(event.client_ip)], account_failures[event.user]
            suspicion = _judge(scene, login, known, guesses, on_account)
            key = (event.application, event.user, event.client_ip)
            if suspicion.points >= NEEDED:
                if key not in judged:
                    judged.add(key)
                    yield _signal(scene, login, suspicion)
                continue
            if known.settled and wide(event.client_ip) not in known.networks:
                yield _notice(scene, login)
            past.learn(login)
            machine.learn(login)


def _judge(
    scene: Scene, login: Happening, past: _Past, guesses: list[Happening], on_account: list[Happening]
) -> Suspicion:
    suspicion, event = Suspicion(), login.event
    known = wide(event.client_ip) in past.networks
    recent = [g for g in guesses if 0 <= event.time_us - g.event.time_us <= _DAY_US]
    _guessed(suspicion, recent, known=known)
    if known:
        return suspicion
    if past.settled:
        suspicion.add(
            2,
            "no good login ever came from that network",
            "belum pernah ada login yang sah dari jaringan itu",
        )
        if past.days >= LONG_DAYS and len(past.networks) == 1:
            suspicion.add(
                1,
                "which for weeks was used from one place only",
                "yang berminggu-minggu hanya dipakai dari satu tempat",
            )
        hour = event.time_us // _HOUR_US % 24
        if all(min((hour - h) % 24, (h - hour) % 24) > 2 for h in past.hours):
            suspicion.add(1, "at an hour unusual for this account", "pada jam yang tidak biasa bagi akun ini")
    last = past.last
    if (
        last is not None
        and wide(last.event.client_ip) != wide(event.client_ip)
        and 0 <= event.time_us - last.event.time_us <= _PARALLEL_US
    ):
        suspicion.add(
            2, "while the account was in use from elsewhere", "sementara akun itu dipakai dari tempat lain"
        )
        suspicion.cite("login elsewhere", last)
    elsewhere = [f for f in on_account if 0 <= event.time_us - f.event.time_us <= _DAY_US and f not in recent]
    if len(elsewhere) >= GUESSES:
        suspicion.add(
            1,
            f"{len(elsewhere)} guesses at this account failed from elsewhere",
            f"{len(elsewhere)} tebakan atas akun ini gagal dari tempat lain",
        )
    if event.user in _POWERFUL:
        suspicion.add(1, "the account has full power", "akunnya berkuasa penuh")
    _afterwards(scene, login, suspicion)
    return suspicion


def _guessed(suspicion: Suspicion, recent: list[Happening], *, known: bool) -> None:
    accounts = {g.event.user for g in recent}
    count = sum(int(g.event.detail.get("repeated", "1") or 1) for g in recent)
    if count >= MANY_GUESSES or (count >= GUESSES and len(accounts) >= 3):
        text = f"after {count} failed guesses at {len(accounts)} account(s) from the same network"
        suspicion.add(
            5, text, f"setelah {count} tebakan gagal atas {len(accounts)} akun dari jaringan yang sama"
        )
    elif count >= GUESSES and not known:
        suspicion.add(
            3,
            f"after {count} failed guesses from the same network",
            f"setelah {count} tebakan gagal dari jaringan yang sama",
        )
    elif count >= 1 and not known:
        suspicion.add(1, f"after {count} failed guess(es)", f"setelah {count} tebakan gagal")
    if count >= GUESSES:
        suspicion.cite("failed login", recent[0], recent[-1])


def _afterwards(scene: Scene, login: Happening, suspicion: Suspicion) -> None:
    event = login.event
    acts = [
        h
        for h in scene.happenings
        if h.event.action in _WEIGHTY
        and 0 <= h.event.time_us - event.time_us <= _AFTER_US
        and (not h.event.user or h.event.user in {event.user, "root"})
    ]
    if any(h.event.action != "privileged" for h in acts):
        suspicion.add(2, "accounts or passwords were changed afterwards", "sesudahnya akun atau sandi diubah")
    elif acts and event.user not in _POWERFUL:
        suspicion.add(1, "administrator's commands followed", "sesudahnya ada perintah administrator")
    if acts:
        suspicion.cite("act", *acts[:4])
    scripts = [
        h
        for h in scene.happenings
        if h.event.action == "upload" and h.event.client_ip == event.client_ip
        and h.event.object.lower().endswith((".php", ".phtml", ".phar", ".asp", ".aspx", ".jsp", ".htaccess", ".cgi", ".pl"))
        and 0 <= h.event.time_us - event.time_us <= _AFTER_US
    ]  # fmt: skip
    if scripts:
        suspicion.add(2, "scripts were uploaded afterwards", "sesudahnya skrip diunggah")
        suspicion.cite("upload", *scripts[:4])


def _signal(scene: Scene, login: Happening, suspicion: Suspicion) -> Signal:
    event = login.event
    suspicion.cite("login", login)
    service = event.application.upper()
    return suspicion.signal(
        site=scene.site,
        behaviour=RemoteLogin.name,
        step="entered",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients={event.client_ip},
        users={event.user} - {""},
        opening=(
            f"{event.user} logged in over {service} from {event.client_ip}",
            f"{event.user} masuk lewat {service} dari {event.client_ip}",
        ),
    )


def _notice(scene: Scene, login: Happening) -> Notice:
    event = login.event
    return Notice(
        scene.site,
        RemoteLogin.name,
        f"{event.user} logged in over {event.application.upper()} from a network new to the account ({event.client_ip}).",
        f"{event.user} masuk lewat {event.application.upper()} dari jaringan yang baru bagi akun itu ({event.client_ip}).",
        (witness(login, "login"),),
    )


BEHAVIOUR = RemoteLogin()
