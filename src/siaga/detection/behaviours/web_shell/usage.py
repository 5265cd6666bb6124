"""How a script was used: what it was given, and whether its answers depend on that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from siaga.detection.behaviours.injection.reflection import explained_by_echo
from siaga.detection.behaviours.injection.replies import answers_at_random
from siaga.detection.ledger.agents import is_scripted
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.text import canonical_text

_COMMAND = re.compile(
    r"(?:^|[?&])[a-z0-9_]{1,24}=(?:id|whoami|uname|ls|dir|cat|type|pwd|ps|w|who|netstat|ss|ifconfig|ipconfig|ip|net|"
    r"wget|curl|echo|df|du|env|printenv|find|grep|tar|zip|unzip|chmod|chown|rm|mv|cp|mkdir|touch|python[23]?|perl|php|"
    r"sh|bash|cmd|powershell|hostname|history|crontab|ping|nc|ncat|nmap|gcc|mysqldump|systeminfo|tasklist)"
    r"(?:\.exe)?(?:$|[ &;|<>])"
)
"""A parameter whose value *is* a command; one appended to an honest value is an injection into a page."""

_ENCODED = re.compile(rb"(?:^| )(?=[^ ]{0,200}[0-9])(?=[^ ]{0,200}[a-z])[A-Za-z0-9+/]{20,}={0,2}$")
"""A browser's name that ends in something encoded: no browser does, each ends in a name and a version."""

_TOLD_BY_AGENT = 3
"""Different encoded names that one address gave to one script: orders travel in them."""

_BROWSER = (b"Mozilla/", b"Opera/")
"""How all browsers begin."""

SCHEDULED_DAYS = 3
_SAME = 16
"""Bytes within which answers count as equal."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Uses of one script: those with input, those that look like a tool's, and the answers' variety.

    `answers` counts different answers to different inputs: what changes by itself, for one and the
    same input, does not count. `days` is on how many days it was used.
    """

    given: list[Move]
    tool: list[Move]
    answers: int
    days: int

    @property
    def scheduled(self) -> bool:
        """Whether one program of one address comes day after day and gives no commands: an exchange of data."""
        return self._regular and all(is_scripted(move.agent) for move in self.given)

    @property
    def exchanged(self) -> bool:
        """Whether the same holds for a program that goes by a name of its own, as partners' programs do.

        Intruders' tools have such names too: this only speaks for a script that was always there.
        """
        agents = {move.agent or b"" for move in self.given}
        return self._regular and len(agents) == 1 and not any(agent.startswith(_BROWSER) for agent in agents)

    @property
    def _regular(self) -> bool:
        orders = any(_COMMAND.search(canonical_text(move.query)) for move in self.given if move.query)
        return len({move.client for move in self.given}) == 1 and self.days >= SCHEDULED_DAYS and not orders

    @property
    def static(self) -> bool:
        """Whether it answers the same to whatever it is given, as a picture does."""
        return len({(move.method, move.query) for move in self.given}) >= 3 and self.answers == 1

    @property
    def commanded(self) -> bool:
        """Whether it obeyed: mostly tool-like input, and answers to match."""
        return len(self.tool) >= 2 and 2 * len(self.tool) >= len(self.given) and self.answers >= 3


def usage_of(scene: Scene, answered: list[Move]) -> Usage:
    """Look at the answered requests of one script."""
    told = _told_by_agent(answered)
    given = [move for move in answered if move.writes or move.query or (move.client, move.agent) in told]
    return Usage(
        given,
        [move for move in given if (move.client, move.agent) in told or _is_tool_like(scene, move)],
        _answers([move for move in given if move.served and move.size >= 0], told),
        len({move.time_us // 86_400_000_000 for move in answered}),
    )


def _told_by_agent(answered: list[Move]) -> frozenset[tuple[str, bytes | None]]:
    """Return the clients and encoded user agents of those who gave a new one again and again."""
    found: dict[str, set[bytes]] = {}
    for move in answered:
        if move.agent and _ENCODED.search(move.agent):
            found.setdefault(move.client, set()).add(move.agent)
    return frozenset(
        (client, agent)
        for client, agents in found.items()
        if len(agents) >= _TOLD_BY_AGENT
        for agent in agents
    )


def _is_tool_like(scene: Scene, move: Move) -> bool:
    if "web-shell" in scene.families(move):
        return True
    return bool(move.query) and bool(_COMMAND.search(canonical_text(move.query)))


def _answers(given: list[Move], told: frozenset[tuple[str, bytes | None]]) -> int:
    hidden = [move for move in given if move.writes or (move.client, move.agent) in told]
    posts = {move.size // _SAME for move in hidden}
    given = [move for move in given if not (move.writes or (move.client, move.agent) in told)]
    by_query: dict[bytes, list[int]] = {}
    for move in given:
        by_query.setdefault(move.query, []).append(move.size)
    gets = {int(median(sizes)) // _SAME for sizes in by_query.values()}
    if answers_at_random(given, attacks_too=True):
        gets = set()
    if len(gets) >= 2 and explained_by_echo(given):
        gets = {next(iter(gets))}
    return len(posts | gets)
