"""Uses of accounts, from every log that names who it was: when, from where, with which browser, in which session."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from siaga.detection.behaviours.stolen_account.carried import owners_of, session_of
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.device import UNKNOWN, Device, device_of
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import is_loopback, wide
from siaga.intake.rows import NO_TIME

_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9_+/=.:-]{8,200}")
"""A session's number is long and made up; shorter ones are a lesson's, a shift's or a process's."""

_SESSION_IN_PATH = re.compile(rb"/(cpsess\d{6,12})/")
_ELSEWHERE = frozenset({"error", "output"})


@dataclass(frozen=True, slots=True)
class Use:
    """One good use of an account; texts are "" where the log does not tell.

    `registered` is the number of a device that the office itself enrolled; `signed` says that the use is a
    login of its own, `renewed` that the log itself tells it as going on with an earlier one.
    """

    time_us: int
    client: str
    network: str
    device: Device
    session: str
    registered: str
    country: str
    signed: bool
    renewed: bool
    seen: Move | Happening


def uses_by_account(scene: Scene) -> dict[str, list[Use]]:
    """Return every account's good uses in time order."""
    found: dict[str, list[Use]] = defaultdict(list)
    for happening in scene.happenings:
        event = happening.event
        named = event.user and event.client_ip and event.outcome != "failure"
        timed = event.time_us != NO_TIME and event.action not in _ELSEWHERE
        if named and timed and not is_loopback(event.client_ip):
            found[event.user.lower()].append(_of_event(happening))
    owners = owners_of(scene)
    for move in scene.moves:
        if not move.served or is_loopback(move.client):
            continue
        session = session_of(move, owners)
        user = move.user.lower() or owners.get(session.encode(), "")
        if user:
            found[user].append(_of_move(move, session))
    return {user: sorted(uses, key=_order) for user, uses in found.items()}


def _order(use: Use) -> tuple[int, str, int]:
    return use.time_us, use.seen.place.file, use.seen.place.line_no


def _of_event(happening: Happening) -> Use:
    event, detail = happening.event, happening.event.detail
    agent, system = detail.get("user_agent", ""), detail.get("system", "")
    return Use(
        event.time_us,
        event.client_ip,
        wide(event.client_ip),
        device_of(agent, system) if agent or system else UNKNOWN,
        session if _NUMBER.fullmatch(session := detail.get("session", "")) else "",
        detail.get("device", ""),
        detail.get("country", ""),
        event.action == "login",
        bool(detail.get("renewed")),
        happening,
    )


def _of_move(move: Move, carried: str) -> Use:
    in_path = _SESSION_IN_PATH.search(move.path)
    agent = (move.agent or b"").decode("utf-8", "replace")
    return Use(
        time_us=move.time_us,
        client=move.client,
        network=wide(move.client),
        device=device_of(agent),
        session=in_path[1].decode() if in_path else carried,
        registered="",
        country="",
        # Who signs in by a form has no name yet: logins in access logs are looked up by their client.
        signed=False,
        renewed=False,
        seen=move,
    )
