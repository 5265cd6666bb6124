"""Finds passwords that were set anew by mail out of a mailbox which the same stranger had just opened, on any site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from siaga.detection.applications.meaning import login_of, privileged_page_of
from siaga.detection.behaviours.remote_login.past import Past
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import is_loopback, wide
from siaga.foundation.remembering import remembering
from siaga.foundation.text import canonical_text
from siaga.foundation.urls import plain_path
from siaga.intake.rows import NO_TIME

NEEDED = 8
"""Points for an accusation: six for what there must be, the rest for how it was done and what it was for."""

_RESET = re.compile(r"/[a-z_-]{0,24}(?:reset|lupa|forgot|recover|atur[_-]?ulang)")
_TOKEN = re.compile(r"(?<![0-9a-z])[0-9a-z]{20,200}(?![0-9a-z])")
_ADDRESS = re.compile(r"[a-z0-9._+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}")
_DELETE = re.compile(r"(?:^|[&/=_])(?:delete|hapus|purge|trash)")

_HOUR_US = 3_600_000_000
_DAY_US, _OPENED_US, _STAY_US, _AROUND_US = 24 * _HOUR_US, 2 * _HOUR_US, _HOUR_US, _HOUR_US // 4
_MANY, _QUIET = 50, 2
"""So many logins tell when a house is up, and so many hours around a time at which nobody ever is."""

_TAKEN_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class _Mailbox:
    """The login to a mailbox, and where that was."""

    scene: Scene
    login: Happening


def mailed_resets(scene: Scene) -> Iterator[Signal]:
    """Follow links that set a new password back to who had opened the mailbox that they were sent to.

    Whoever holds a mailbox holds every account that mails new passwords there. Owners forget passwords too: from
    their usual networks or on a journey, by day, after trying the old one. So the mailbox must have been opened
    by that very address in a network and at an hour that are both strange to it, and never again from there.
    """
    judged: set[tuple[str, str]] = set()
    for move in scene.moves:
        user = _set_for(move)
        if not user or (user, move.client) in judged or is_loopback(move.client):
            continue
        inside = _inside_after(scene, move)
        mailbox = _opened_before(scene, move, user) if inside else None
        if mailbox is None or wide(move.client) in scene.staff:
            continue
        judged.add((user, move.client))
        signal = _judge(scene, move, user, mailbox, inside)
        if signal is not None:
            yield signal


def _set_for(move: Move) -> str:
    """Return the address whose password a form behind a mailed link sets anew, "" where it is none."""
    if not move.writes or not (200 <= move.status < 400) or not _sets_passwords(move.path):
        return ""
    link = canonical_text((move.referrer or b"") + b" " + move.query)[:2_000]
    named = _ADDRESS.search(link)
    return named[0] if named and _TOKEN.search(link) else ""


@remembering(20_000)
def _sets_passwords(path: bytes) -> bool:
    return _RESET.search(plain_path(path)) is not None


def _inside_after(scene: Scene, reset: Move) -> list[Move]:
    """Return the pages of people's records, or of the administration, that were then served to that client."""
    return [
        move
        for move in scene.by_client[reset.client]
        if 0 <= move.time_us - reset.time_us <= _STAY_US
        and move is not reset
        and scene.answered(move)
        and (move.kind & Kind.RECORDS or privileged_page_of(move) is not None)
    ]


def _opened_before(scene: Scene, reset: Move, user: str) -> _Mailbox | None:
    """Return the good login to that mailbox by which the same address had opened it, strange as it was."""
    for place in scene.neighbours or (scene,):
        logins = [h for h in place.happenings if _opens(h, user)]
        for login in logins:
            event = login.event
            soon = 0 <= reset.time_us - event.time_us <= _OPENED_US
            if soon and event.client_ip == reset.client and _is_strange(place, login, logins):
                return _Mailbox(place, login)
    return None


def _opens(happening: Happening, user: str) -> bool:
    event = happening.event
    good = event.action == "login" and event.outcome == "success" and event.time_us != NO_TIME
    return good and event.user.lower() in {user, user.partition("@")[0]} and bool(event.client_ip)


def _is_strange(place: Scene, login: Happening, logins: list[Happening]) -> bool:
    """Say whether a mailbox was never opened from there but on one day, and never at such an hour."""
    event, past = login.event, Past()
    for other in logins:
        if wide(other.event.client_ip) != wide(event.client_ip):
            if other.event.time_us < event.time_us:
                past.learn(other)
        elif other.event.time_us // _DAY_US != event.time_us // _DAY_US:
            return False
    return past.settled and (past.odd_hour(event.time_us, place.night) or _nobody_is_up(place, login))


def _nobody_is_up(place: Scene, login: Happening) -> bool:
    """Say whether none of a house's many logins, whoever's, ever fell within hours of such a time of day."""
    event = login.event
    hours = [
        other.event.time_us // _HOUR_US % 24
        for other in place.happenings
        if other.event.action == "login"
        and other.event.outcome == "success"
        and other.event.application == event.application
        and other.event.time_us != NO_TIME
        and wide(other.event.client_ip) != wide(event.client_ip)
    ]
    hour = event.time_us // _HOUR_US % 24
    return len(hours) >= _MANY and all(_QUIET < (hour - known) % 24 < 24 - _QUIET for known in hours)


def _judge(scene: Scene, reset: Move, user: str, mailbox: _Mailbox, inside: list[Move]) -> Signal | None:
    suspicion = Suspicion()
    suspicion.add(
        6,
        f"the same address had just opened the mailbox {user}, from a network and at an hour where it never was",
        f"alamat yang sama baru saja membuka kotak surat {user}, dari jaringan dan pada jam yang belum pernah",
    )
    suspicion.cite("login", mailbox.login)
    tried = [m for m in scene.by_client[reset.client] if m.time_us < reset.time_us and login_of(m)]
    if not tried:
        suspicion.add(1, "it never tried the old password", "sandi lama tidak pernah dicoba")
    deleted = [
        move
        for move in mailbox.scene.by_client.get(reset.client, ())
        if move.writes
        and move.served
        and abs(move.time_us - reset.time_us) <= _AROUND_US
        and _DELETE.search(canonical_text(move.path + b"&" + move.query)[:500])
    ]
    if deleted:
        suspicion.add(2, "mail was deleted there at once", "surat di sana langsung dihapus")
        suspicion.cite("act", deleted[-1])
    taken = [move for move in inside if move.kind & Kind.RECORDS and move.size >= _TAKEN_BYTES]
    if taken:
        size = sum(move.size for move in taken)
        suspicion.add(1, f"{size} bytes of records followed", f"sesudahnya {size} bita data diambil")
        suspicion.cite("dump", *taken)
    suspicion.cite("reset", reset)
    suspicion.cite("session", *inside[:3])
    if suspicion.points < NEEDED:
        return None
    return suspicion.signal(
        site=scene.site,
        behaviour="stolen_account",
        step="exfiltrated" if taken else "entered",
        confidence="confirmed" if taken and deleted else "likely",
        clients={reset.client},
        users={user},
        opening=(
            f"A new password for {user} was set with a link out of a stolen mailbox",
            f"Sandi baru untuk {user} diatur dengan tautan dari kotak surat yang dicuri",
        ),
        links=(f"account:{user}",),
    )
