"""Judges every good SSH, FTP and application login by what came before and after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from siaga.detection.behaviours.remote_login.afterwards import POWERFUL, Afterwards
from siaga.detection.behaviours.remote_login.past import (
    DAY_US,
    HOUR_US,
    LONG_DAYS,
    Habit,
    Past,
    Timeline,
    guess_key,
)
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.witnesses import witness
from siaga.findings.shape import Notice, Signal
from siaga.foundation.networks import is_loopback, wide
from siaga.intake.rows import NO_TIME

NEEDED, SURE = 4, 6
GUESSES, MANY_GUESSES = 5, 20
REGULAR = 4
"""Points taken away from a network that an account comes from again and again."""

_PARALLEL_US = 10 * 60 * 1_000_000


class RemoteLogin:
    """A login to the machine or application that was guessed, or that is strange for its account."""

    name = "remote_login"

    def look(self, scene: Scene) -> Iterator[Signal | Notice]:
        """Take logins in time order, per application and account."""
        uses = _uses(scene.happenings)
        good = [h for h in uses if h.event.outcome == "success"]
        habit, afterwards = Habit(good), Afterwards(scene.happenings)
        guesses, on_account = Timeline(), Timeline()
        pasts: dict[tuple[str, str], Past] = defaultdict(Past)
        machine = Past()
        judged: set[tuple[str, str, str]] = set()
        for login in uses:
            event = login.event
            if event.outcome != "success":
                guesses.add(guess_key(login), login)
                on_account.add(event.user, login)
                continue
            past = pasts[event.application, event.user]
            # An account without a past of its own is held against the machine's.
            known = past if past.networks else machine if machine.days >= LONG_DAYS else Past()
            since = event.time_us - DAY_US
            recent = guesses.between(guess_key(login), since, event.time_us)
            suspicion = _judge(login, known, recent, on_account.between(event.user, since, event.time_us))
            if habit.regular(login) or (habit.roaming(login) and not recent):
                suspicion.add(-REGULAR, "", "")
            afterwards.weigh(login, suspicion)
            if suspicion.points >= NEEDED:
                key = (event.application, event.user, event.client_ip)
                if key not in judged:
                    judged.add(key)
                    yield _signal(scene, login, suspicion, afterwards.taken(login))
                continue
            if known.settled and wide(event.client_ip) not in known.networks and not habit.roaming(login):
                yield _notice(scene, login)
            past.learn(login)
            machine.learn(login)


def _uses(happenings: list[Happening]) -> list[Happening]:
    """Return logins in time order; where a log shows only transfers, their first in an hour stands for one."""
    found: list[Happening] = []
    seen: set[tuple[str, str, str]] = set()
    hours: set[tuple[str, str, int]] = set()
    for happening in happenings:
        event = happening.event
        if event.time_us == NO_TIME or is_loopback(event.client_ip):
            continue
        if event.action == "login" and (event.client_ip or event.outcome != "success"):
            found.append(happening)
            seen.add((event.application, event.user, event.client_ip))
        elif event.action in {"download", "upload"} and event.user and event.client_ip:
            hour = (event.user, event.client_ip, event.time_us // HOUR_US)
            if (event.application, event.user, event.client_ip) not in seen and hour not in hours:
                hours.add(hour)
                found.append(replace(happening, event=replace(event, action="login", outcome="success")))
    return found


def _judge(login: Happening, past: Past, recent: list[Happening], on_account: list[Happening]) -> Suspicion:
    suspicion, event = Suspicion(), login.event
    known = wide(event.client_ip) in past.networks
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
        if past.odd_hour(event.time_us):
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
    near = {guess.place.line_no for guess in recent}
    elsewhere = sum(1 for guess in on_account if guess.place.line_no not in near)
    if elsewhere >= GUESSES:
        suspicion.add(
            1,
            f"{elsewhere} guesses at this account failed from elsewhere",
            f"{elsewhere} tebakan atas akun ini gagal dari tempat lain",
        )
    if event.user in POWERFUL:
        suspicion.add(1, "the account has full power", "akunnya berkuasa penuh")
    return suspicion


def _guessed(suspicion: Suspicion, recent: list[Happening], *, known: bool) -> None:
    accounts = {guess.event.user for guess in recent}
    count = sum(int(guess.event.detail.get("repeated", "1") or 1) for guess in recent)
    if count >= MANY_GUESSES or (count >= GUESSES and len(accounts) >= 3):
        suspicion.add(
            5,
            f"after {count} failed guesses at {len(accounts)} account(s) from the same network",
            f"setelah {count} tebakan gagal atas {len(accounts)} akun dari jaringan yang sama",
        )
    elif count >= GUESSES and not known:
        suspicion.add(
            3,
            f"after {count} failed guesses from the same network",
            f"setelah {count} tebakan gagal dari jaringan yang sama",
        )
    elif count >= 2 and not known:
        suspicion.add(1, f"after {count} failed guesses", f"setelah {count} tebakan gagal")
    if count >= GUESSES:
        suspicion.cite("failed login", recent[0], recent[-1])


def _signal(scene: Scene, login: Happening, suspicion: Suspicion, taken: list[Happening]) -> Signal:
    event = login.event
    suspicion.cite("login", login)
    if taken:
        suspicion.add(
            1,
            f"{len(taken)} exports or downloads followed",
            f"sesudahnya ada {len(taken)} ekspor atau unduhan",
        )
        suspicion.cite("dump", *taken)
    service = event.application.upper()
    return suspicion.signal(
        site=scene.site,
        behaviour=RemoteLogin.name,
        step="exfiltrated" if taken else "entered",
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
