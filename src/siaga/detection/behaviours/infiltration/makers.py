"""Says who made hidden pages, where the logs tell; nobody rather than somebody who only came to look."""

from __future__ import annotations

from siaga.detection.behaviours.infiltration.authors import first_served, published_by
from siaga.detection.behaviours.infiltration.forerunner import forerunner, sent_by_search
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.urls import plain_path
from siaga.intake.rows import NO_TIME

_BEFORE_US = 7 * 24 * 3_600_000_000
"""A file that was sent up so long before its pages were first served may be what serves them."""

_SLACK_US = 3_600_000_000
_SHOWN = 4
_INDEX = ("index.php", "index.html", "index.htm", "index.asp", "index.aspx", "default.asp", "default.aspx")


def name_makers(
    scene: Scene, suspicion: Suspicion, pages: list[Move], proofs: list[Move]
) -> tuple[set[str], set[str]]:
    """Return the addresses and accounts behind pages, and cite what says so.

    Who sent the very file up or published the pages, as other logs tell; else who asked for the
    verification file, for a page, or for anything in their new folder, before any search engine did:
    nobody else could know of it.
    """
    sent = _sent(scene, pages)
    if sent is not None:
        suspicion.add(
            1,
            f"the file that serves them was uploaded as user {sent.event.user or '?'}",
            f"berkas yang menyajikannya diunggah oleh pengguna {sent.event.user or '?'}",
        )
        suspicion.cite("upload", sent)
        return {sent.event.client_ip} - {""}, {sent.event.user} - {""}
    written = published_by(scene, pages)
    if written:
        users = {seen.event.user for seen in written} - {""}
        suspicion.add(
            2,
            f"the application's own trail names who published them: {', '.join(sorted(users)) or '?'}",
            f"catatan aplikasi sendiri menyebut siapa yang menerbitkannya: {', '.join(sorted(users)) or '?'}",
        )
        suspicion.cite("published", *written[:_SHOWN])
        return {seen.event.client_ip for seen in written} - {""}, users
    for first in (*proofs[:1], *pages[:1]):
        if not sent_by_search(first):
            return {first.client}, set()
    first_there = forerunner(scene, pages)
    if first_there is None:
        return set(), set()
    suspicion.add(
        1,
        f"{first_there.client} was in their folder alone before any search engine knew of it",
        f"{first_there.client} sendirian di folder itu sebelum mesin pencari mengetahuinya",
    )
    suspicion.cite("first use", first_there)
    return {first_there.client}, set()


def _sent(scene: Scene, pages: list[Move]) -> Happening | None:
    """Return the last upload, before the pages were served, of a file that answers for one of them."""
    first: dict[str, int] = {}
    for logged, served_us in first_served(pages).items():
        path = plain_path(logged)
        names = [path + name for name in _INDEX] if path.endswith("/") else [path]
        # The home page's file has its name in every folder: it says nothing.
        for name in names if path != "/" else []:
            first.setdefault(name, served_us)
    found = None
    for happening in scene.around:
        event = happening.event
        if event.action != "upload" or event.outcome == "failure" or event.time_us == NO_TIME:
            continue
        served = next((at for name, at in first.items() if event.object.lower().endswith(name)), None)
        if served is not None and -_SLACK_US <= served - event.time_us <= _BEFORE_US:
            found = happening
    return found
