"""Fetches of picked rows all that a move is made of, column by column."""

from __future__ import annotations

from itertools import repeat

import numpy as np

from siaga.detection.ledger.digest import Digest
from siaga.detection.ledger.moves import Draft
from siaga.intake.rows import UNKNOWN, Coded, Int64s


def drafts(digest: Digest, at: Int64s, sites: list[str]) -> list[Draft]:
    """Return the drafts of some of a digest's picked rows; `sites` names the site of each."""
    if not len(at):
        return []
    rows, pairs, clients = digest.rows, digest.paths.pairs, digest.clients.pairs
    users = _column(rows.user, at)
    return list(
        zip(
            rows.time_us[at].tolist(),
            sites,
            map(_text, clients.texts(digest.client[at])),
            [method or b"" for method in _column(rows.method, at)],
            pairs.texts(digest.path[at]),
            [(target or b"").partition(b"?")[2] for target in _column(rows.target, at)],
            rows.status[at].tolist(),
            rows.bytes_sent[at].tolist(),
            repeat(UNKNOWN, len(at)) if rows.duration_us is None else rows.duration_us[at].tolist(),
            _column(rows.referrer, at),
            _column(rows.user_agent, at),
            [_account(user) if user else "" for user in users],
            digest.kinds[digest.path[at]].tolist(),
            _rules(digest, at),
            repeat(rows.block.file.name, len(at)),
            rows.lines.number[at].tolist(),
            rows.lines.offset[at].tolist(),
            raw_lines(digest, at),
            strict=True,
        )
    )


def raw_lines(digest: Digest, at: Int64s) -> list[bytes]:
    """Return the raw lines of picked rows: as picked before, or out of the block."""
    kept, lines = digest.raw, digest.rows.lines
    if isinstance(kept, dict):
        return [kept[row] for row in at.tolist()]
    starts = (lines.offset[at] - digest.rows.block.offset).tolist()
    lengths = lines.length[at].tolist()
    places = zip(starts, lengths, strict=True)
    if kept is not None:
        return [kept[start : start + length].tobytes() for start, length in places]
    data = digest.rows.block.data
    return [data[start : start + length] for start, length in places]


def _rules(digest: Digest, at: Int64s) -> list[tuple[int, ...]]:
    """Return the signatures that matched each of the rows."""
    wanted = np.zeros(len(digest.rows), np.bool_)
    wanted[at] = True
    hits = np.flatnonzero(wanted[digest.hit_row])
    rules: dict[int, tuple[int, ...]] = {}
    for row, rule in zip(digest.hit_row[hits].tolist(), digest.hit_rule[hits].tolist(), strict=True):
        rules[row] = (*rules.get(row, ()), rule)
    return [rules.get(row, ()) for row in at.tolist()]


def _column(column: Coded | None, at: Int64s) -> list[bytes | None]:
    if column is None:
        return [None] * len(at)
    values = [*column.values, None]  # code -1 falls on the last place
    return [values[code] for code in column.codes[at].tolist()]


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _account(user: bytes) -> str:
    """Return an account's name; some access logs write the "@" of an address as %40 (RFC 3986 §2.1)."""
    return _text(user).replace("%40", "@")
