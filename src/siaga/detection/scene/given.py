"""Knows what a site gives at once to those who signed in: a redirect in its place is a refusal."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from siaga.detection.applications.meaning import act_of
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.sessions import REDIRECTS, SignIn

TIMES = 2
"""Given so often, and never a redirect instead: that is how the site answers."""

_NUMBERS = re.compile(rb"\d+")


class Given:
    """The acts, asked for by a plain link, that were always answered with content to those who signed in.

    A redirect says "done, go on" or "sign in first". Where all who signed in were given the thing itself
    and nobody was sent on, it says the second. The server decides that, not whoever asks.
    """

    def __init__(
        self, clients: Iterable[tuple[str, Sequence[Move]]], sign_ins: Mapping[str, Sequence[SignIn]]
    ) -> None:
        self._began = {
            client: good[0].move.time_us
            for client, signed in sign_ins.items()
            if (good := [one for one in signed if one.succeeded])
        }
        given: dict[tuple[bytes, bytes], int] = defaultdict(int)
        sent_on: set[tuple[bytes, bytes]] = set()
        for client, moves in clients:
            for move in moves if client in self._began else ():
                if move.writes or move.time_us < self._began[client] or act_of(move) is None:
                    continue
                if move.status in REDIRECTS:
                    sent_on.add(_asked(move))
                elif move.status in {200, 206}:
                    given[_asked(move)] += 1
        self._at_once = {act for act, times in given.items() if times >= TIMES and act not in sent_on}

    def refuses(self, move: Move) -> bool:
        """Say whether a request by somebody who had not signed in was refused by a redirect."""
        if move.status not in REDIRECTS or move.writes or _asked(move) not in self._at_once:
            return False
        began = self._began.get(move.client)
        return began is None or move.time_us < began


def _asked(move: Move) -> tuple[bytes, bytes]:
    return move.path, _NUMBERS.sub(b"", move.query)
