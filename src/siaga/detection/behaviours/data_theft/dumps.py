"""Finds database dumps and site copies that were fetched by somebody who had no business with them."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import is_scripted
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide
from siaga.foundation.urls import plain_path

NEEDED, SURE = 5, 7
_BYTES, _SAME = 2_048, 0.01
_PUBLIC_CLIENTS = 5
_DAY_US = 24 * 3_600_000_000


class DumpFetching:
    """A dump or backup was served to an outsider."""

    name = "dump_fetching"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Look at every dump that was answered, per client."""
        for path, moves in scene.by_path.items():
            if not moves[0].kind & Kind.DUMP:
                continue
            taken = [
                move for move in moves if scene.answered(move) and move.size >= _BYTES and not move.writes
            ]
            for client in sorted({move.client for move in taken}):
                mine = [move for move in taken if move.client == client]
                signal = _judge(scene, path, taken, mine)
                if signal is not None:
                    yield signal


def _judge(scene: Scene, path: bytes, taken: list[Move], mine: list[Move]) -> Signal | None:
    figures = scene.ledger.paths.figures(path)
    suspicion = Suspicion()
    first = mine[0]
    text = plain_path(path)
    if ".sql" in text or ".sqlite" in text or ".mdb" in text:
        suspicion.add(
            3, "the file is a database dump by its name", "menurut namanya berkas itu salinan basis data"
        )
    else:
        suspicion.add(
            2,
            "the file is a copy of a site or database by its name",
            "menurut namanya berkas itu salinan situs atau basis data",
        )
    if figures is not None and figures.spread >= _PUBLIC_CLIENTS and figures.referred * 2 >= figures.hits:
        suspicion.add(-4, "", "")
    if not first.referrer:
        suspicion.add(1, "no page led there", "tidak ada halaman yang mengarah ke sana")
    if len({move.client for move in taken}) <= 2:
        suspicion.add(
            1, "hardly anybody else ever fetched it", "hampir tidak ada orang lain yang mengambilnya"
        )
    if is_scripted(first.agent):
        suspicion.add(1, "a script fetched it", "diambil oleh skrip")
    attacks = scene.attackers.get(first.client, 0)
    if attacks > len(mine):
        suspicion.add(
            2,
            "the same address attacked or searched the site",
            "alamat yang sama menyerang atau menggeledah situs",
        )
    whole = [move.size for move in taken if move.status == 200]
    if len(whole) >= 2 and max(whole) - min(whole) > _SAME * max(whole):
        # A file is as long for one as for the other: this is a page that answers in its place.
        suspicion.add(-4, "", "")
    if _is_staff(scene, first):
        suspicion.add(-5, "", "")
    if suspicion.points < NEEDED:
        return None
    suspicion.cite("dump", *mine)
    shown = path.decode("utf-8", "backslashreplace")
    size = max(move.size for move in mine)
    return suspicion.signal(
        site=scene.site,
        behaviour=DumpFetching.name,
        step="exfiltrated",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients={first.client},
        opening=(f"{shown} ({size} bytes) was fetched", f"{shown} ({size} bita) telah diambil"),
        links=(f"dump:{scene.site}{shown}",),
    )


def _is_staff(scene: Scene, move: Move) -> bool:
    """Say whether the client's network works in the administration on other days too."""
    home, day = wide(move.client), move.time_us // _DAY_US
    days = {s.start_us // _DAY_US for s in scene.sessions if wide(s.client) == home and s.sign_in is not None}
    fetched = {
        other.time_us // _DAY_US
        for other in scene.moves
        if other.kind & Kind.DUMP and other.served and wide(other.client) == home
    }
    return bool(days - {day}) or len(fetched) >= 3


BEHAVIOUR = DumpFetching()
