"""Finds papers that many addresses read in turns as one: number after number, each of them once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from siaga.detection.behaviours.data_theft.ownership import OWN, PEERS
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import claims_crawler
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide

SURE = 7
MANY, NETWORKS = 40, 5
"""Different papers, and networks that read them in turns, from which on a walk is looked at."""

_STEP, _NEARLY, _TURNS, _LED = 3, 0.8, 0.4, 0.05
"""How far the next number lies; shares that are "nearly all", that change hands, and that a page led to."""

_NUMBER = re.compile(rb"\d{1,18}")


@dataclass(slots=True)
class _Papers:
    """Everything asked of one kind of paper: by number where it was given, and whether anybody was refused."""

    given: list[tuple[int, Move]] = field(default_factory=list)
    refused: bool = False


def relays(scene: Scene) -> Iterator[Signal]:
    """Judge, per kind of numbered paper, those who came with one and the same browser from many networks.

    Of papers that are people's own (the site refuses them to some, and others read hardly more than one) nobody
    has many. The newest are read in the order of their numbers as they are made, each by its owner; old ones, read
    once each in that order while the address changes from one number to the next, are one reader's who hides.
    """
    for shape, papers in sorted(_papers(scene).items()):
        if not papers.refused or len(papers.given) < MANY:
            continue
        by_agent: dict[bytes, list[tuple[int, Move]]] = defaultdict(list)
        for number, move in papers.given:
            if move.agent and not claims_crawler(move.agent):
                by_agent[move.agent].append((number, move))
        for agent, mine in sorted(by_agent.items()):
            walk = _walk(scene, mine)
            others = [(number, move) for number, move in papers.given if move.agent != agent]
            if walk and _is_own(others) and _are_old(walk, others):
                yield _signal(scene, shape, walk)


def _papers(scene: Scene) -> dict[bytes, _Papers]:
    found: dict[bytes, _Papers] = defaultdict(_Papers)
    for move in scene.moves:
        numbers = list(_NUMBER.finditer(move.path)) if move.kind & (Kind.PAPERS | Kind.RECORDS) else []
        if not numbers or move.writes:
            continue
        last = numbers[-1]
        papers = found[move.path[: last.start()] + b"#" + move.path[last.end() :]]
        if move.status in {401, 403}:
            papers.refused = True
        elif scene.answered(move):
            papers.given.append((int(last[0]), move))
    return found


def _walk(scene: Scene, mine: Sequence[tuple[int, Move]]) -> list[tuple[int, Move]]:
    """Return the reads of one browser string if they are one reader's in turns, else nothing."""
    walk = [(number, move) for number, move in mine if wide(move.client) not in scene.staff]
    count = len(walk)
    if count < MANY or len({number for number, _ in walk}) < (1 - _LED) * count:
        return []
    if len({wide(move.client) for _, move in walk}) < NETWORKS:
        return []
    pairs = list(pairwise(walk))
    onward = sum(1 for (a, _), (b, _) in pairs if 0 < b - a <= _STEP)
    turns = sum(1 for (_, a), (_, b) in pairs if a.client != b.client)
    led = sum(1 for _, move in walk if move.referrer)
    in_turns = onward >= _NEARLY * len(pairs) and turns >= _TURNS * len(pairs)
    return walk if in_turns and led <= _LED * count else []


def _is_own(others: Sequence[tuple[int, Move]]) -> bool:
    """Say whether everybody else reads hardly more than what is his."""
    readers: dict[str, set[int]] = defaultdict(set)
    for number, move in others:
        readers[move.client].add(number)
    return len(readers) >= PEERS and median(map(len, readers.values())) <= OWN


def _are_old(walk: Sequence[tuple[int, Move]], others: Sequence[tuple[int, Move]]) -> bool:
    """Say whether nearly all papers were not the newest: somebody else had read a later number before."""
    old = place = highest = 0
    for number, move in walk:
        while place < len(others) and others[place][1].time_us < move.time_us:
            highest = max(highest, others[place][0])
            place += 1
        old += number + _STEP < highest
    return old >= _NEARLY * len(walk)


def _signal(scene: Scene, shape: bytes, walk: Sequence[tuple[int, Move]]) -> Signal:
    clients = {move.client for _, move in walk}
    suspicion = Suspicion()
    suspicion.add(
        4,
        f"{len(walk)} old papers were read once each in order of their numbers, in turns by {len(clients)} addresses "
        "with one and the same browser",
        f"{len(walk)} dokumen lama dibaca masing-masing sekali menurut urutan nomornya, bergantian oleh "
        f"{len(clients)} alamat dengan satu peramban yang sama",
    )
    suspicion.add(
        2,
        "the site refuses these papers to some, and others read only their own",
        "situs menolak dokumen ini bagi sebagian orang, dan yang lain hanya membaca miliknya",
    )
    if scene.logs_referrers:
        suspicion.add(1, "no page led there", "tidak ada halaman yang mengarah ke sana")
    keys = {move.query for _, move in walk}
    if len(keys) == 1 and keys != {b""}:
        suspicion.add(1, "one and the same key opened all", "satu kunci yang sama membuka semuanya")
    suspicion.cite("record", *(move for _, move in walk))
    shown = shape.decode("utf-8", "backslashreplace")
    return suspicion.signal(
        site=scene.site,
        behaviour="bulk_reading",
        step="exfiltrated",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients=clients,
        opening=(f"Papers under {shown} were read in bulk", f"Dokumen di {shown} dibaca secara massal"),
    )
