"""Finds passwords that one machine guessed: refusal upon refusal within hours, then one that fitted and was used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from siaga.detection.applications.meaning import login_of
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import is_scripted
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.sessions import SignIn
from siaga.findings.shape import Signal
from siaga.foundation.networks import is_loopback

GUESSES, WITHIN_US = 30, 6 * 3_600 * 1_000_000
"""So many refused passwords in a row, so close together, are nobody's typing errors."""

BOUNCED = 10
"""So many of them, from the first on, must be seen to be refused: who is let in goes on to another page."""

FORM_US, USED_US = 10_000_000, 3_600 * 1_000_000
"""The form comes back at once; an account is used soon after it was opened."""

KNOWN = 2
"""So many who got in at other times, and nobody of them meanwhile, show that the login itself was broken."""


def look(scene: Scene, name: str) -> Iterator[Signal]:
    """Yield a signal for every address whose guessing ended in a good login that was then used.

    What leads into the administration is judged there; here it is the accounts of pupils, teachers,
    citizens. Where many share an address there are several browsers, and good logins from the first day.
    Programs that nobody told of a new password try the old one for hours, until somebody does: a form
    that a browser fills in is no program's.
    """
    judged = {id(session.sign_in.move) for session in scene.sessions if session.sign_in}
    for client, signed in sorted(scene.sign_ins.items()):
        place = next((at for at, one in enumerate(signed) if one.succeeded), 0)
        good, refused = signed[place], signed[:place]
        guesses = [one for one in refused if good.move.time_us - one.move.time_us <= WITHIN_US]
        if len(guesses) < GUESSES or id(good.move) in judged or is_loopback(client):
            continue
        if is_scripted(good.move.agent) or any(login_of(one.move) is None for one in (good, *guesses)):
            continue
        used = _used(scene, good, signed[place + 1 :])
        if used and _is_one_machine(scene, good, guesses) and not _was_broken(scene, good, guesses):
            yield _signal(scene, name, (good, guesses), used)


def _used(scene: Scene, good: SignIn, later: Sequence[SignIn]) -> list[Move]:
    """Return what was given after the login; nothing where the guessing went on."""
    start = good.move.time_us
    if any(not one.succeeded and one.move.time_us - start <= USED_US for one in later):
        return []
    moves = scene.by_client[good.move.client]
    return [
        move
        for move in moves
        if 0 < move.time_us - start <= USED_US and scene.answered(move) and not move.kind & Kind.LOGIN
    ]


def _is_one_machine(scene: Scene, good: SignIn, guesses: Sequence[SignIn]) -> bool:
    """Say whether one browser did nothing but try, and was seen to be refused."""
    if {one.move.agent for one in guesses} != {good.move.agent}:
        return False
    first, last = guesses[0].move.time_us, good.move.time_us
    meanwhile = [m for m in scene.by_client[good.move.client] if first <= m.time_us < last]
    if any(scene.answered(m) and not m.kind & Kind.LOGIN and login_of(m) is None for m in meanwhile):
        return False
    after = {id(m): later for m, later in pairwise(meanwhile)}
    return all(_is_refused(one.move, after.get(id(one.move))) for one in guesses[:BOUNCED])


def _is_refused(login: Move, following: Move | None) -> bool:
    """Say whether a login's own answer refuses it, or the form came back at once."""
    known = login_of(login)
    if known is not None and known[1].outcome(login.status) == "failure":
        return True
    if following is None or following.writes or following.time_us - login.time_us > FORM_US:
        return False
    return following.status == 200 and bool(following.kind & Kind.LOGIN)


def _was_broken(scene: Scene, good: SignIn, guesses: Sequence[SignIn]) -> bool:
    """Say whether those who get in at other times were all refused meanwhile: then people try again and again."""
    first, last = guesses[0].move.time_us, good.move.time_us
    shut = 0
    for client, signed in scene.sign_ins.items():
        if client == good.move.client or not any(one.succeeded for one in signed):
            continue
        meanwhile = [one for one in signed if first <= one.move.time_us <= last]
        if any(one.succeeded for one in meanwhile):
            return False
        shut += bool(meanwhile)
    return shut >= KNOWN


def _signal(scene: Scene, name: str, tried: tuple[SignIn, Sequence[SignIn]], used: Sequence[Move]) -> Signal:
    good, guesses = tried
    suspicion = Suspicion()
    suspicion.add(
        6,
        f"at least {len(guesses)} wrong passwords in a row before it, by one browser",
        f"sedikitnya {len(guesses)} kata sandi salah berturut-turut sebelumnya, dari satu peramban",
    )
    suspicion.cite("failed login", guesses[0].move, guesses[-1].move)
    suspicion.cite("login", good.move)
    suspicion.cite("use", *used)
    return suspicion.signal(
        site=scene.site,
        behaviour=name,
        step="entered",
        confidence="confirmed" if len(guesses) >= 2 * GUESSES else "likely",
        clients={good.move.client},
        users={good.move.user} - {""},
        opening=("A password was guessed and used", "Kata sandi ditebak sampai cocok, lalu dipakai"),
    )
