"""Finds mailboxes through which strangers send letters to hundreds, by turns from several providers' networks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import is_loopback, wide
from siaga.intake.rows import NO_TIME

RECIPIENTS, NETWORKS, TURNS = 200, 3, 6
"""Recipients within an hour, networks, and changes from one network to another that nobody's own devices make."""

WITHIN_US = 3_600_000_000
_QUEUED_US = 10 * 60 * 1_000_000
_DAY_US, _APART, _ASLEEP = 24 * 3_600_000_000, 3, 7


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter to many: who handed it in, and how many it went to."""

    login: Happening
    sent: Happening

    @property
    def time_us(self) -> int:
        """When it was handed in."""
        return self.login.event.time_us

    @property
    def network(self) -> str:
        """From where."""
        return wide(self.login.event.client_ip)

    @property
    def recipients(self) -> int:
        """To how many."""
        return int(self.sent.event.detail["recipients"])


def look(scene: Scene, name: str) -> Iterator[Signal]:
    """Slide an hour over each account's letters to many.

    A press office sends to hundreds too, from its desk and perhaps a telephone. Only a herd of rented or infected
    machines sends by turns, one letter here and the next one there. What an account's own senders do (a service
    for newsletters has many machines) they do on other days as well.
    """
    logins = [h for h in scene.happenings if _is_login(h)]
    homes = _homes(logins)
    letters = _letters(scene, logins)
    for user, mine in sorted(letters.items()):
        foreign = [letter for letter in mine if letter.network not in homes[user]]
        worst = _worst_hour(foreign)
        if worst:
            asleep = _slept(user, worst, logins)
            yield _signal(scene, name, user, worst, asleep=asleep)


def _is_login(happening: Happening) -> bool:
    event = happening.event
    good = event.action == "login" and event.outcome == "success" and event.time_us != NO_TIME
    return bool(good and event.user and event.client_ip) and not is_loopback(event.client_ip)


def _homes(logins: Sequence[Happening]) -> dict[str, set[str]]:
    """Return, by account, the networks that it signs in from days apart."""
    days: dict[tuple[str, str], set[int]] = defaultdict(set)
    for login in logins:
        days[login.event.user, wide(login.event.client_ip)].add(login.event.time_us // _DAY_US)
    homes: dict[str, set[str]] = defaultdict(set)
    for (user, network), seen in days.items():
        if max(seen) - min(seen) >= _APART:
            homes[user].add(network)
    return homes


def _letters(scene: Scene, logins: Sequence[Happening]) -> dict[str, list[_Letter]]:
    """Return letters to many by account, in time order; a queue's numbers come again, but not within minutes."""
    sent: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for happening in scene.happenings:
        event = happening.event
        if event.action == "send" and event.time_us != NO_TIME:
            sent[happening.source, event.detail.get("letter", "")].append(happening)
    found: dict[str, list[_Letter]] = defaultdict(list)
    for login in logins:
        if "recipients" in login.event.detail:
            # Some servers tell on one line who handed a letter in and whom it went to.
            found[login.event.user].append(_Letter(login, login))
            continue
        at, letter = login.event.time_us, login.event.detail.get("letter", "")
        for queued in sent.get((login.source, letter), ()) if letter else ():
            if 0 <= queued.event.time_us - at <= _QUEUED_US:
                found[login.event.user].append(_Letter(login, queued))
                break
    return {user: sorted(letters, key=lambda one: one.time_us) for user, letters in found.items()}


def _worst_hour(letters: Sequence[_Letter]) -> Sequence[_Letter]:
    """Return the hour with most recipients in which networks took turns, or nothing."""
    best: Sequence[_Letter] = ()
    first = 0
    for last, letter in enumerate(letters):
        while letter.time_us - letters[first].time_us > WITHIN_US:
            first += 1
        hour = letters[first : last + 1]
        turns = sum(1 for a, b in pairwise(hour) if a.network != b.network)
        spread = len({one.network for one in hour}) >= NETWORKS and turns >= TURNS
        total = sum(one.recipients for one in hour)
        if spread and total >= RECIPIENTS and total > sum(one.recipients for one in best):
            best = hour
    return best


def _slept(user: str, letters: Sequence[_Letter], logins: Sequence[Happening]) -> bool:
    """Say whether an account was used on no more than a day before, and by nobody else in the week before."""
    start, foreign = letters[0].time_us, {letter.network for letter in letters}
    before = [
        login.event.time_us // _DAY_US
        for login in logins
        if login.event.user == user
        and login.event.time_us < start
        and wide(login.event.client_ip) not in foreign
    ]
    return len(set(before)) <= 1 and (not before or start // _DAY_US - max(before) >= _ASLEEP)


def _signal(scene: Scene, name: str, user: str, letters: Sequence[_Letter], *, asleep: bool) -> Signal:
    suspicion = Suspicion()
    networks = len({letter.network for letter in letters})
    total = sum(letter.recipients for letter in letters)
    suspicion.add(
        4,
        f"{len(letters)} letters to {total} recipients within an hour, by turns from {networks} networks of "
        "different providers",
        f"{len(letters)} surat kepada {total} penerima dalam satu jam, bergantian dari {networks} jaringan penyedia "
        "berbeda",
    )
    if asleep:
        suspicion.add(
            2,
            "the account had hardly been used before",
            "sebelumnya akun itu hampir tidak pernah dipakai",
        )
    for letter in letters:
        suspicion.cite("login", letter.login)
    suspicion.cite("use", letters[0].sent, letters[-1].sent)
    return suspicion.signal(
        site=scene.site,
        behaviour=name,
        step="entered",
        confidence="confirmed" if asleep or networks > NETWORKS else "likely",
        clients={letter.login.event.client_ip for letter in letters},
        users={user},
        opening=(
            f"The mailbox {user} was used to send letters to very many",
            f"Kotak surat {user} dipakai mengirim surat kepada sangat banyak orang",
        ),
    )
