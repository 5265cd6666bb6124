"""Finds pages made for search engines: many, new, linked from nowhere, after a new proof of ownership."""

from __future__ import annotations

import re

from siaga.detection.behaviours.infiltration.unlinked import folder_of, unlinked_folders
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import claims_crawler
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.urls import plain_path

NEEDED, SURE = 5, 7
PAGES, MANY_PAGES = 8, 30
HISTORY_US = 3 * 24 * 3_600_000_000
"""A site must have been seen this long before anything can be called new."""

_FEW_HITS = 3
_NUMBER = re.compile(rb"\d+")


def judge_hidden(scene: Scene) -> Signal | None:
    """Judge a site's new pages that only search engines asked for."""
    unlinked = unlinked_folders(scene, HISTORY_US)
    pages = [move for move in scene.moves if _is_hidden(scene, move, unlinked)]
    if len({move.path for move in pages}) < PAGES:
        return None
    known = _known_shapes(scene, unlinked)
    pages = [move for move in pages if _shape(move.path) not in known]
    distinct = {move.path for move in pages}
    if len(distinct) < PAGES:
        return None
    suspicion = Suspicion()
    suspicion.add(
        3 if len(distinct) >= MANY_PAGES else 2,
        f"{len(distinct)} new pages, linked from nowhere, were found by search engines first",
        f"{len(distinct)} halaman baru tanpa tautan ditemukan lebih dulu oleh mesin pencari",
    )
    if all(move.kind & Kind.ODD_PLACE for move in pages):
        suspicion.add(2, "in a folder for data", "di dalam folder data")
    proofs = [move for move in scene.moves if move.kind & Kind.SITEMAP and _is_new(scene, move)]
    verification = [move for move in proofs if "sitemap" not in plain_path(move.path)]
    maps = [move for move in proofs if "sitemap" in plain_path(move.path)]
    if verification:
        suspicion.add(
            2,
            "a search console verification file appeared",
            "muncul berkas verifikasi kepemilikan untuk mesin pencari",
        )
        suspicion.cite("verification", verification[0])
    if maps:
        suspicion.add(2, "a sitemap of a new name appeared", "muncul peta situs dengan nama baru")
        suspicion.cite("sitemap", maps[0])
    if suspicion.points < NEEDED:
        return None
    suspicion.cite("hidden page", *pages)
    visitors = {move.client for move in proofs if not claims_crawler(move.agent)}
    return suspicion.signal(
        site=scene.site,
        behaviour="infiltration",
        step="entered",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients=visitors,
        opening=(
            "The site serves pages made for search engines",
            "Situs ini menyajikan halaman jebakan mesin pencari",
        ),
        links=(f"infiltration:{scene.site}",),
    )


def _shape(path: bytes) -> bytes:
    return _NUMBER.sub(b"#", path)


def _known_shapes(scene: Scene, unlinked: frozenset[bytes]) -> frozenset[bytes]:
    """Return the shapes (paths with their numbers left out) of pages that are the site's own.

    Those that were there from the beginning, or that some page links to: one more article of a kind
    that people read is no trap.
    """
    start = scene.ledger.first_us or 0
    known: set[bytes] = set()
    for path in scene.ledger.paths.names():
        figures = scene.ledger.paths.figures(path)
        if figures is None or not figures.served:
            continue
        linked = figures.referred and folder_of(path) not in unlinked
        if linked or figures.first_served_us - start <= HISTORY_US:
            known.add(_shape(path))
    return frozenset(known)


def _is_new(scene: Scene, move: Move) -> bool:
    start = scene.ledger.first_us
    figures = scene.ledger.paths.figures(move.path)
    if start is None or figures is None or not scene.answered(move):
        return False
    return figures.first_served_us - start > HISTORY_US


def _is_hidden(scene: Scene, move: Move, unlinked: frozenset[bytes]) -> bool:
    if not claims_crawler(move.agent) or move.query or move.kind & (Kind.SITEMAP | Kind.STATIC):
        return False
    figures = scene.ledger.paths.figures(move.path)
    if figures is None:
        return False
    if folder_of(move.path) not in unlinked and (figures.referred or figures.hits > _FEW_HITS):
        return False
    return _is_new(scene, move)
