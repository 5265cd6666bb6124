"""Finds accounts that take other people's papers one after another, as an application's own trail tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from siaga.detection.behaviours.data_theft.papers import WALKED, comes_back, onward, papers_of
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal

NEEDED, SURE = 6, 8
MANY = 40
"""Different papers taken by one account from which on it is looked at."""

PEERS, MANY_PEERS, OWN = 10, 20, 3
"""So many other accounts that take so few papers each show that the act is meant for one's own."""

OFFICE_ACCOUNTS = 3
"""Accounts that sign in at one address from which on it is an office."""

_STRICTLY = 0.8
"""Share in the order of their numbers that leaves no doubt."""

_Takers = dict[str, dict[str, dict[int, Happening]]]
"""Accounts, kinds of paper, numbers."""


def harvests(scene: Scene) -> Iterator[Signal]:
    """Count the different papers that each account was given, per kind of paper."""
    places: dict[str, set[str]] = defaultdict(set)
    for happening in scene.happenings:
        event = happening.event
        if event.action == "login" and event.outcome == "success":
            places[event.client_ip].add(event.user)
    for takers in _takers(scene).values():
        counts = {user: sum(map(len, kinds.values())) for user, kinds in takers.items()}
        for user, kinds in sorted(takers.items()):
            papers = max(kinds.values(), key=len)
            if len(papers) >= MANY:
                peers = [count for other, count in counts.items() if other != user]
                signal = _judge(scene, user, papers, peers, places)
                if signal is not None:
                    yield signal


def _takers(scene: Scene) -> dict[str, _Takers]:
    """Return the papers by act, account, kind and number.

    People's own papers and others' may be of different kinds; the act is the same.
    """
    found: dict[str, _Takers] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for paper in papers_of(scene):
        event = paper.taken.event
        if event.user:
            found[paper.act][event.user][paper.kind].setdefault(paper.number, paper.taken)
    return found


def _judge(
    scene: Scene, user: str, papers: dict[int, Happening], peers: list[int], places: dict[str, set[str]]
) -> Signal | None:
    taken = sorted(papers.values(), key=lambda h: (h.event.time_us, h.place.line_no))
    looked = taken[0].event.action == "read"
    suspicion = Suspicion()
    suspicion.add(
        2,
        f"at least {len(papers)} different papers were given to one account",
        f"sedikitnya {len(papers)} dokumen berbeda diberikan kepada satu akun",
    )
    own = len(peers) >= PEERS and median(peers) <= OWN
    if own:
        suspicion.add(
            2,
            f"{len(peers)} other accounts took hardly more than their own",
            f"{len(peers)} akun lain hanya mengambil miliknya sendiri",
        )
    if max(peers, default=0) * 5 <= len(papers):
        suspicion.add(1, "", "")
    in_order = onward(list(papers))
    walked = in_order >= WALKED
    if walked:
        # Where very many others show what is usual, a walk leaves no doubt.
        points = 3 if len(peers) >= MANY_PEERS and in_order >= _STRICTLY else 2
        suspicion.add(points, "one after another in order of their numbers", "berurutan menurut nomornya")
    _weigh_work(suspicion, taken, places)
    # To look at records is the daily work of offices: only a walk where others see their own is none.
    if suspicion.points < NEEDED or (looked and not (own and walked)):
        return None
    suspicion.cite("record", *taken)
    return suspicion.signal(
        site=scene.site,
        behaviour="bulk_reading",
        step="exfiltrated",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients={happening.event.client_ip for happening in taken} - {""},
        users={user},
        opening=(
            f"The account {user} took other people's papers in bulk",
            f"Akun {user} mengambil dokumen orang lain secara massal",
        ),
    )


def _weigh_work(suspicion: Suspicion, taken: list[Happening], places: dict[str, set[str]]) -> None:
    """Take points away from those whose work it is: days apart, or at an office."""
    if comes_back(taken):
        suspicion.add(-4, "", "")
    if any(len(places[happening.event.client_ip]) >= OFFICE_ACCOUNTS for happening in taken):
        suspicion.add(-3, "", "")
