"""Finds gambling pages that a site serves: many of them, found by search engines, never linked by the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from siaga.detection.behaviours.infiltration.cloaked import sent_away
from siaga.detection.behaviours.infiltration.hidden_pages import judge_hidden
from siaga.detection.behaviours.infiltration.makers import name_makers
from siaga.detection.behaviours.infiltration.plain import PlainAnswers
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import claims_crawler, from_search
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.text import canonical_text
from siaga.foundation.urls import plain_path

NEEDED, SURE = 5, 7
_SLACK, _SHARE = 64, 0.15
_DAY_US = 24 * 3_600_000_000
_BEFORE_US = 7 * _DAY_US
PAGES = 3
"""Different gambling pages from which on it is no single article."""

_SEARCH_BOX = re.compile(r"(?:^|&)(?:s|q|cari|search|keyword|kata_?kunci|query|k|key|term)=")


class Infiltration:
    """Gambling pages answered by the site itself, or pages made for search engines only."""

    name = "infiltration"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Gather answered requests with gambling signatures, those of the search box left out."""
        asked = [move for move in scene.moves if "gambling" in scene.families(move)]
        since: dict[bytes, int] = {}
        for move in asked:
            since.setdefault(move.path, move.time_us)
        away, plain = sent_away(asked), PlainAnswers(scene)
        pages = [
            move
            for move in asked
            if scene.answered(move)
            and not _proves_ownership(move)
            and not _SEARCH_BOX.search(canonical_text(move.query))
            and (
                move.path in away
                or not (_is_usual(scene, move, since[move.path]) or plain.include(move, since[move.path]))
            )
        ]
        signal = _judge(scene, pages, away) if pages else None
        if signal is None:
            signal = judge_hidden(scene)
        if signal is not None:
            yield signal


def _proves_ownership(move: Move) -> bool:
    """Say whether a search console's file was asked for: it goes with such pages, and is none itself."""
    return bool(move.kind & Kind.SITEMAP) and "sitemap" not in plain_path(move.path)


def _proofs(scene: Scene, since_us: int) -> list[Move]:
    """Return requests for ownership files that came with the pages (first served at `since_us`), or shortly before.

    What was there long before, or when the log began, is the office's own registration.
    """
    start = scene.ledger.first_us or 0
    found = []
    for move in scene.moves:
        if not (_proves_ownership(move) and b"google" in move.path and scene.answered(move)):
            continue
        figures = scene.ledger.paths.figures(move.path)
        first_us = figures.first_served_us if figures else move.time_us
        if first_us >= since_us or (first_us >= since_us - _BEFORE_US and first_us - start > _DAY_US):
            found.append(move)
    return found


def _is_usual(scene: Scene, move: Move, since_us: int) -> bool:
    """Say whether a page answered a strange key as it answers everybody: it took no notice of it.

    Only a page that was there before such keys came (`since_us`), or from the beginning, has a usual size.
    """
    figures = scene.ledger.paths.figures(move.path)
    if not move.query or figures is None or figures.sized < 5:
        return False
    first, start = figures.first_served_us, scene.ledger.first_us or 0
    if since_us - first < _DAY_US and first - start > _DAY_US:
        return False
    return abs(move.size - figures.mean) <= max(_SLACK, _SHARE * figures.mean)


def _judge(scene: Scene, pages: list[Move], away: dict[bytes, list[Move]]) -> Signal | None:
    distinct = {(move.path, move.query) for move in pages}
    suspicion = Suspicion()
    if len(distinct) < PAGES:
        return None
    points = 4 if len(distinct) >= 5 * PAGES else 3
    suspicion.add(
        points,
        f"{len(distinct)} different gambling pages were served",
        f"{len(distinct)} halaman judi online berbeda telah dilayani",
    )
    _weigh_finders(suspicion, pages, [move for moves in away.values() for move in moves])
    linked = sum(1 for move in pages if move.referrer and not from_search(move.referrer))
    if scene.logs_referrers and linked * 5 <= len(pages):
        suspicion.add(1, "the site itself does not link to them", "situs sendiri tidak menautkannya")
    start = scene.ledger.first_us
    if start is not None and pages[0].time_us - start > _DAY_US:
        suspicion.add(1, "they were not there before", "sebelumnya tidak ada")
    proofs = _proofs(scene, pages[0].time_us)
    if proofs:
        suspicion.add(
            1, "a search console verification file appeared", "muncul berkas verifikasi mesin pencari"
        )
        suspicion.cite("verification", proofs[0])
    if suspicion.points < NEEDED:
        return None
    makers, users = name_makers(scene, suspicion, pages, proofs)
    suspicion.cite("gambling page", *pages)
    return suspicion.signal(
        site=scene.site,
        behaviour=Infiltration.name,
        step="entered",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients=makers,
        users=users,
        opening=("The site serves gambling pages", "Situs ini menyajikan halaman judi online"),
        links=(f"infiltration:{scene.site}",),
    )


def _weigh_finders(suspicion: Suspicion, pages: list[Move], sent: list[Move]) -> None:
    if sent:
        suspicion.add(
            2,
            "visitors whom search engines sent there were taken elsewhere, the search engines were not",
            "pengunjung dari hasil pencarian dialihkan ke tempat lain, sedangkan mesin pencari tidak",
        )
        suspicion.cite("sent away", *sent[:2])
    if any(claims_crawler(move.agent) for move in pages):
        suspicion.add(1, "search engines came for them", "mesin pencari mendatanginya")
    if any(from_search(move.referrer) for move in pages):
        suspicion.add(
            1, "visitors came to them from search results", "pengunjung datang dari hasil pencarian"
        )


BEHAVIOUR = Infiltration()
