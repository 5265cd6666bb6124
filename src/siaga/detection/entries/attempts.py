"""Counts attempts per site and rule while blocks pass by, within bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from siaga.detection.ledger.facts import served
from siaga.detection.ledger.lightening import EXAMPLES
from siaga.detection.ledger.moves import Place
from siaga.detection.scene.catch_all import CatchAll
from siaga.detection.scene.scene import RuleFacts
from siaga.detection.scene.witnesses import line_witness
from siaga.findings.shape import Attempt
from siaga.intake.rows import NO_TIME, AccessRows, Coded, Int32s, Int64s

CLIENTS_SHOWN, CLIENTS_COUNTED, ANSWERS_COUNTED = 50, 20_000, 5_000
NO_LATER = 2**62
_HOUR_US = 3_600_000_000
_LEVELS = {"critical": 0, "high": 1, "medium": 2, "low": 3, "informational": 4}

Example = tuple[int, str, int, int, bytes]
"""Time (UTC µs), file, line number, offset and raw line: in the order in which examples are shown."""


@dataclass(slots=True)
class _Tally:
    lines: int = 0
    first_us: int = NO_LATER
    last_us: int = -NO_LATER
    clients: Counter[bytes] = field(default_factory=Counter)
    answers: Counter[tuple[int, int]] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)


class AttemptTable:
    """All attempts of a check: per (site, rule) and per (site, hour)."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, int], _Tally] = {}
        self._hours: Counter[tuple[str, int]] = Counter()

    def __len__(self) -> int:
        return len(self._tallies)

    def observe(
        self,
        rows: AccessRows,
        sites: Coded,
        hit_row: Int64s,
        hit_rule: Int32s,
        raw_of: Callable[[Int64s], list[bytes]],
    ) -> None:
        """Count a block's hits, parallel arrays sorted by row; `raw_of` gives the raw lines of rows."""
        if not len(hit_row):
            return
        rules = int(hit_rule.max()) + 1
        known, group = np.unique(
            sites.codes[hit_row].astype(np.int64) * rules + hit_rule, return_inverse=True
        )
        tallies = [
            self._tally(sites.values[key // rules].decode("utf-8", "replace"), key % rules)
            for key in known.tolist()
        ]
        for tally, lines in zip(tallies, np.bincount(group).tolist(), strict=True):
            tally.lines += lines
        _add_times(tallies, group, rows.time_us[hit_row])
        _add_clients(tallies, group, rows.client, hit_row)
        answered = served(rows.status[hit_row])
        _add_answers(tallies, group[answered], rows, hit_row[answered])
        _add_examples(tallies, group, rows, hit_row, raw_of)
        once = hit_row[np.diff(hit_row, prepend=-1) > 0]
        self._count_hours(rows, sites, once[rows.time_us[once] != NO_TIME])

    def hours(self) -> tuple[tuple[str, int, int], ...]:
        """Return (site, hour start in UTC µs, lines with an attempt), in order."""
        return tuple((site, hour, count) for (site, hour), count in sorted(self._hours.items()))

    def attempts(self, rules: Sequence[RuleFacts], catch_all: dict[str, CatchAll]) -> tuple[Attempt, ...]:
        """Return one attempt per site and rule: by site, then level, then number of lines."""
        found = [
            _attempt(site, rules[rule], tally, catch_all.get(site))
            for (site, rule), tally in self._tallies.items()
        ]
        return tuple(sorted(found, key=lambda a: (a.site, _LEVELS.get(a.level, 5), -a.lines, a.rule)))

    def _tally(self, site: str, rule: int) -> _Tally:
        found = self._tallies.get((site, rule))
        if found is None:
            found = self._tallies[site, rule] = _Tally()
        return found

    def _count_hours(self, rows: AccessRows, sites: Coded, hit: Int64s) -> None:
        hours = rows.time_us[hit] // _HOUR_US * _HOUR_US
        for code in np.unique(sites.codes[hit]).tolist():
            name = sites.values[code].decode("utf-8", "replace")
            mine = hours[sites.codes[hit] == code]
            # One count per run of lines of the same hour: lines nearly always come in order.
            begin = np.flatnonzero(np.diff(mine, prepend=mine[0] - 1))
            for hour, count in zip(
                mine[begin].tolist(), np.diff(begin, append=len(mine)).tolist(), strict=True
            ):
                self._hours[name, hour] += count


def _add_times(tallies: list[_Tally], group: Int64s, time_us: Int64s) -> None:
    timed = time_us != NO_TIME
    first = np.full(len(tallies), NO_LATER)
    last = -first
    np.minimum.at(first, group[timed], time_us[timed])
    np.maximum.at(last, group[timed], time_us[timed])
    for tally, early, late in zip(tallies, first.tolist(), last.tolist(), strict=True):
        tally.first_us, tally.last_us = min(tally.first_us, early), max(tally.last_us, late)


def _add_clients(tallies: list[_Tally], group: Int64s, column: Coded, at: Int64s) -> None:
    names, size = [b"-", *column.values], len(column.values) + 1
    packed, counts = np.unique(group * size + column.codes[at] + 1, return_counts=True)
    for key, count in zip(packed.tolist(), counts.tolist(), strict=True):
        clients, client = tallies[key // size].clients, names[key % size]
        if client in clients or len(clients) < CLIENTS_COUNTED:
            clients[client] += count


def _add_answers(tallies: list[_Tally], group: Int64s, rows: AccessRows, at: Int64s) -> None:
    answers = Counter(
        zip(group.tolist(), rows.status[at].tolist(), rows.bytes_sent[at].tolist(), strict=True)
    )
    for (place, status, size), count in answers.items():
        known = tallies[place].answers
        if (status, size) in known or len(known) < ANSWERS_COUNTED:
            known[status, size] += count


def _add_examples(
    tallies: list[_Tally],
    group: Int64s,
    rows: AccessRows,
    hit_row: Int64s,
    raw_of: Callable[[Int64s], list[bytes]],
) -> None:
    """Keep the first few lines by time of each rule and site."""
    time_us = rows.time_us[hit_row]
    # Later than the last that is known, once there are enough: the usual case, and nothing to do.
    bound = [t.examples[-1][0] if len(t.examples) >= EXAMPLES else NO_LATER for t in tallies]
    early = np.flatnonzero(time_us <= np.array(bound)[group])
    if not len(early):
        return
    order = early[np.lexsort((time_us[early], group[early]))]
    change = np.flatnonzero(np.diff(group[order], prepend=-1))
    place = np.arange(len(order)) - np.repeat(change, np.diff(change, append=len(order)))
    chosen = order[place < EXAMPLES]
    at, lines, file = hit_row[chosen], rows.lines, rows.block.file.name
    places = zip(lines.number[at].tolist(), lines.offset[at].tolist(), raw_of(at), strict=True)
    for one, time, (number, offset, raw) in zip(
        group[chosen].tolist(), time_us[chosen].tolist(), places, strict=True
    ):
        tallies[one].examples.append((time, file, number, offset, raw))
    for one in np.unique(group[chosen]).tolist():
        tallies[one].examples = sorted(tallies[one].examples)[:EXAMPLES]


def _attempt(site: str, rule: RuleFacts, tally: _Tally, catch_all: CatchAll | None) -> Attempt:
    reached = sum(
        count
        for (status, size), count in tally.answers.items()
        if catch_all is None or (status, size) not in catch_all.fixed
    )
    ranked = sorted(tally.clients.items(), key=lambda item: (-item[1], item[0]))
    return Attempt(
        site=site,
        rule=rule.id,
        title=rule.title,
        family=rule.family,
        level=rule.level,
        lines=tally.lines,
        reached=reached,
        clients=len(ranked),
        client_ips=tuple(client.decode("utf-8", "replace") for client, _ in ranked[:CLIENTS_SHOWN]),
        # A rule seen only in lines without a readable time has no time: it stands at the beginning.
        first_seen_us=tally.first_us if tally.first_us <= tally.last_us else 0,
        last_seen_us=max(tally.last_us, 0),
        examples=tuple(
            line_witness(Place(file, number, offset), raw, "attempt", time)
            for time, file, number, offset, raw in tally.examples
        ),
    )
