"""Finds addresses that were given people's papers one after another without an account, where others need theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from siaga.detection.behaviours.data_theft.papers import WALKED, comes_back, onward, papers_of
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import from_crawler_network
from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import near

SURE = 8
MANY = 40
"""Different papers given to one address without an account from which on it is looked at."""

PEERS, MANY_PEERS, OWN = 10, 20, 3
"""So many accounts that take so few papers each show that the act is meant for one's own, and for accounts."""

EXCEPTIONS = 10
"""At most one other address for so many accounts may do the act without one: else it is open to all."""


@dataclass(slots=True)
class _Act:
    """Who was given papers by one kind of act: numbers by account, and by address and kind of paper without one."""

    named: dict[str, set[tuple[str, int]]] = field(default_factory=lambda: defaultdict(set))
    unnamed: dict[str, dict[str, dict[int, Happening]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )


def unnamed_harvests(scene: Scene) -> Iterator[Signal]:
    """Yield a signal for every address that walked through papers without an account.

    An application asks for an account before it gives out people's papers, and its trail then names it. A trail
    that names ten people with a paper or two each, and nobody for dozens in a row to one address, tells of a
    door that was left open: a number was enough. Where many are given papers without an account, it is no
    door; and in a small network where people of the site are at work, the name was only lost.
    """
    acts: dict[str, _Act] = defaultdict(_Act)
    for paper in papers_of(scene):
        event, act = paper.taken.event, acts[paper.act]
        if event.user:
            act.named[event.user].add((paper.kind, paper.number))
        elif event.client_ip:
            act.unnamed[event.client_ip][paper.kind].setdefault(paper.number, paper.taken)
    people = {near(h.event.client_ip) for h in scene.happenings if h.event.user and h.event.client_ip}
    for act in acts.values():
        counts = [len(papers) for papers in act.named.values()]
        if len(counts) < PEERS or median(counts) > OWN:
            continue
        if (len(act.unnamed) - 1) * EXCEPTIONS > len(counts):
            continue
        for client, kinds in sorted(act.unnamed.items()):
            papers = max(kinds.values(), key=len)
            stranger = near(client) not in people and not from_crawler_network(client)
            if (
                stranger
                and len(papers) >= MANY
                and onward(list(papers)) >= WALKED
                and not comes_back(papers.values())
            ):
                yield _signal(scene, client, list(papers.values()), len(counts))


def _signal(scene: Scene, client: str, taken: Sequence[Happening], accounts: int) -> Signal:
    suspicion = Suspicion()
    suspicion.add(
        2,
        f"at least {len(taken)} different papers were given to one address without any account",
        f"sedikitnya {len(taken)} dokumen berbeda diberikan kepada satu alamat tanpa akun apa pun",
    )
    suspicion.add(
        3 if accounts >= MANY_PEERS else 2,
        f"{accounts} others were given only their own, with their accounts",
        f"{accounts} orang lain hanya mendapat miliknya sendiri, dengan akunnya",
    )
    suspicion.add(3, "one after another in order of their numbers", "berurutan menurut nomornya")
    suspicion.cite("record", *taken)
    return suspicion.signal(
        site=scene.site,
        behaviour="bulk_reading",
        step="exfiltrated",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients={client},
        opening=(
            "People's papers were given out in bulk without a login",
            "Dokumen orang diberikan secara massal tanpa login",
        ),
    )
