r"""What a pattern is to the engine: a small tree over bytes, written out once for Hyperscan and re2 alike.

Values never hold `\n` (it separates values in a scan buffer), so no byte set here holds it: a match
can't run from one value into the next. Case folding is ASCII only and written out as byte sets, so
that both libraries, in byte mode, read the same language from the same text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

NEWLINE = 1 << 0x0A
EVERY = (1 << 256) - 1 & ~NEWLINE
"""All bytes a value may hold."""


@dataclass(frozen=True, slots=True)
class ByteSet:
    """One byte out of a set; bit n of `mask` stands for byte n."""

    mask: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """One part after the other; no parts match the empty string."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of the branches."""

    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`inner` at least `low` and at most `high` times (None: without end)."""

    inner: Node
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place and no text: start or end of the value, a word boundary, or the lack of one."""

    kind: Literal["^", "$", "\\b", "\\B"]


Node = ByteSet | Sequence | Choice | Repeat | Boundary

EMPTY = Sequence(())
ANYTHING = Repeat(ByteSet(EVERY), 0, None)


def byte(value: int) -> ByteSet:
    """Make the set of one byte."""
    return ByteSet(1 << value)


def fold(mask: int) -> int:
    """Add the other case of every ASCII letter in the set."""
    upper = mask >> 0x41 & 0x3FFFFFF
    lower = mask >> 0x61 & 0x3FFFFFF
    return mask | upper << 0x61 | lower << 0x41


def sequence(parts: list[Node]) -> Node:
    """Join parts, flattening what is a sequence already."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Sequence) else (part,))
    return flat[0] if len(flat) == 1 else Sequence(tuple(flat))


def can_be_empty(node: Node, *, boundaries: bool) -> bool:
    """Tell whether the pattern can match no text; `boundaries`: whether a boundary counts as true."""
    match node:
        case ByteSet():
            return False
        case Boundary():
            return boundaries
        case Repeat(inner, low, _):
            return low == 0 or can_be_empty(inner, boundaries=boundaries)
        case Sequence(parts):
            return all(can_be_empty(part, boundaries=boundaries) for part in parts)
        case Choice(branches):
            return any(can_be_empty(branch, boundaries=boundaries) for branch in branches)


def trim(node: Node, *, tail: bool) -> Node:
    """Drop what can't change whether a value matches: optional text at the outer end of the pattern.

    Every dropped byte would be one more match report by the scanner ("union.*" at each byte).
    """
    match node:
        case Repeat(_, 0, _):
            return EMPTY
        case Repeat(inner, 1, _):
            return trim(inner, tail=tail)
        case Repeat(inner, low, _):
            return Repeat(inner, low, low)
        case Choice(branches):
            return Choice(tuple(trim(branch, tail=tail) for branch in branches))
        case Sequence(parts):
            return _trim_sequence(parts, tail=tail)
        case _:
            return node


def _trim_sequence(parts: tuple[Node, ...], *, tail: bool) -> Node:
    left = list(parts)
    outer, edge = (-1, Boundary("$")) if tail else (0, Boundary("^"))
    while left:
        # `.*$` and `^.*` say nothing: a value has no line ends inside.
        if len(left) > 1 and left[outer] == edge and left[-2 if tail else 1] == ANYTHING:
            del left[outer]
        shorter = trim(left[outer], tail=tail)
        if shorter != EMPTY:
            left[outer] = shorter
            break
        del left[outer]
    return sequence(left)


def possible(node: Node, *, tail: bool, at_edge: bool = True) -> Node | None:
    """Drop branches that can't match since they want the value's end (`tail`) or start amid text.

    `at_edge`: whether all that stands between this part and that end can be empty. None: nothing is
    left. Hyperscan refuses such anchors, which re2 lets match nothing.
    """
    match node:
        case Boundary(kind):
            return None if kind == ("$" if tail else "^") and not at_edge else node
        case Repeat(inner, low, high):
            kept = possible(inner, tail=tail, at_edge=at_edge)
            return Repeat(kept, low, high) if kept is not None else EMPTY if low == 0 else None
        case Choice(branches):
            left = [possible(branch, tail=tail, at_edge=at_edge) for branch in branches]
            some = tuple(branch for branch in left if branch is not None)
            return _choice(some)
        case Sequence(parts):
            seen: list[Node] = []
            for part in reversed(parts) if tail else parts:
                done = possible(part, tail=tail, at_edge=at_edge)
                if done is None:
                    return None
                seen.append(done)
                at_edge = at_edge and can_be_empty(done, boundaries=True)
            return sequence(seen[::-1] if tail else seen)
        case _:
            return node


def simplified(node: Node) -> Node | None:
    """Return the shortest pattern that matches in the same values; None if it can't match at all."""
    for tail in (True, False):
        kept = possible(node, tail=tail)
        if kept is None:
            return None
        node = kept
    return trim(trim(node, tail=True), tail=False)


