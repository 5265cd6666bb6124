"""What speaks for a login: the browser that its account, or the site's own people, use; a second factor."""

from __future__ import annotations

from collections import defaultdict

from siaga.detection.behaviours.remote_login.past import Past
from siaga.detection.ledger.agents import is_scripted
from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import wide

OWN_BROWSER, STAFF_BROWSER, SECOND_FACTOR = 2, 1, 1
"""Points taken away from a strange place. Browsers of one make and version are many: they explain, and prove nothing."""

_SECOND_FACTOR = "second factor"


class Browsers:
    """Networks by browser: those of logins that name it, and those of sessions in the site's administration."""

    def __init__(self, scene: Scene, good: list[Happening]) -> None:
        self._moves = scene.by_client
        self._staff: dict[bytes, set[str]] = defaultdict(set)
        for session in scene.sessions:
            for page in session.pages:
                self._staff[page.agent or b""].add(wide(session.client))
        self._of_account: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._second: set[tuple[str, str]] = set()
        for login in good:
            event = login.event
            self._of_account[event.user, _agent(login)].add(wide(event.client_ip))
            if event.detail.get("step") == _SECOND_FACTOR:
                self._second.add((event.user, event.client_ip))

    def in_favour(self, login: Happening, past: Past) -> int:
        """Return the points that speak for a login from a place where its account never was."""
        event = login.event
        points = SECOND_FACTOR if (event.user, event.client_ip) in self._second else 0
        if self._has_own(login, past):
            return points + OWN_BROWSER
        return points + (STAFF_BROWSER if self._has_staffs(login, past) else 0)

    def _has_own(self, login: Happening, past: Past) -> bool:
        """Say whether the log names for this login the browser that the account usually signs in with."""
        agent, user = _agent(login), login.event.user
        if not agent or is_scripted(agent.encode("utf-8", "replace")):
            return False
        return any(network in past.networks for network in self._of_account.get((user, agent), ()))

    def _has_staffs(self, login: Happening, past: Past) -> bool:
        """Say whether its address visits the site with a browser of those who run it from the account's place."""
        moves = self._moves.get(login.event.client_ip, ())
        mine = {move.agent for move in moves if move.agent and not is_scripted(move.agent)}
        return any(network in past.networks for agent in mine for network in self._staff.get(agent, ()))


def _agent(login: Happening) -> str:
    return login.event.detail.get("user_agent", "")
