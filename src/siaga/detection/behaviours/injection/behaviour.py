"""Finds injected commands, queries and file reads that left a witness of having run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from siaga.detection.behaviours.injection.process_output import Outputs
from siaga.detection.behaviours.injection.replies import (
    Reply,
    beyond_baseline,
    leaks_bit_by_bit,
    unlike_its_failures,
    waits_as_told,
)
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal, Step

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
NEEDED, SURE = 3, 5
_DATA_BYTES = 4_096


class Injection:
    """An attack on a page whose replies, delays or error log show that it ran."""

    name = "injection"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Judge each client's attacks on each page."""
        groups: dict[tuple[str, bytes], list[Move]] = defaultdict(list)
        for move in scene.moves:
            if move.rules and scene.families(move) & (QUERIES | READS | RUNS):
                groups[move.client, move.path].append(move)
        outputs = Outputs(scene)
        for (client, path), attacks in groups.items():
            answered = [
                m
                for m in attacks
                if m.status not in {400, 403, 404, 405, 410} and not scene.catch_all.covers(m)
            ]
            signal = _judge(scene, client, path, answered, outputs) if answered else None
            if signal is not None:
                yield signal


def _judge(scene: Scene, client: str, path: bytes, attacks: list[Move], outputs: Outputs) -> Signal | None:
    families = frozenset[str]().union(*(scene.families(move) for move in attacks))
    suspicion = Suspicion()
    figures = scene.ledger.paths.figures(path)
    others = [move for move in scene.by_path[path] if not move.rules]
    replies = [
        beyond_baseline(attacks, figures),
        unlike_its_failures(attacks),
        leaks_bit_by_bit(attacks) if families & QUERIES else None,
        waits_as_told(attacks, others),
    ]
    for reply in replies:
        if reply is not None:
            suspicion.add(reply.points, reply.en, reply.idn)
            suspicion.cite("reply", *reply.lines)
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
    suspicion.cite("attack", *attacks)
    shown = path.decode("utf-8", "backslashreplace")
    what, what_id = _named(families)
    return suspicion.signal(
        site=scene.site,
        behaviour=Injection.name,
        step=_step(families, replies),
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients={client},
        opening=(f"{what} on {shown} worked", f"{what_id} pada {shown} berhasil"),
        links=(f"target:{scene.site}{shown}",),
    )


def _step(families: frozenset[str], replies: list[Reply | None]) -> Step:
    """Return the step: a query whose replies carry data out took it, everything else has run."""
    large, _, bits, _ = replies
    if families & QUERIES and (bits is not None or (large is not None and _bulk(large))):
        return "exfiltrated"
    return "executed"


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
