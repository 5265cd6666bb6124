"""Finds injected commands, queries and file reads that left a witness of having run."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from siaga.detection.behaviours.injection.process_output import Outputs
from siaga.detection.behaviours.injection.replies import (
    Reply,
    answers_at_random,
    beyond_baseline,
    differs_by_variant,
    leaks_bit_by_bit,
    unlike_its_failures,
    waits_as_told,
)
from siaga.detection.behaviours.injection.self_timed import requests_behind
from siaga.detection.behaviours.injection.spoken import says_what_it_read
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal, Step
from siaga.foundation.networks import wide
from siaga.foundation.text import canonical_text

QUERIES = frozenset({"sql-injection", "nosql-injection"})
READS = frozenset({"path-traversal", "xxe", "ssrf", "remote-file-inclusion"})
RUNS = frozenset(
    {
        "command-injection",
        "template-injection",
        "expression-injection",
        "deserialisation",
        "log4shell",
        "shellshock",
        "php-framework-exploit",
        "device-and-appliance-exploit",
        "remote-file-inclusion",
    }
)
_PARAMETER = re.compile(r"(?:^|&)([a-z0-9_.\[\]-]{1,40})=")
NEEDED, SURE = 3, 5
_DATA_BYTES = 4_096
_ENOUGH_REPLIES, _FIRST_TRIES = 4, 2


class Injection:
    """An attack on a page whose replies, delays or error log show that it ran."""

    name = "injection"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Judge each client's attacks on each page."""
        groups: dict[tuple[str, bytes, tuple[str, ...]], list[Move]] = defaultdict(list)
        for move in scene.moves:
            if move.rules and scene.families(move) & (QUERIES | READS | RUNS):
                groups[move.client, move.path, _parameters(move)].append(move)
        outputs, pages = Outputs(scene), _Pages(scene)
        errors = _errors(scene)
        for (client, path, _), attacks in groups.items():
            if wide(client) in scene.staff:
                continue
            answered = [
                m
                for m in attacks
                if m.status not in {400, 403, 404, 405, 410} and not scene.catch_all.covers(m)
            ]
            signal = _judge(scene, client, path, answered, (outputs, pages, errors)) if answered else None
            if signal is not None:
                yield signal
        yield from _unseen(scene, outputs)


def _unseen(scene: Scene, outputs: Outputs) -> Iterator[Signal]:
    """Judge requests whose payload no log shows, but whose command's output names their very second."""
    for (client, path), pairs in requests_behind(scene, outputs).items():
        suspicion = Suspicion()
        suspicion.add(
            5,
            "at the second of the request the error log shows a command's own output",
            "pada detik permintaan itu log galat memuat keluaran suatu perintah",
        )
        for move, output in pairs:
            suspicion.cite("attack", move)
            suspicion.cite("error", output.happening)
        shown = path.decode("utf-8", "backslashreplace")
        yield suspicion.signal(
            site=scene.site,
            behaviour=Injection.name,
            step="executed",
            confidence="confirmed",
            clients={client},
            opening=(f"A command ran through {shown}", f"Sebuah perintah dijalankan lewat {shown}"),
        )


def _errors(scene: Scene) -> dict[str, list[Happening]]:
    """Return the error messages of all logs by the client that they name."""
    found: dict[str, list[Happening]] = defaultdict(list)
    for happening in scene.around:
        if happening.event.action == "error" and happening.event.client_ip:
            found[happening.event.client_ip].append(happening)
    return found


