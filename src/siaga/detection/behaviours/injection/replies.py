"""Witnesses in the replies: sizes beyond the page's own range, answers that leak bit by bit, delays."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

from siaga.detection.behaviours.injection.reflection import TOLERANCE, explained_by_echo
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.ledger.paths import PathFigures
from siaga.foundation.text import canonical_text

_DELAY = re.compile(
    r"(?:sleep|pg_sleep|dbms_pipe\.receive_message|dbms_lock\.sleep)\s*\(\s*(?:'[^']{0,20}',\s*)?(\d{1,3})"
    r"|waitfor\s+delay\s+'\d+:\d+:(\d{1,3})|(?:;|\||&|`|\()\s*sleep\s+(\d{1,3})|ping\s+-[nc]\s+(\d{1,3})"
)
_LEAD = re.compile(r"[^ '\"()]*")
_SKELETON = re.compile(r"\d+")
_SECOND_US = 1_000_000

_ROOM, _NARROW = 1.25, 1.05
"""How far above a page's largest answer to visitors an attack's must lie: usually, and on a well-known page."""

_ALIKE, _FILES = 32, 3
"""Answers within so many bytes are one and the same; so many different ones beside the refusal are files."""

_WELL_KNOWN, _SEVERAL = 200, 4
"""Answers to visitors that make a page well known, and large answers that are no accident there."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A witness found in replies: what it is in both languages, and the lines that show it best.

    `kind` "large" carries much out at once, "bits" a little each time; "" only shows that it ran.
    `errors` are lines of other logs that show it too.
    """

    points: int
    en: str
    idn: str
    lines: list[Move]
    kind: Literal["", "large", "bits"] = ""
    errors: list[Happening] = field(default_factory=list)


def beyond_baseline(attacks: list[Move], figures: PathFigures | None) -> Reply | None:
    """Find replies larger than the page ever was for visitors, by more than an echo of the payload explains."""
    if figures is None or figures.sized < 5:
        return None
    served = [move for move in attacks if move.served and move.size >= 0]
    if explained_by_echo(served):
        # One and the same answer to everything: the page is just larger for such input.
        return None
    large = _larger(attacks, figures, _ROOM)
    if not large and figures.sized >= _WELL_KNOWN:
        # What hundreds of visitors never saw, several times over, needs less room above it.
        large = _larger(attacks, figures, _NARROW)
        large = large if len(large) >= _SEVERAL else []
    if not large:
        return None
    top = max(move.size for move in large)
    return Reply(
        3 if len(large) >= 2 else 2,
        f"the page answered {top} bytes, for visitors never more than {figures.largest}",
        f"halaman menjawab {top} bita, padahal untuk pengunjung paling besar {figures.largest}",
        large,
        "large",
    )


def _larger(attacks: list[Move], figures: PathFigures, room: float) -> list[Move]:
    limit = figures.largest * room + 256
    return [
        m for m in attacks if m.served and m.size > limit + 4 * len(m.query) and m.size > figures.mean * 1.3
    ]


def unlike_its_failures(attacks: list[Move], *, reads: bool = False) -> Reply | None:
    """Find where most variants got one and the same reply, a few got a clearly different one that isn't an echo.

    `reads` says that they ask for files: several that are there have sizes of their own.
    """
    served = [move for move in attacks if move.served and move.size >= 0]
    if len(served) < 3 or explained_by_echo(served, share=1.0):
        return None
    usual = max(_clusters(served), key=len)
    usual_size = median(move.size for move in usual)
    odd = [move for move in served if abs(move.size - usual_size) > max(128, 4 * len(move.query))]
    if not odd or len(usual) < 2 or len(odd) > len(usual):
        return None
    several = reads and len({move.size // _ALIKE for move in odd}) >= _FILES
    return Reply(
        3 if several else 2,
        f"{len(odd)} of {len(served)} variants got an answer of another size than the rest",
        f"{len(odd)} dari {len(served)} varian mendapat jawaban yang ukurannya lain dari yang gagal",
        odd,
    )


def differs_by_variant(attacks: list[Move]) -> Reply | None:
    """Find where each variant got an answer of its own size, that no echo explains: the payload decides."""
    served = [move for move in attacks if (move.served or move.status == 500) and move.size >= 0]
    # What was injected may stand in the query, in a header, or unseen in the body.
    variants = {
        (move.query, move.agent, move.referrer, move.place.line_no if move.writes else 0): move
        for move in served
    }
    sizes = {move.size // _ALIKE for move in variants.values()}
    if len(variants) < 3 or len(sizes) < 3 or len(sizes) * 2 < len(variants):
        return None
    if explained_by_echo(list(variants.values()), share=0.7):
        return None
    return Reply(
        3,
        f"{len(variants)} variants got {len(sizes)} different answers, more than an echo explains",
        f"{len(variants)} varian mendapat {len(sizes)} jawaban berbeda, melebihi sekadar gema masukan",
        list(variants.values()),
    )


def answers_at_random(moves: list[Move], *, attacks_too: bool = False) -> bool:
    """Say whether the page gives different sizes to one and the same request: then sizes tell nothing."""
    sizes: dict[tuple[bytes, bytes], list[int]] = defaultdict(list)
    for move in moves:
        # With an attack in it, the same address may rightly be answered differently: headers carry payloads too.
        if move.served and not move.writes and (attacks_too or not move.rules) and move.size >= 0:
            sizes[move.method, move.query].append(move.size)
    repeated = [found for found in sizes.values() if len(found) >= 2]
    restless = [found for found in repeated if max(found) - min(found) > 2 * TOLERANCE]
    return bool(repeated) and len(restless) * 3 > len(repeated)


def leaks_bit_by_bit(attacks: list[Move]) -> Reply | None:
    """Find many requests alike but for numbers that get one of two sizes: yes and no, bit by bit.

    What stands before the first blank or quote of the payload is kept as it is: a page that merely
    turns its parameter into a number answers by that alone.
    """
    shapes: dict[tuple[str, str, int], list[Move]] = defaultdict(list)
    for move in attacks:
        if move.size >= 0 and (move.served or move.status == 500):
            text = canonical_text(move.query)
            lead = _LEAD.match(text)
            shapes[lead[0] if lead else "", _SKELETON.sub("#", text), len(text) // 4].append(move)
    best: list[Move] = []
    for moves in shapes.values():
        answers = _clusters(moves)
        if len(moves) < 8 or len(answers) < 2 or explained_by_echo(moves):
            continue
        two = sorted(answers, key=len)[-2:]
        few = min(len(group) for group in two) < 3
        if few or sum(map(len, two)) * 10 < len(moves) * 8:
            continue
        best = max(best, moves, key=_telling)
    if not best:
        return None
    return Reply(
        4,
        f"{len(best)} requests alike but for numbers were answered in two different ways: data leaked bit by bit",
        f"{len(best)} permintaan yang hanya berbeda angkanya dijawab dengan dua cara: data bocor sedikit demi sedikit",
        best,
        "bits",
    )


def _telling(moves: list[Move]) -> tuple[bool, int]:
    """Rank what asks for data before what merely tries whether an answer can be had."""
    return bool(moves) and "select" in canonical_text(moves[0].query), len(moves)


def _clusters(moves: list[Move]) -> list[list[Move]]:
    """Gather answers of about one size: neighbours within TOLERANCE belong together."""
    found: list[list[Move]] = []
    for move in sorted(moves, key=lambda m: (m.size, m.place.line_no)):
        if found and move.size - found[-1][-1].size <= TOLERANCE:
            found[-1].append(move)
        else:
            found.append([move])
    return found


def waits_as_told(attacks: list[Move], others: list[Move]) -> Reply | None:
    """Find requests that ordered a delay and took that long, while their neighbours on the same page did not."""
    told: list[tuple[Move, int]] = []
    untold = [move.duration_us for move in others if move.duration_us >= 0]
    for move in attacks:
        seconds = _delay(move)
        if move.duration_us < 0:
            continue
        if seconds is None:
            untold.append(move.duration_us)
        elif 2 <= seconds <= 120:
            told.append((move, seconds))
    waited = [
        move for move, seconds in told if 0.9 * seconds <= move.duration_us / _SECOND_US <= 3 * seconds + 2
    ]
    if len(waited) < 2 or not untold or len(waited) * 5 < len(told):
        return None
    shortest = min(seconds for _, seconds in told)
    slow = sum(1 for duration in untold if duration >= shortest * _SECOND_US * 0.9)
    if slow * 10 > len(untold):
        return None
    return Reply(
        4,
        f"{len(waited)} requests that ordered a delay took as long as ordered",
        f"{len(waited)} permintaan yang memerintahkan jeda memang selama itu dijawab",
        waited,
    )


def _delay(move: Move) -> int | None:
    found = _DELAY.search(canonical_text(move.query + b" " + move.path))
    return next((int(group) for group in found.groups() if group), None) if found else None
