"""Counts attempts per site and rule while blocks pass by, within bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from siaga.detection.ledger.facts import facts_of
from siaga.detection.ledger.ledger import Ledger
from siaga.detection.ledger.moves import Place
from siaga.detection.scene.catch_all import CatchAll
from siaga.detection.scene.scene import RuleFacts
from siaga.detection.scene.witnesses import line_witness, witness
from siaga.findings.shape import Attempt, Witness
from siaga.intake.rows import NO_TIME, AccessRows, Coded, Int32s, Int64s

EXAMPLES, CLIENTS_SHOWN, CLIENTS_COUNTED, ANSWERS_COUNTED = 3, 50, 20_000, 5_000
_HOUR_US = 3_600_000_000
_LEVELS = {"critical": 0, "high": 1, "medium": 2, "low": 3, "informational": 4}


@dataclass(slots=True)
class _Tally:
    lines: int = 0
    first_us: int = 2**62
    last_us: int = -(2**62)
    clients: Counter[bytes] = field(default_factory=Counter)
    answers: Counter[tuple[int, int]] = field(default_factory=Counter)
    examples: list[Witness] = field(default_factory=list)


class AttemptTable:
    """All attempts of a check: per (site, rule) and per (site, hour)."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, int], _Tally] = {}
        self._hours: Counter[tuple[str, int]] = Counter()

    def __len__(self) -> int:
        return len(self._tallies)

    def observe(self, rows: AccessRows, sites: Coded, hit_row: Int64s, hit_rule: Int32s) -> None:
        """Count a block's hits; `hit_row` and `hit_rule` are parallel, sorted by row."""
        if not len(hit_row):
            return
        served = facts_of(rows, hit_row).served
        site_of = sites.codes[hit_row]
        order = np.lexsort((hit_row, hit_rule, site_of))
        keys = np.stack((site_of[order], hit_rule[order]))
        starts = np.flatnonzero(np.concatenate(([True], (keys[:, 1:] != keys[:, :-1]).any(axis=0))))
        for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(order)], strict=True):
            chosen = hit_row[order[start:end]]
            name = sites.values[int(keys[0, start])].decode("utf-8", "replace")
            tally = self._tallies.setdefault((name, int(keys[1, start])), _Tally())
            _add(tally, rows, chosen, chosen[served[chosen]])
        timed = np.unique(hit_row)
        self._count_hours(rows, sites, timed[rows.time_us[timed] != NO_TIME])

    def add_unread(self, site: str, rule: int, place: Place, raw: bytes) -> None:
        """Offer a line that no format could read as an example."""
        tally = self._tallies.get((site, rule))
        if tally is not None and len(tally.examples) < EXAMPLES:
            tally.examples.append(line_witness(place, raw, "attempt", max(tally.last_us, 0)))

    def keep_examples(self, ledger: Ledger) -> None:
        """Take the first few lines of each rule from the moves that the ledger kept."""
        for move in ledger.moves.in_time():
            for rule in move.rules:
                tally = self._tallies.get((move.site, rule))
                if tally is not None and len(tally.examples) < EXAMPLES:
                    tally.examples.append(witness(move, "attempt"))

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

    def _count_hours(self, rows: AccessRows, sites: Coded, hit: Int64s) -> None:
        hours = rows.time_us[hit] // _HOUR_US * _HOUR_US
        for code in np.unique(sites.codes[hit]).tolist():
            name = sites.values[code].decode("utf-8", "replace")
            values, counts = np.unique(hours[sites.codes[hit] == code], return_counts=True)
            for hour, count in zip(values.tolist(), counts.tolist(), strict=True):
                self._hours[name, hour] += count


def _add(tally: _Tally, rows: AccessRows, chosen: Int64s, served: Int64s) -> None:
    tally.lines += len(chosen)
    times = rows.time_us[chosen]
    times = times[times != NO_TIME]
    if len(times):
        tally.first_us = min(tally.first_us, int(times.min()))
        tally.last_us = max(tally.last_us, int(times.max()))
    for code, count in zip(
        *(a.tolist() for a in np.unique(rows.client.codes[chosen], return_counts=True)), strict=True
    ):
        client = rows.client.values[code] if code >= 0 else b"-"
        if client in tally.clients or len(tally.clients) < CLIENTS_COUNTED:
            tally.clients[client] += count
    for answer in zip(rows.status[served].tolist(), rows.bytes_sent[served].tolist(), strict=True):
        if answer in tally.answers or len(tally.answers) < ANSWERS_COUNTED:
            tally.answers[answer] += 1


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
        examples=tuple(tally.examples),
    )
