"""Judges every privileged web session by place, manner and acts, without needing failed logins."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.detection.applications.application import Act
from siaga.detection.behaviours.privileged_session.guarded import GuardedPages
from siaga.detection.behaviours.privileged_session.habits import Habits
from siaga.detection.behaviours.privileged_session.leaked import LeakedSecrets
from siaga.detection.behaviours.privileged_session.realms import Realms
from siaga.detection.behaviours.privileged_session.self_made import self_made
from siaga.detection.behaviours.privileged_session.strange import Strange, notices
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import is_scripted
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.database_tool import is_in_tool
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.sessions import Session
from siaga.detection.scene.staff import regulars
from siaga.findings.shape import Notice, Signal
from siaga.foundation.networks import is_loopback, wide

NEEDED, SURE = 6, 8
"""Points for a likely and for a confirmed entry."""

REGULAR = 3
"""Points taken away from a network that comes back days apart."""

AT_HOME = 1
"""Points taken away from a session with a browser that staff use, and from one after a reset by mail."""

SELF_MADE = 5
"""Points for an account that somebody opened for himself and that was the site owner's at once."""

SHUT_DOORS = 3
"""Other sites that refused an address from which on it tries all doors."""

FEW_FAILURES = 3
MANY_FAILURES, FAILURES_ELSEWHERE = 10, 20
_HOUR_US = 3_600_000_000
_DUMP_BYTES = 2_048
_WHOLE_DATABASE = 10 * 1_048_576
_TAKING = frozenset({"backup", "export"})


class PrivilegedSession:
    """A stranger in the administration: new network, odd hour, weighty acts, scripts, stolen session."""

    name = "privileged_session"

    def look(self, scene: Scene) -> Iterator[Signal | Notice]:
        """Judge sessions in time order; those that raise no suspicion become the site's habits."""
        guarded = GuardedPages(scene)
        inside = [s for s in scene.sessions if not is_loopback(s.client) and guarded.proves(s)]
        regular = regulars(inside)
        realms = Realms(inside, lambda own: Habits(night=scene.night, regular=_hours(own, regulars(own))))
        leaked = LeakedSecrets(scene)
        strange: list[Strange] = []
        for session in inside:
            habits = realms.habits(session)
            if realms.know(session) and not scene.attackers.get(session.client):
                habits.learn(session)
                continue
            suspicion = _judge(scene, session, habits)
            if habits.settled:
                _exported(session, leaked, suspicion)
            if wide(session.client) in regular and not habits.odd_hour(session.start_us, session.client):
                suspicion.add(-REGULAR, "", "")
            if suspicion.points >= NEEDED:
                yield _signal(scene, session, suspicion)
                continue
            if habits.settled and not habits.knows_network(session.client):
                strange.append((suspicion.points, session))
            habits.learn(session)
        yield from notices(scene, self.name, strange)


def _judge(scene: Scene, session: Session, habits: Habits) -> Suspicion:
    suspicion = Suspicion()
    if habits.settled:
        suspicion.add(
            1,
            "the network was never seen in the administration",
            "jaringannya belum pernah terlihat di halaman pengelola",
        )
        if habits.odd_hour(session.start_us, session.client):
            suspicion.add(2, "at an hour when nobody works there", "pada jam yang tidak biasa")
    own = _own_account(scene, session, suspicion)
    _failures(scene, session, suspicion, forgetful=session.reset and not own)
    odd = habits.odd_hour(session.start_us, session.client)
    _acts(session, habits, suspicion)
    _manner(scene, session, habits, suspicion)
    usual = all(habits.usual_agent(page.agent) for page in session.pages)
    if usual and not (odd or own) and _came_in_well(session):
        # A common browser is soon matched by chance; at an hour when staff work it speaks for them.
        suspicion.add(-AT_HOME, "", "")
    attacks = scene.attackers.get(session.client, 0)
    if attacks:
        suspicion.add(
            2, f"the same address sent {attacks} attack(s)", f"alamat yang sama mengirim {attacks} serangan"
        )
    return suspicion


def _came_in_well(session: Session) -> bool:
    """Say whether a session began with a login and no guessing: with a stolen one the browser's name comes."""
    return session.sign_in is not None and (session.reset or session.failures_before < FEW_FAILURES)


def _own_account(scene: Scene, session: Session, suspicion: Suspicion) -> bool:
    """Weigh an account that its user had opened for himself; say whether it was one."""
    own = self_made(scene, session)
    if own:
        suspicion.add(
            SELF_MADE,
            "with an account that it had opened for itself just before, and that was the site owner's at once",
            "dengan akun yang baru saja didaftarkannya sendiri, tetapi langsung berhak seperti pemilik situs",
        )
        suspicion.cite("sign-up", own[0])
        suspicion.cite("act", own[1])
    return bool(own)


def _failures(scene: Scene, session: Session, suspicion: Suspicion, *, forgetful: bool) -> None:
    own = session.failures_before
    if forgetful and own < MANY_FAILURES:
        # Who reads the account's mail and had failed a few times had forgotten the password.
        suspicion.add(-AT_HOME, "", "")
    elif own >= MANY_FAILURES:
        suspicion.add(
            6 if own >= 3 * MANY_FAILURES else 4,
            f"after at least {own} failed logins",
            f"setelah sedikitnya {own} kali gagal masuk",
        )
    elif own >= FEW_FAILURES:
        suspicion.add(1, f"after at least {own} failed logins", f"setelah sedikitnya {own} kali gagal masuk")
    if own:
        failed = [s.move for s in scene.sign_ins.get(session.client, []) if not s.succeeded]
        suspicion.cite("failed login", *failed[:1], *failed[-1:])
    shut = scene.estate.refused_elsewhere(session.client, scene.site)
    if session.sign_in is not None and shut >= SHUT_DOORS:
        suspicion.add(
            4,
            f"the same address was refused at the logins of {shut} other sites",
            f"alamat yang sama ditolak di halaman masuk {shut} situs lain",
        )
    start = session.start_us
    elsewhere = sum(
        1
        for client, signed in scene.sign_ins.items()
        for sign_in in signed
        if client != session.client
        and not sign_in.succeeded
        and 0 <= start - sign_in.move.time_us <= 6 * _HOUR_US
    )
    if elsewhere >= FAILURES_ELSEWHERE:
        suspicion.add(
            1,
            f"{elsewhere} logins failed from elsewhere in the hours before",
            f"{elsewhere} login gagal dari tempat lain beberapa jam sebelumnya",
        )