def written(node: Node) -> str:
    """Write the pattern as a regular expression, in ASCII, that Hyperscan and re2 both read."""
    match node:
        case ByteSet(mask):
            return _written_set(mask)
        case Boundary(kind):
            return kind
        case Repeat(inner, low, high):
            text = written(inner)
            if not isinstance(inner, ByteSet):
                text = f"(?:{text})"
            return text + _written_bounds(low, high)
        case Sequence(parts):
            return "".join(
                f"(?:{written(part)})" if isinstance(part, Choice) else written(part) for part in parts
            )
        case Choice(branches):
            return "|".join(written(branch) for branch in branches)


def _written_bounds(low: int, high: int | None) -> str:
    plain = {(0, None): "*", (1, None): "+", (0, 1): "?", (1, 1): ""}.get((low, high))
    if plain is not None:
        return plain
    if high is None:
        return f"{{{low},}}"
    return f"{{{low}}}" if low == high else f"{{{low},{high}}}"


def _written_byte(value: int) -> str:
    character = chr(value)
    return character if value < 128 and character.isalnum() else f"\\x{value:02x}"


@lru_cache(4096)
def _written_set(mask: int) -> str:
    if mask.bit_count() == 1:
        return _written_byte(mask.bit_length() - 1)
    runs: list[str] = []
    at = 0
    while mask >> at:
        if not mask >> at & 1:
            at += 1
            continue
        end = at
        while mask >> (end + 1) & 1:
            end += 1
        first, last = _written_byte(at), _written_byte(end)
        runs.append(first if end == at else first + last if end == at + 1 else f"{first}-{last}")
        at = end + 1
    return f"[{''.join(runs)}]"


def split_by(node: Node, usual: int) -> tuple[Node | None, Node | None]:
    """Split a pattern in two that together say the same: the second part needs a byte outside `usual`.

    A value of usual bytes alone need not be scanned for the second part.
    """
    branches = node.branches if isinstance(node, Choice) else (node,)
    needing = tuple(branch for branch in branches if _needs_other(branch, usual))
    rest = tuple(branch for branch in branches if not _needs_other(branch, usual))
    return _choice(rest), _choice(needing)


def _choice(branches: tuple[Node, ...]) -> Node | None:
    return Choice(branches) if len(branches) > 1 else branches[0] if branches else None


def _needs_other(node: Node, usual: int) -> bool:
    match node:
        case ByteSet(mask):
            return not mask & usual
        case Repeat(inner, low, _):
            return low > 0 and _needs_other(inner, usual)
        case Sequence(parts):
            return any(_needs_other(part, usual) for part in parts)
        case Choice(branches):
            return all(_needs_other(branch, usual) for branch in branches)
        case _:
            return False


def longest_literal(node: Node) -> int:
    """Return the length of the longest run of near-fixed bytes that every match must hold.

    A byte set of at most two members (one letter in both cases) counts as fixed.
    """
    best, run = 0, 0
    parts = node.parts if isinstance(node, Sequence) else (node,)
    for part in parts:
        if isinstance(part, ByteSet) and part.mask.bit_count() <= 2:
            run += 1
            best = max(best, run)
            continue
        if isinstance(part, Boundary):
            continue
        run = 0
        if isinstance(part, Choice):
            best = max(best, min(longest_literal(branch) for branch in part.branches))
        elif isinstance(part, Repeat) and part.low:
            best = max(best, longest_literal(part.inner))
    return best
