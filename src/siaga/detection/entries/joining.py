"""Joins the signals of one actor on one site into entries, at the highest step reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from siaga.detection.entries.explaining import explained
from siaga.findings.shape import STEPS, Actor, Confidence, Entry, Signal, Witness
from siaga.foundation.networks import near

WITNESSES = 16
"""Lines that an entry shows at most."""

_ANYBODY = frozenset({"anonymous", "ftp", "guest", "tamu", "public", "nobody"})
"""Accounts that are nobody's own: two who use one need not know of each other."""


def join(signals: Iterable[Signal]) -> tuple[Entry, ...]:
    """Join signals that share a site and an address, a small network, an account or a link.

    What nobody is named for joins the intrusion that explains it. Entries come by site, then first
    seen; the result does not depend on the signals' order.
    """
    ordered = sorted(signals, key=_order)
    groups = explained(_groups(ordered))
    entries = [_entry(group) for group in groups]
    return tuple(sorted(entries, key=lambda e: (e.site, e.first_seen_us, e.behaviour, e.actor.client_ips)))


def _order(signal: Signal) -> tuple[object, ...]:
    """Return everything a signal says, what matters first: no two different signals are alike."""
    return (
        signal.site, signal.first_seen_us, signal.behaviour, signal.actor.client_ips, signal.why,
        STEPS.index(signal.step), signal.confidence, signal.last_seen_us, signal.actor.users, signal.links,
        signal.witnesses, signal.why_id,
    )  # fmt: skip


def _groups(signals: Sequence[Signal]) -> list[list[Signal]]:
    """Union-find over what signals have in common."""
    parent = list(range(len(signals)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    first: dict[tuple[str, str], int] = {}
    for place, signal in enumerate(signals):
        for key in _keys(signal):
            known = first.setdefault((signal.site, key), place)
            a, b = sorted((root(known), root(place)))
            parent[b] = a
    groups: dict[int, list[Signal]] = {}
    for place, signal in enumerate(signals):
        groups.setdefault(root(place), []).append(signal)
    return list(groups.values())


def _keys(signal: Signal) -> list[str]:
    accounts = (f"account:{user}" for user in signal.actor.users if user.lower() not in _ANYBODY)
    return [*(f"near:{near(client)}" for client in signal.actor.client_ips), *accounts, *signal.links]


def _entry(group: list[Signal]) -> Entry:
    top = max(group, key=lambda s: (STEPS.index(s.step), s.confidence == "confirmed", -s.first_seen_us))
    clients = tuple(sorted({client for signal in group for client in signal.actor.client_ips}))
    users = tuple(sorted({user for signal in group for user in signal.actor.users}))
    return Entry(
        site=top.site,
        step=top.step,
        confidence=_confidence(group),
        behaviour=top.behaviour,
        actor=Actor(clients, users),
        first_seen_us=min(signal.first_seen_us for signal in group),
        last_seen_us=max(signal.last_seen_us for signal in group),
        why=" ".join(_sentences(group, top, indonesian=False)),
        why_id=" ".join(_sentences(group, top, indonesian=True)),
        witnesses=_witnesses(group, top),
        signals=tuple(group),
    )


def _confidence(group: list[Signal]) -> Confidence:
    """One sure signal confirms; so do three likely ones from different behaviours."""
    sure = any(signal.confidence == "confirmed" for signal in group)
    return "confirmed" if sure or len({signal.behaviour for signal in group}) >= 3 else "likely"


def _sentences(group: list[Signal], top: Signal, *, indonesian: bool) -> list[str]:
    rest = sorted((s for s in group if s is not top), key=lambda s: -STEPS.index(s.step))
    return [s.why_id if indonesian else s.why for s in (top, *rest)][:4]


def _witnesses(group: list[Signal], top: Signal) -> tuple[Witness, ...]:
    """Take the lines of the highest signal first, then of the others, each line once, in time order."""
    chosen: dict[tuple[str, int], Witness] = {}
    for signal in (top, *(s for s in group if s is not top)):
        for line in signal.witnesses:
            if len(chosen) < WITNESSES:
                chosen.setdefault((line.file, line.line_no), line)
    return tuple(sorted(chosen.values(), key=lambda w: (w.time_us, w.file, w.line_no)))
