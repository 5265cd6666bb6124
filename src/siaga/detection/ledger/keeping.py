"""Turns the interesting rows of a block into moves: columns are fetched for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move, Moves, Place
from siaga.detection.ledger.room import number_of
from siaga.foundation.urls import split_target
from siaga.intake.rows import UNKNOWN, AccessRows, Coded, Int64s


@dataclass(frozen=True, slots=True)
class BlockNames:
    """The distinct paths, with kinds, and clients of one site in a block, and each row's place in them."""

    paths: list[bytes]
    kinds: npt.NDArray[np.int32]
    path_of: npt.NDArray[np.int64]
    clients: list[bytes]
    client_of: npt.NDArray[np.int64]


@lru_cache(maxsize=1_000)
def _method_number(method: bytes) -> int:
    return number_of(b"method", method)


def _column(column: Coded | None, at: Int64s) -> list[bytes | None]:
    if column is None:
        return [None] * len(at)
    values = [*column.values, None]  # code -1 falls on the last place
    return [values[code] for code in column.codes[at].tolist()]


def keep_rows(
    moves: Moves,
    site: str,
    rows: AccessRows,
    chosen: tuple[Int64s, Int64s],
    names: BlockNames,
    known: tuple[dict[int, tuple[int, ...]], dict[int, bytes] | None],
) -> None:
    """Offer the chosen rows to `moves`: their places among the site's rows, and among all of the block.

    `known` are signature hits by row, and raw lines by row (None: take them from the rows' block).
    """
    mine, at = chosen
    rules, raw = known
    texts = [client.decode("utf-8", "replace") for client in names.clients]
    here = [number_of(site, text) for text in texts]
    there = [number_of(b"path", path) for path in names.paths]
    sizes, statuses = rows.bytes_sent[at].tolist(), rows.status[at].tolist()
    methods = _column(rows.method, at)
    full: list[tuple[int, int, int, int, bool]] = []
    places = zip(at.tolist(), names.path_of[mine].tolist(), names.client_of[mine].tolist(), strict=True)
    for order, (row, path, client) in enumerate(places):
        method = methods[order] or b""
        # One key per client, path and method; what a signature matched is counted apart.
        key = here[client] ^ there[path] ^ _method_number(b"!" + method if row in rules else method)
        wanted = moves.wants_key(key, sizes[order], refused=400 <= statuses[order] < 500)
        if wanted or int(names.kinds[path]) & Kind.LOGIN:
            full.append((order, row, path, client, wanted))
    _keep(moves, site, rows, at, names, (texts, methods, full), (rules, raw))


def _keep(
    moves: Moves,
    site: str,
    rows: AccessRows,
    at: Int64s,
    names: BlockNames,
    found: tuple[list[str], list[bytes | None], list[tuple[int, int, int, int, bool]]],
    known: tuple[dict[int, tuple[int, ...]], dict[int, bytes] | None],
) -> None:
    texts, methods, full = found
    rules, raw = known
    if not full:
        return
    chosen = at[[order for order, *_ in full]]
    times, statuses, sizes = (c[chosen].tolist() for c in (rows.time_us, rows.status, rows.bytes_sent))
    numbers, offsets, lengths = (
        c[chosen].tolist() for c in (rows.lines.number, rows.lines.offset, rows.lines.length)
    )
    durations = [UNKNOWN] * len(full) if rows.duration_us is None else rows.duration_us[chosen].tolist()
    targets, referrers = _column(rows.target, chosen), _column(rows.referrer, chosen)
    agents, users = _column(rows.user_agent, chosen), _column(rows.user, chosen)
    data, base, file = rows.block.data, rows.block.offset, rows.block.file.name
    for n, (order, row, path, client, wanted) in enumerate(full):
        start = offsets[n] - base
        line = data[start : start + lengths[n]] if raw is None else raw.get(row)
        if line is None:
            continue
        move = Move(
            times[n], site, texts[client], methods[order] or b"", names.paths[path],
            split_target(targets[n] or b"")[1], statuses[n], sizes[n], durations[n],
            referrers[n], agents[n], (users[n] or b"").decode("utf-8", "replace"),
            int(names.kinds[path]), rules.get(row, ()), Place(file, numbers[n], offsets[n]), line,
        )  # fmt: skip
        # Of a thousand guessed passwords the last ones matter: one of them may be the right one.
        (moves.keep if wanted else moves.keep_latest)(move)
