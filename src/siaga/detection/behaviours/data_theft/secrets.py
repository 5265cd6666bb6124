"""Finds passwords that were read out of a settings file and then used on the site's database or administration."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide
from siaga.foundation.text import canonical_text
from siaga.foundation.urls import plain_path

_SETTINGS = re.compile(
    r"/[a-z0-9_-]{0,24}\.env(?:[._-][a-z0-9]{1,16}){0,2}~?$"
    r"|/(?:wp-config|config(?:uration)?|settings?|database|koneksi|connection|db|credentials?|secrets?)"
    r"(?:[._-][a-z0-9]{1,16}){0,2}\.(?:bak|old|orig|save|swp|txt|ya?ml|json|ini)$"
)
_SAMPLE = re.compile(r"[._-](?:example|sample|dist|template|contoh)")
_TOOL = re.compile(r"/(?:adminer|editor-?adminer)[a-z0-9._-]{0,24}\.php$")
_INSIDE = re.compile(r"(?:^|&)username=[^&]{1,64}&(?:.{0,400}&)?(?:db|select|table|sql|dump|import|edit)=")
"""How Adminer names its pages behind the login; whoever is not in gets them with 403."""

_LARGEST = 65_536
_WITHIN_US = 14 * 24 * 3_600_000_000
_PAGES, _EXPORT = 2, 1_048_576


def used_secrets(scene: Scene) -> Iterator[Signal]:
    """Follow everybody who was served a settings file to where its passwords open something."""
    for client, reads in secret_reads(scene).items():
        if wide(client) in scene.staff:
            continue
        first = reads[0].time_us
        pages = [move for move in scene.by_client[client] if _inside(move)]
        # Whoever worked there before needed no file for it.
        if pages and (pages[0].time_us < first or pages[0].time_us - first > _WITHIN_US):
            continue
        if len(pages) >= _PAGES and not _worked_before(scene, client, first):
            yield _signal(scene, client, reads, pages)


def secret_reads(scene: Scene) -> dict[str, list[Move]]:
    """Return, by client, the settings files that were really served."""
    found: dict[str, list[Move]] = defaultdict(list)
    for move in scene.moves:
        if not move.rules or move.writes or move.status != 200 or not 0 < move.size <= _LARGEST:
            continue
        path = plain_path(move.path)
        if _SETTINGS.search(path) and not _SAMPLE.search(path) and scene.answered(move):
            found[move.client].append(move)
    return found


def _inside(move: Move) -> bool:
    return (
        move.status == 200
        and _TOOL.search(plain_path(move.path)) is not None
        and _INSIDE.search(canonical_text(move.query)) is not None
    )


def _worked_before(scene: Scene, client: str, before_us: int) -> bool:
    home = wide(client)
    return any(
        move.time_us < before_us
        for other, moves in scene.by_client.items()
        if wide(other) == home
        for move in moves
        if _inside(move)
    )


def _signal(scene: Scene, client: str, reads: list[Move], pages: list[Move]) -> Signal:
    suspicion = Suspicion()
    shown = reads[0].path.decode("utf-8", "backslashreplace")
    suspicion.add(
        3,
        f"the same address was served {shown} ({reads[0].size} bytes) before, which is not this site's usual answer",
        f"alamat yang sama sebelumnya menerima {shown} ({reads[0].size} bita), bukan jawaban lazim situs ini",
    )
    suspicion.add(
        4,
        f"{len(pages)} pages behind the login of the database's web tool were served to it",
        f"{len(pages)} halaman di balik login alat basis data dilayani kepadanya",
    )
    exports = [move for move in pages if move.writes and move.size >= _EXPORT and b"dump=" in move.query]
    if exports:
        suspicion.add(
            3,
            f"it exported {max(move.size for move in exports)} bytes",
            f"ia mengekspor {max(move.size for move in exports)} bita",
        )
        suspicion.cite("dump", *exports)
    suspicion.cite("secret", *reads[:3])
    suspicion.cite("act", *pages)
    return suspicion.signal(
        site=scene.site,
        behaviour="source_theft",
        step="exfiltrated" if exports else "entered",
        confidence="confirmed" if exports else "likely",
        clients={client},
        opening=(
            "Passwords of a settings file opened the database",
            "Kata sandi dari berkas pengaturan dipakai membuka basis data",
        ),
    )
