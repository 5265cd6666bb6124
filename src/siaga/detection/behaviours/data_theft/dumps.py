"""Finds database dumps and site copies that were fetched by somebody who had no business with them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from siaga.detection.applications.meaning import is_sign_up
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import is_scripted
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.sessions import SESSION_IDLE_US
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide
from siaga.foundation.urls import plain_path

NEEDED, SURE = 5, 7
_BYTES, _SAME = 2_048, 0.01
_LARGE = 1_048_576
"""Bytes; hardly any page is so long."""

_STREAM = re.compile(r"[-_.](?:db|database|mysql|mariadb|pgsql|postgres)\.(?:gz|bz2|xz|zst)$")
"""A database that was only squeezed, not packed with other files: what backup programs name so is a dump."""

_PUBLIC_CLIENTS = 5
_DAY_US = 24 * 3_600_000_000
_FETCHING_DAYS = 3


class DumpFetching:
    """A dump or backup was served to an outsider."""

    name = "dump_fetching"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Look at every dump that was answered, per client."""
        office = _Office(scene)
        for moves in scene.by_path.values():
            if not moves[0].kind & Kind.DUMP:
                continue
            taken = [
                move for move in moves if scene.answered(move) and move.size >= _BYTES and not move.writes
            ]
            for client in sorted({move.client for move in taken}):
                mine = [move for move in taken if move.client == client]
                signal = _judge(scene, office, taken, mine)
                if signal is not None:
                    yield signal


def _judge(scene: Scene, office: _Office, taken: list[Move], mine: list[Move]) -> Signal | None:
    path = mine[0].path
    figures = scene.ledger.paths.figures(path)
    suspicion = Suspicion()
    first = mine[0]
    _weigh_name(suspicion, plain_path(path))
    if figures is not None and figures.spread >= _PUBLIC_CLIENTS and figures.referred * 2 >= figures.hits:
        suspicion.add(-4, "", "")
    _weigh_way(scene, suspicion, first)
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
    if _is_page(taken):
        suspicion.add(-4, "", "")
    elif any(move.status == 206 for move in mine):
        suspicion.add(
            1, "it was fetched in parts, as only a file can be", "diambil sebagian-sebagian seperti berkas"
        )
    if office.employs(first):
        suspicion.add(-5, "", "")
    elif _let_in(scene, first):
        suspicion.add(-2, "", "")
    if suspicion.points < NEEDED:
        return None
    suspicion.cite("dump", *mine)
    shown = path.decode("utf-8", "backslashreplace")
    opening = _opening(shown, mine)
    return suspicion.signal(
        site=scene.site,
        behaviour=DumpFetching.name,
        step="exfiltrated",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients={first.client},
        opening=opening,
        links=(f"dump:{scene.site}{shown}",),
    )


def _let_in(scene: Scene, first: Move) -> bool:
    """Say whether the client had just signed in: then its session is what is to be judged.

    A download program asks for what its owner's browser was shown, without a page before it. Who opened
    an account for himself was let in by nobody.
    """
    before = (move for move in scene.by_client[first.client] if move.time_us <= first.time_us)
    if any(is_sign_up(move) for move in before):
        return False
    return any(
        signed.succeeded and 0 <= first.time_us - signed.move.time_us <= SESSION_IDLE_US
        for signed in scene.sign_ins.get(first.client, ())
    )


def _opening(shown: str, mine: list[Move]) -> tuple[str, str]:
    """Return what was done, in English and Indonesian; pieces (206, RFC 9110 §15.3.7) are added up."""
    parts = [move.size for move in mine if move.status == 206]
    if len(parts) < 2:
        size = max(move.size for move in mine)
        return f"{shown} ({size} bytes) was fetched", f"{shown} ({size} bita) telah diambil"
    return (
        f"{shown} was fetched in {len(parts)} pieces ({sum(parts)} bytes)",
        f"{shown} telah diambil dalam {len(parts)} potongan ({sum(parts)} bita)",
    )


def _is_page(taken: list[Move]) -> bool:
    """Say whether answers differ in length: a file is as long for one as for the other, a page is not.

    A transfer of many bytes may break off, and goes on with the rest (206): that is still a file.
    """
    whole = [move.size for move in taken if move.status == 200]
    if len(whole) < 2 or max(whole) >= _LARGE or any(move.status == 206 for move in taken):
        return False
    return max(whole) - min(whole) > _SAME * max(whole)


def _weigh_way(scene: Scene, suspicion: Suspicion, first: Move) -> None:
    if not first.referrer:
        suspicion.add(1, "no page led there", "tidak ada halaman yang mengarah ke sana")
    elif _is_listed(scene, first):
        suspicion.add(
            1,
            "only the listing of its own folder led there",
            "hanya daftar isi foldernya sendiri yang mengarah ke sana",
        )


def _is_listed(scene: Scene, move: Move) -> bool:
    """Say whether a request came from the folder that the file lies in: a list that no page is meant to be."""
    host, slash, rest = (move.referrer or b"").partition(b"://")[2].partition(b"/")
    folder = move.path.rpartition(b"/")[0] + b"/"
    listed = folder != b"/" and (slash + rest).partition(b"?")[0] == folder
    return listed and host.lower() == scene.own_host


def _weigh_name(suspicion: Suspicion, text: str) -> None:
    if ".sql" in text or ".sqlite" in text or ".mdb" in text or _STREAM.search(text):
        suspicion.add(
            3, "the file is a database dump by its name", "menurut namanya berkas itu salinan basis data"
        )
    else:
        suspicion.add(
            2,
            "the file is a copy of a site or database by its name",
            "menurut namanya berkas itu salinan situs atau basis data",
        )


class _Office:
    """Whose networks work in the administration, and who fetches dumps day after day."""

    def __init__(self, scene: Scene) -> None:
        self._worked: dict[str, set[int]] = defaultdict(set)
        self._fetched: dict[str, set[int]] = defaultdict(set)
        for session in scene.sessions:
            if session.sign_in is not None:
                self._worked[wide(session.client)].add(session.start_us // _DAY_US)
        for move in scene.moves:
            if move.kind & Kind.DUMP and move.served:
                self._fetched[wide(move.client)].add(move.time_us // _DAY_US)

    def employs(self, move: Move) -> bool:
        """Say whether the client's network works in the administration on other days too."""
        home, day = wide(move.client), move.time_us // _DAY_US
        return bool(self._worked[home] - {day}) or len(self._fetched[home]) >= _FETCHING_DAYS


BEHAVIOUR = DumpFetching()
