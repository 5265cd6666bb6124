"""Finds clients that read records one after another, far beyond what anybody else reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from siaga.detection.behaviours.data_theft.detour import detours
from siaga.detection.behaviours.data_theft.harvest import harvests
from siaga.detection.behaviours.data_theft.hollow import Hollow
from siaga.detection.behaviours.data_theft.ownership import Readers, is_own
from siaga.detection.behaviours.data_theft.posted import posted_reading
from siaga.detection.behaviours.data_theft.relay import relays
from siaga.detection.behaviours.data_theft.unnamed import unnamed_harvests
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import from_crawler_network, is_scripted
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide

NEEDED, SURE = 5, 7
MANY = 40
"""Different records read by one client from which on it is looked at."""

REGULAR_DAYS = 3
"""A walk that comes back on so many days is an exchange between offices, not a raid."""

_LONG = 5
_STRAY = 20
"""One record in so many may be one's own, to which a page led."""

_NUMBERED = Kind.RECORDS | Kind.PAPERS
_DAY_US = 24 * 3_600_000_000
_NUMBER = re.compile(rb"\d{1,20}")
_PAGE_SIZE = re.compile(rb"(?:per_?page|page_?size|limit|size|rows|length)=\d{1,20}", re.IGNORECASE)
"""How many records a page holds is the same on each: it tells nothing of which were read."""

_PAGE = re.compile(rb"[?&](?:page|halaman|hal|offset|start|skip)=#", re.IGNORECASE)


class BulkReading:
    """One client walks through identifiers of people's records."""

    name = "bulk_reading"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Count distinct identifiers per client and kind of record."""
        readers: dict[bytes, dict[str, dict[int, Move]]] = defaultdict(lambda: defaultdict(dict))
        crawled: set[bytes] = set()
        for move in scene.moves:
            found = _identifier(move) if move.kind & _NUMBERED and scene.answered(move) else None
            if found is None:
                continue
            if from_crawler_network(move.client):
                crawled.add(found[0])
            else:
                readers[found[0]][move.client].setdefault(found[1], move)
        for shape, given in readers.items():
            clients = _without_hollow(given)
            for client, records in clients.items():
                if len(records) < MANY:
                    continue
                own = shape not in crawled and is_own(scene, clients, client)
                signal = _judge(scene, shape, client, clients, own=own)
                if signal is not None:
                    yield signal
        yield from harvests(scene)
        yield from unnamed_harvests(scene)
        yield from posted_reading(scene)
        yield from relays(scene)
        yield from detours(scene)


def _identifier(move: Move) -> tuple[bytes, int] | None:
    """Return the shape of a target and the last number in it (in the query first, else in the path)."""
    query = b"&".join(part for part in move.query.split(b"&") if not _PAGE_SIZE.fullmatch(part))
    for text in (query, move.path):
        numbers = list(_NUMBER.finditer(text))
        if numbers:
            last = numbers[-1]
            shape = text[: last.start()] + b"#" + text[last.end() :]
            whole = shape if text is move.path else move.path + b"?" + shape
            return whole, int(last[0])
    return None


def _without_hollow(given: dict[str, dict[int, Move]]) -> dict[str, dict[int, Move]]:
    """Leave out of long walks what only looks like a record: the page's answer to numbers that do not exist."""
    if all(len(records) < MANY for records in given.values()):
        return given
    hollow = Hollow(next(iter(records.values())) for records in given.values())
    return {
        client: records if len(records) < MANY else hollow.without(records)
        for client, records in given.items()
    }


def _judge(scene: Scene, shape: bytes, client: str, readers: Readers, *, own: bool) -> Signal | None:
    records = readers[client]
    if not own and not any(move.kind & Kind.RECORDS for move in records.values()):
        # Documents that are nobody's own are there to be read.
        return None
    suspicion = Suspicion()
    count = len(records)
    others = max((len(theirs) for other, theirs in readers.items() if other != client), default=0)
    suspicion.add(
        2,
        f"at least {count} different records were read by one address",
        f"sedikitnya {count} data berbeda dibaca oleh satu alamat",
    )
    if count >= 5 * MANY:
        suspicion.add(1, "", "")
    if others * 5 <= count:
        suspicion.add(1, f"nobody else read more than {others}", f"yang lain paling banyak membaca {others}")
    walked = _in_order(list(records))
    if walked:
        suspicion.add(2, "one after another in order of their numbers", "berurutan menurut nomornya")
    moves = sorted(records.values(), key=lambda move: (move.time_us, move.place.line_no))
    if is_scripted(moves[0].agent):
        suspicion.add(1, "a script did it", "dilakukan oleh skrip")
    if _PAGE.search(shape) and not _is_guarded(scene, moves[0].path):
        # The pages of a list that anybody may read are read to the end by many a program.
        suspicion.add(-3, "", "")
    led = sum(1 for move in moves if move.referrer)
    if led * _STRAY <= len(moves):
        # A log that tells no referrers tells nothing by one that is missing.
        if scene.logs_referrers:
            suspicion.add(1, "no page led there", "tidak ada halaman yang mengarah ke sana")
        if own and walked:
            suspicion.add(
                2,
                f"{len(readers) - 1} others, signed in as well, read their own",
                f"{len(readers) - 1} pengunjung lain, yang juga masuk, hanya membaca miliknya",
            )
    _weigh_habits(suspicion, scene, client, moves)
    if suspicion.points < NEEDED:
        return None
    suspicion.cite("record", *moves)
    shown = shape.decode("utf-8", "backslashreplace")
    return suspicion.signal(
        site=scene.site,
        behaviour=BulkReading.name,
        step="exfiltrated",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients={client},
        opening=(f"Records under {shown} were read in bulk", f"Data di {shown} dibaca secara massal"),
    )


def _in_order(numbers: list[int]) -> bool:
    """Say whether most numbers follow right upon the one before."""
    ascending = sum(1 for a, b in pairwise(numbers) if 0 < b - a <= 3)
    return ascending * 10 >= 6 * (len(numbers) - 1)


def _weigh_habits(suspicion: Suspicion, scene: Scene, client: str, moves: list[Move]) -> None:
    """Take points away from those who are at home there."""
    seen = scene.ledger.clients.figures(client.encode())
    lasting = seen is not None and seen.last_us - seen.first_us >= _LONG * _DAY_US
    if lasting or _comes_back(moves):
        suspicion.add(-4, "", "")
    home = wide(client)
    if any(wide(session.client) == home and session.sign_in is not None for session in scene.sessions):
        suspicion.add(-2, "", "")


def _comes_back(moves: list[Move]) -> bool:
    """Say whether the reading was spread over several days with pauses, not over a few nights in a row."""
    days = {move.time_us // _DAY_US for move in moves}
    return len(days) >= REGULAR_DAYS and max(days) - min(days) >= _LONG


def _is_guarded(scene: Scene, path: bytes) -> bool:
    """Say whether the site refused this very list to somebody without a key or a login."""
    return any(move.status in {401, 403} for move in scene.by_path.get(path, []))


BEHAVIOUR = BulkReading()
