"""Says which of many like requests are kept: the first few of a kind, then answers of new sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.number_set import Numbers, NumberSet
from siaga.detection.ledger.room import Room, Seen
from siaga.intake.rows import Int64s

_SAME_SIZE = 64
"""Answers are taken for equal in size within so many bytes."""


@dataclass(slots=True)
class Retention:
    """How many moves are kept: per (site, client, path, method), and the ceiling of all together."""

    per_key: int = 40
    ceiling: int = 300_000
    tight: int = 6
    sizes: int = 80
    """Beyond `per_key`, so many more are kept for the different sizes of their answers."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Requests sorted into groups: `keys` has a number for each group, `of` each request's group."""

    keys: list[int]
    of: Int64s

    @staticmethod
    def by(keys: Numbers) -> Groups:
        """Group requests by their numbers."""
        known, of = np.unique(keys, return_inverse=True)
        return Groups(known.tolist(), of)

    def ordinals(self) -> tuple[Int64s, Int64s]:
        """Return each request's place in its group from 0 on, and how many the group has."""
        count = np.bincount(self.of, minlength=len(self.keys))
        start = np.cumsum(count) - count
        order = np.argsort(self.of, kind="stable")
        place = np.empty(len(self.of), np.int64)
        place[order] = np.arange(len(self.of)) - start[self.of[order]]
        return place, count


class Quota:
    """Counts requests by key and admits them within bounds; what is not admitted is counted."""

    def __init__(self, retention: Retention, room: Room) -> None:
        self._retention = retention
        self._room = room
        self._seen = Seen()
        self._answers: dict[int, set[int]] = {}
        # Most requests are of keys that have had their share: they are told apart all at once.
        self._used_up, self._deaf, self._met = NumberSet(), NumberSet(), NumberSet()
        self.admitted = 0
        self.left_out = 0

    def admit(self, keys: Numbers, size: Int64s, refused: Mask) -> Mask:
        """Count requests, in order, and say which to keep; `size` is in bytes, `refused` those answered 4xx.

        Beyond the bound of a key, what is answered with a size not met there before is still kept. When
        the room is full, what the server refused is only counted. Whether it is full is asked once.
        """
        admitted: Mask = np.zeros(len(keys), np.bool_)
        full = self.admitted >= self._retention.ceiling or self._room.full
        if not self._room.spent:
            hopeful = np.flatnonzero(~self._hopeless(keys, size, full=full))
            groups = Groups.by(keys[hopeful])
            admitted[hopeful] = self._admit(groups, size[hopeful], refused[hopeful], full=full)
        kept = int(np.count_nonzero(admitted))
        self.admitted += kept
        self.left_out += len(admitted) - kept
        return admitted

    def _hopeless(self, keys: Numbers, size: Int64s, *, full: bool) -> Mask:
        used_up = self._used_up.holds(keys)
        if full:
            return used_up
        met = (size < 0) | self._deaf.holds(keys) | self._met.holds(keys ^ mixed(size // _SAME_SIZE))
        return used_up & met

    def _admit(self, groups: Groups, size: Int64s, refused: Mask, *, full: bool) -> Mask:
        place, count = groups.ordinals()
        before = self._seen.count(groups.keys, count.tolist())
        limit = np.full(len(place), self._retention.tight if full else self._retention.per_key)
        if self._room.full:
            limit[refused] = 0
        known = before[groups.of]
        # A key for which there was no place (-1) is new each time.
        admitted: Mask = np.where(known < 0, 0, known + place) < limit
        done = np.flatnonzero((before >= 0) & (before + count >= self._retention.per_key))
        self._used_up.add([groups.keys[group] for group in done.tolist()])
        return admitted if full else self._other_sizes(admitted, groups, size)

    def _other_sizes(self, admitted: Mask, groups: Groups, size: Int64s) -> Mask:
        """Admit also what is answered with a size that was not met beyond the bound of its key."""
        left = np.flatnonzero(~admitted & (size >= 0))
        if not len(left):
            return admitted
        bucket, group = size[left] // _SAME_SIZE, groups.of[left]
        order = np.lexsort((bucket, group))  # stable: the first of each group and size comes first
        other = np.ones(len(left), np.bool_)
        other[1:] = (np.diff(group[order]) != 0) | (np.diff(bucket[order]) != 0)
        for at in np.sort(order[other]).tolist():
            key, answer = groups.keys[int(group[at])], int(bucket[at])
            answers = self._answers.setdefault(key, set())
            if answer not in answers and len(answers) < self._retention.sizes:
                answers.add(answer)
                admitted[left[at]] = True
                self._met.add([key ^ int(mixed(bucket[at : at + 1])[0])])
                if len(answers) == self._retention.sizes:
                    self._deaf.add([key])
        return admitted


def mixed(numbers: Int64s) -> Numbers:
    """Spread small numbers (from 0 on) over 64 bits (Knuth, TAOCP 6.4: multiples of the golden ratio)."""
    spread: Numbers = (numbers + 1).astype(np.uint64) * np.uint64(0x9E37_79B9_7F4A_7C15)
    return spread