class _Pages:
    """Which pages answer at random, found out once for each page."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[bytes, bool] = {}

    def at_random(self, path: bytes) -> bool:
        """Say whether a page gives different sizes to one and the same request."""
        if path not in self._known:
            self._known[path] = answers_at_random(self._scene.by_path[path])
        return self._known[path]


def _parameters(move: Move) -> tuple[str, ...]:
    """Return the names of a request's parameters: what goes into different ones can't be compared."""
    names = _PARAMETER.findall(canonical_text(move.query)[:2_000]) if move.query else []
    return tuple(sorted(set(names[:4])))


def _judge(
    scene: Scene,
    client: str,
    path: bytes,
    attacks: list[Move],
    known: tuple[Outputs, _Pages, dict[str, list[Happening]]],
) -> Signal | None:
    outputs, pages, errors = known
    families = frozenset[str]().union(*(scene.families(move) for move in attacks))
    suspicion = Suspicion()
    replies = _replies(scene, path, attacks, families, pages)
    if families & QUERIES:
        spoken = says_what_it_read(attacks, errors.get(client, ()))
        replies += [] if spoken is None else [spoken]
    for reply in replies:
        suspicion.add(reply.points, reply.en, reply.idn)
        suspicion.cite("reply", *reply.lines)
        suspicion.cite("error", *reply.errors)
    if families & RUNS:
        said = outputs.near(attacks)
        if said:
            suspicion.add(
                5,
                "the error log shows a command's own output",
                "log galat memuat keluaran perintah itu sendiri",
            )
            suspicion.cite("error", *said)
    if suspicion.points < NEEDED:
        return None
    # What was answered tells more than what was tried: the first tries stand for the rest.
    shown_already = sum(len(reply.lines) for reply in replies)
    suspicion.cite("attack", *(attacks if shown_already < _ENOUGH_REPLIES else attacks[:_FIRST_TRIES]))
    shown = path.decode("utf-8", "backslashreplace")
    what, what_id = _named(families)
    return suspicion.signal(
        site=scene.site,
        behaviour=Injection.name,
        step=_step(scene, families, replies),
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients={client},
        opening=(f"{what} on {shown} worked", f"{what_id} pada {shown} berhasil"),
    )


def _replies(
    scene: Scene, path: bytes, attacks: list[Move], families: frozenset[str], pages: _Pages
) -> list[Reply]:
    others = [move for move in scene.by_path[path] if not move.rules]
    found = [waits_as_told(attacks, others)]
    if not pages.at_random(path):
        found += [
            beyond_baseline(attacks, scene.ledger.paths.figures(path)),
            unlike_its_failures(attacks, reads=bool(families & READS)),
            leaks_bit_by_bit(attacks) if families & QUERIES else None,
            differs_by_variant(attacks) if families & (RUNS | READS) else None,
        ]
    return [reply for reply in found if reply is not None]


def _step(scene: Scene, families: frozenset[str], replies: list[Reply]) -> Step:
    """Return the step: replies that carry data out took it, everything else has run."""
    carrying = any(reply.kind == "bits" or (reply.kind == "large" and _bulk(reply)) for reply in replies)
    if (families & QUERIES and carrying) or _read_out(scene, replies) >= _DATA_BYTES:
        return "exfiltrated"
    return "executed"


def _read_out(scene: Scene, replies: list[Reply]) -> int:
    """Return how many bytes of files left: what answers to file reads hold beyond the shortest of them.

    The shortest is what the page says around a file, or where there is none.
    """
    read = {
        (move.place.file, move.place.line_no): max(0, move.size)
        for reply in replies
        for move in reply.lines
        if move.served and scene.families(move) & READS and not scene.families(move) & RUNS
    }
    return sum(read.values()) - len(read) * min(read.values(), default=0)


def _bulk(reply: Reply) -> bool:
    return len(reply.lines) >= 2 or max(move.size for move in reply.lines) >= _DATA_BYTES


def _named(families: frozenset[str]) -> tuple[str, str]:
    if families & QUERIES:
        return "SQL injection", "Injeksi SQL"
    if families & RUNS:
        return "Command injection", "Injeksi perintah"
    if families & READS:
        return "Reading files out of the server", "Pembacaan berkas server"
    return "An injected request", "Permintaan sisipan"


BEHAVIOUR = Injection()
