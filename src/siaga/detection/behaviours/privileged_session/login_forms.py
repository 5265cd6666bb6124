"""Knows a site's login forms by their size: whoever asks for an inner page and gets the form was not inside."""

from __future__ import annotations

from collections import defaultdict

from siaga.detection.applications.meaning import login_of
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import PUBLIC_NETWORKS, Scene
from siaga.foundation.networks import wide

A_PAGE = 1_024
"""Bytes of an answer from which on it is a page; short answers to anything are of one size by chance."""

_SLACK = 8
"""Bytes by which a form may vary for reasons of its own (a token, a clock)."""

_OK = 200


class LoginForms:
    """What strangers were shown right before they sent a login, per folder.

    Some applications send nobody away: they answer any page with 200 and the login form instead. The
    form is what several networks that never signed in were given where their logins went. What an
    intruder does inside is answered by pages of their own size, which he doesn't choose.
    """

    def __init__(self, scene: Scene) -> None:
        shown: dict[tuple[bytes, int], set[str]] = defaultdict(set)
        for client, signed in scene.sign_ins.items():
            if any(sign_in.succeeded for sign_in in signed):
                continue
            places = {place for sign_in in signed for place in _places(sign_in.move)}
            last = max(sign_in.move.time_us for sign_in in signed)
            for move in scene.by_client[client]:
                bare = not (move.query or move.writes)
                if bare and move.path in places and move.time_us <= last and _is_page(move):
                    shown[_folder(move.path), move.size].add(wide(client))
        self._sizes: dict[bytes, set[int]] = defaultdict(set)
        for (folder, size), networks in shown.items():
            if len(networks) >= PUBLIC_NETWORKS:
                self._sizes[folder].update(range(size - _SLACK, size + _SLACK + 1))

    def answers(self, move: Move) -> bool:
        """Say whether a request was answered with the login form of its own part of the site."""
        if not _is_page(move):
            return False
        return any(move.size in sizes and move.path.startswith(at) for at, sizes in self._sizes.items())


def _places(login: Move) -> tuple[bytes, ...]:
    """Return where a login's form may be: at its own address, or at that of its folder."""
    return (login.path, _folder(login.path)) if login_of(login) is not None else ()


def _folder(path: bytes) -> bytes:
    return path[: path.rfind(b"/") + 1]


def _is_page(move: Move) -> bool:
    return move.status == _OK and move.size >= A_PAGE
