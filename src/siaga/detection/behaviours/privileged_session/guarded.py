"""Tells pages behind a login from pages that merely have "admin" in their name."""

from __future__ import annotations

from siaga.detection.behaviours.privileged_session.login_forms import LoginForms
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.sessions import Session


class GuardedPages:
    """Knows which privileged pages refused visitors without a login."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._forms = LoginForms(scene)
        signed = {client for client, found in scene.sign_ins.items() if any(s.succeeded for s in found)}
        self._open: set[bytes] = set()
        self._refused: set[bytes] = set()
        strangers: dict[bytes, set[str]] = {}
        for session in scene.sessions:
            if session.client in signed or session.acts:
                continue
            for page in session.pages:
                strangers.setdefault(page.path, set()).add(session.client)
        # What three strangers were given without a login is a login form or a public page.
        self._open = {path for path, clients in strangers.items() if len(clients) >= 3}
        for move in scene.moves:
            if move.status in {302, 303, 401, 403} and not move.writes:
                self._refused.add(move.path)

    def proves(self, session: Session) -> bool:
        """Say whether a session shows that somebody was inside: a good login, an act, or guarded pages."""
        if session.sign_in is not None:
            return True
        inside = [
            page
            for page in session.pages
            if page.path not in self._open
            and not self._scene.catch_all.covers(page)
            and not self._forms.answers(page)
        ]
        if any(act.weight >= 2 and move in inside for move, act in session.acts):
            return True
        guarded = {page.path for page in inside if page.path in self._refused}
        return len(guarded) >= 2