def _acts(session: Session, habits: Habits, suspicion: Suspicion) -> None:
    kinds: dict[str, Act] = {}
    for _, act in session.acts:
        # What staff do day by day is no stranger's mark.
        if not habits.usual_act(act.name):
            kinds.setdefault(act.name, act)
    weighty = sorted((act for act in kinds.values() if act.weight >= 2), key=lambda act: -act.weight)
    # The heaviest kind of act counts in full, up to two more kinds count one point each.
    for place, act in enumerate(weighty[:3]):
        suspicion.add(act.weight if place == 0 else 1, act.text_en, act.text_id)
    suspicion.cite("act", *(move for move, act in session.acts if act.weight >= 2))


def _exported(session: Session, leaked: LeakedSecrets, suspicion: Suspicion) -> None:
    """Weigh a leaked password where a whole database left: its keepers take all of it too.

    Whoever has read a password does not have to guess it.
    """
    whole = any(
        act.name in _TAKING and move.served and move.size >= _WHOLE_DATABASE for move, act in session.acts
    )
    read = leaked.before(session) if whole and not session.failures_before and is_in_tool(session) else None
    if read is not None:
        shown = read.path.decode("utf-8", "backslashreplace")
        suspicion.add(
            2,
            f"{shown}, where such passwords stand, had been served to {read.client} before",
            f"{shown}, tempat sandi semacam itu tertulis, sebelumnya dilayani kepada {read.client}",
        )
        suspicion.cite("secret", read)


def _manner(scene: Scene, session: Session, habits: Habits, suspicion: Suspicion) -> None:
    agents = {page.agent for page in session.pages}
    if any(is_scripted(agent) for agent in agents):
        suspicion.add(2, "a script, not a browser, did it", "dilakukan oleh skrip, bukan peramban")
    if len(agents) >= 3:
        suspicion.add(1, "its user agent kept changing", "identitas perambannya berganti-ganti")
    jumped = scene.logs_referrers and not any(page.referrer for page in session.pages)
    if len(session.pages) >= 3 and jumped:
        suspicion.add(
            1,
            "it jumped from page to page without following links",
            "berpindah halaman tanpa mengikuti tautan",
        )
    if session.sign_in is None:
        suspicion.add(2, "no login was seen for this session", "tidak terlihat login untuk sesi ini")
        if habits.tells_logins and habits.foreign_agents(session) and not _signed_in_before(scene, session):
            suspicion.add(
                1,
                "and nobody here ever used its browser",
                "dan perambannya belum pernah dipakai siapa pun di sini",
            )
    else:
        suspicion.cite("login", session.sign_in.move)
    suspicion.cite("session", session.pages[0])


def _signed_in_before(scene: Scene, session: Session) -> bool:
    """Say whether the same address ever signed in before: after a long pause a session goes on."""
    signed = scene.sign_ins.get(session.client, [])
    return any(one.succeeded and one.move.time_us < session.start_us for one in signed)


def _taken(scene: Scene, session: Session) -> list[Move]:
    acts = [
        move for move, act in session.acts if act.name in _TAKING and move.served and move.size >= _DUMP_BYTES
    ]
    dumps = [
        move
        for move in scene.by_client[session.client]
        if move.kind & Kind.DUMP and scene.answered(move) and move.size >= _DUMP_BYTES
        and session.start_us <= move.time_us <= session.end_us + _HOUR_US
    ]  # fmt: skip
    return acts + dumps


def _hours(sessions: list[Session], regular: frozenset[str]) -> dict[str, set[int]]:
    """Return at which hours (UTC) each regular network works, over the whole log."""
    hours: dict[str, set[int]] = {}
    for session in sessions:
        net = wide(session.client)
        if net in regular:
            hours.setdefault(net, set()).update(page.time_us // _HOUR_US % 24 for page in session.pages)
    return hours


def _proven(scene: Scene, session: Session, taken: list[Move]) -> bool:
    """Say whether there is more than a strange place and hour: guessing, attacks, a script, a stolen session."""
    guessed = session.failures_before >= MANY_FAILURES or session.sign_in is None
    scripted = any(is_scripted(page.agent) for page in session.pages)
    return guessed or scripted or bool(taken) or bool(scene.attackers.get(session.client))


def _signal(scene: Scene, session: Session, suspicion: Suspicion) -> Signal:
    taken = _taken(scene, session)
    suspicion.cite("dump", *taken)
    users = {page.user for page in session.pages if page.user}
    signed = session.sign_in is not None
    return suspicion.signal(
        site=scene.site,
        behaviour=PrivilegedSession.name,
        step="exfiltrated" if taken else "entered",
        confidence="confirmed" if suspicion.points >= SURE and _proven(scene, session, taken) else "likely",
        clients={session.client},
        users=users,
        opening=(
            "A stranger logged in to the administration" if signed else "A stranger used the administration",
            "Orang asing masuk ke halaman pengelola" if signed else "Orang asing memakai halaman pengelola",
        ),
    )


BEHAVIOUR = PrivilegedSession()
