"""Finds the sessions that access log lines carry: a number that an application's trail puts to an account."""

from __future__ import annotations

import re
from collections.abc import Mapping

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene

_LONG = 16
"""A number this long is made up by chance, and found nowhere by accident."""

_TOKEN = re.compile(rb"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{16,128}(?![A-Za-z0-9_-])")
_READ = 1_024
"""Bytes at a line's end that are read: the layouts of access logs add their own fields there."""


def owners_of(scene: Scene) -> Mapping[bytes, str]:
    """Return the account, in small letters, of each session that a trail tells; what several share is no session."""
    found: dict[bytes, str] = {}
    shared: set[bytes] = set()
    for happening in scene.happenings:
        session, user = _told(happening), happening.event.user.lower()
        if not session or not user:
            continue
        if found.setdefault(session, user) != user:
            shared.add(session)
    return {session: user for session, user in found.items() if session not in shared}


def _told(happening: Happening) -> bytes:
    session = happening.event.detail.get("session", "").encode("utf-8", "replace")
    long = len(session) >= _LONG and _TOKEN.fullmatch(session)
    return session if long and any(byte in b"0123456789" for byte in session) else b""


def session_of(move: Move, owners: Mapping[bytes, str]) -> str:
    """Return the session that a line carries (a cookie that is logged, a parameter); "" where none is known.

    Whoever sends a number that was never given out, or the server refuses, is in no session.
    """
    if not owners or not move.served:
        return ""
    for token in _TOKEN.findall(move.raw[-_READ:]):
        if token in owners:
            return str(token, "ascii")
    return ""
