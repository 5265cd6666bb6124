"""Finds database tools that were opened with the password out of a file read on this or a neighbouring site."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.detection.behaviours.data_theft.file_reads import settings_read
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.database_tool import is_in_tool
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.sessions import Session
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide

_WITHIN_US = 24 * 3_600_000_000
_PAGES, _EXPORT = 2, 65_536


def opened_tools(scene: Scene) -> Iterator[Signal]:
    """Follow whoever entered a database tool at the first try back to where its password had been read.

    Sites of one house lie side by side, and often share a database: what is read out of one opens the tool of
    the next. Whoever worked in the tool before needed no file for it; whoever guessed did not have it.
    """
    known: set[str] = set()
    for session in scene.sessions:
        if not is_in_tool(session) or session.sign_in is None:
            continue
        home = wide(session.client)
        if home not in known and not session.failures_before and len(session.pages) >= _PAGES:
            reads = _read_before(scene, session)
            if reads and home not in scene.staff:
                yield _signal(scene, session, reads)
                continue
        known.add(home)


def _read_before(scene: Scene, session: Session) -> list[Move]:
    start, agents = session.start_us, {page.agent for page in session.pages}
    return [
        move
        for place in scene.neighbours or (scene,)
        for move in settings_read(place, session.client)
        if 0 <= start - move.time_us <= _WITHIN_US and move.agent in agents
    ]


def _signal(scene: Scene, session: Session, reads: list[Move]) -> Signal:
    last = reads[-1]
    shown = f"{last.site}{last.path.decode('utf-8', 'backslashreplace')}"
    suspicion = Suspicion()
    suspicion.add(
        4,
        f"the same browser had just been given a settings file by {shown} ({last.size} bytes)",
        f"peramban yang sama baru saja menerima berkas pengaturan dari {shown} ({last.size} bita)",
    )
    suspicion.add(
        3,
        "it entered the database's web tool at the first try, where it had never been",
        "ia masuk ke alat basis data pada percobaan pertama, padahal belum pernah ada di sana",
    )
    taken = [
        move for move, act in session.acts if act.name == "export" and move.served and move.size >= _EXPORT
    ]
    if taken:
        size = max(move.size for move in taken)
        suspicion.add(3, f"it exported {size} bytes", f"ia mengekspor {size} bita")
        suspicion.cite("dump", *taken)
    suspicion.cite("secret", *reads[-3:])
    if session.sign_in is not None:
        suspicion.cite("login", session.sign_in.move)
    suspicion.cite("session", *session.pages[:3])
    return suspicion.signal(
        site=scene.site,
        behaviour="source_theft",
        step="exfiltrated" if taken else "entered",
        confidence="confirmed" if taken else "likely",
        clients={session.client},
        opening=(
            "Passwords of a settings file opened the database",
            "Kata sandi dari berkas pengaturan dipakai membuka basis data",
        ),
    )
