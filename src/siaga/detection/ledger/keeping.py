"""Turns the interesting rows of a block into moves: columns are fetched for all of them at once."""

from __future__ import annotations

import numpy as np

from siaga.detection.ledger.digest import Digest
from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import LATEST, Move, Moves, Place
from siaga.detection.ledger.number_set import Numbers
from siaga.detection.ledger.quota import Groups
from siaga.detection.ledger.request_keys import keys_of
from siaga.intake.rows import UNKNOWN, Coded, Int64s


def late_logins(digest: Digest, chosen: Int64s, keys: Numbers, admitted: Mask) -> Mask:
    """Say which of the chosen rows are logins that are not admitted, but among the latest of their key.

    Of a thousand guessed passwords the last ones matter: one of them may be the right one. Whoever only
    looks at the form guesses nothing.
    """
    late: Mask = np.zeros(len(chosen), np.bool_)
    tried = digest.facts.writes[chosen] | digest.facts.failed[chosen]
    if digest.rows.user is not None:
        tried |= digest.rows.user.codes[chosen] >= 0
    at = np.flatnonzero(~admitted & tried & ((digest.kinds[digest.path[chosen]] & Kind.LOGIN) != 0))
    if len(at):
        groups = Groups.by(keys[at])
        place, count = groups.ordinals()
        late[at] = count[groups.of] - place <= LATEST
    return late


def keep_rows(moves: Moves, digest: Digest, chosen: Int64s, sites: list[str], site_of: Int64s) -> None:
    """Offer chosen picked rows to `moves`; `site_of` gives the place in `sites` of each of the hosts."""
    if not len(chosen):
        return
    keys = keys_of(digest, chosen, sites, site_of)
    admitted = moves.quota.admit(keys, digest.rows.bytes_sent[chosen], digest.facts.failed[chosen])
    late = late_logins(digest, chosen, keys, admitted)
    kept = np.flatnonzero(admitted | late)
    names = [sites[place] for place in site_of[digest.host[chosen[kept]]].tolist()]
    made = list(zip(_moves(digest, chosen[kept], names), admitted[kept].tolist(), strict=True))
    moves.keep(*(move for move, wanted in made if wanted))
    for move, wanted in made:
        if not wanted:
            moves.keep_latest(move)


def _column(column: Coded | None, at: Int64s) -> list[bytes | None]:
    if column is None:
        return [None] * len(at)
    values = [*column.values, None]  # code -1 falls on the last place
    return [values[code] for code in column.codes[at].tolist()]


def _moves(digest: Digest, at: Int64s, sites: list[str]) -> list[Move]:
    rows, pairs, clients = digest.rows, digest.paths.pairs, digest.clients.pairs
    rules: dict[int, tuple[int, ...]] = {}
    for row, rule in zip(digest.hit_row.tolist(), digest.hit_rule.tolist(), strict=True):
        rules[row] = (*rules.get(row, ()), rule)
    times, statuses, sizes = (c[at].tolist() for c in (rows.time_us, rows.status, rows.bytes_sent))
    durations = [UNKNOWN] * len(at) if rows.duration_us is None else rows.duration_us[at].tolist()
    targets, referrers = _column(rows.target, at), _column(rows.referrer, at)
    agents, users, methods = _column(rows.user_agent, at), _column(rows.user, at), _column(rows.method, at)
    kinds = digest.kinds[digest.path[at]].tolist()
    paths, names = pairs.texts(digest.path[at]), clients.texts(digest.client[at])
    file = rows.block.file.name
    numbers, offsets = rows.lines.number[at].tolist(), rows.lines.offset[at].tolist()
    return [
        Move(
            times[n], sites[n], names[n].decode("utf-8", "replace"), methods[n] or b"", paths[n],
            (targets[n] or b"").partition(b"?")[2], statuses[n], sizes[n], durations[n],
            referrers[n], agents[n], (users[n] or b"").decode("utf-8", "replace"),
            kinds[n], rules.get(row, ()), Place(file, numbers[n], offsets[n]), raw,
        )
        for n, (row, raw) in enumerate(zip(at.tolist(), raw_lines(digest, at), strict=True))
    ]  # fmt: skip


def raw_lines(digest: Digest, at: Int64s) -> list[bytes]:
    """Return the raw lines of picked rows: as picked before, or out of the block."""
    if digest.raw is not None:
        return [digest.raw[row] for row in at.tolist()]
    lines, data = digest.rows.lines, digest.rows.block.data
    starts = (lines.offset[at] - digest.rows.block.offset).tolist()
    lengths = lines.length[at].tolist()
    return [data[start : start + length] for start, length in zip(starts, lengths, strict=True)]
