"""Choose by content which format reads a file, at its beginning and again when the file changes its ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from siaga.intake.formats.contract import Fitting, Format
from siaga.intake.rows import Reading

SAMPLE_BYTES = 64 * 1024
"""How much of a file's first block is looked at, in bytes."""

SAMPLE_LINES = 200
"""How many of its non-blank lines are scored, at most."""

LEAST_SHARE = 0.30
"""A format must understand this share of the sample; else the file is not recognised."""

ALL = 1.0
"""The score of a format that understands every line in full."""

CHANGE_SHARE = 0.50
"""More unparsed lines than this share of a block call for another look."""


class Recogniser:
    """Scores samples against an explicit list of formats.

    "Not recognised" (None) throws nothing away: every line then counts as unparsed, stays evidence
    and is still searched by signatures.
    """

    def __init__(self, formats: Sequence[Format]) -> None:
        self._formats = tuple(formats)

    def of(self, head: bytes) -> Format | None:
        """Return the best format for a file that begins with `head` (its first block), or None."""
        return self._best(sample_lines(head), self._formats)

    def again(self, reading: Reading, current: Format | None) -> Format | None:
        """Return a format to read this block with again, or None to go on with `current`.

        Asked after a block of which more than half of the non-blank lines are unparsed: a file may
        begin with a few lines of something else, or change its format in the middle. The unparsed
        lines are sampled over the whole block. The caller makes a new reader, reads the block once
        more, and keeps whichever reading left fewer lines unparsed.
        """
        unparsed = len(reading.unparsed)
        parsed = len(reading.events) + (0 if reading.access is None else len(reading.access))
        if unparsed <= CHANGE_SHARE * (unparsed + parsed):
            return None
        others = [each for each in self._formats if current is None or each.name != current.name]
        return self._best(_non_blank(_unparsed_lines(reading)), others)

    @staticmethod
    def _best(sample: Sequence[bytes], formats: Iterable[Format]) -> Format | None:
        best: Format | None = None
        best_score = 0.0
        for each in formats if sample else ():
            score = each.score(sample)
            if score >= LEAST_SHARE and score > best_score:
                best, best_score = each, score
            if best_score >= ALL:  # ties go to the earlier: none of the others can be better
                break
        return best.fitted(sample) if isinstance(best, Fitting) else best


def sample_lines(head: bytes) -> list[bytes]:
    """Return up to SAMPLE_LINES non-blank lines, without their ends, of the first SAMPLE_BYTES.

    A last line that the cut left incomplete is no fair sample, unless it is the only one. NULs at
    the start of a line are what a copytruncate rotation leaves behind; they are passed over.
    """
    cut = head[:SAMPLE_BYTES]
    lines = cut.split(b"\n")
    if len(lines) > 1 and (len(head) > SAMPLE_BYTES or not lines[-1]):
        lines.pop()
    return _non_blank(lines)


def _non_blank(lines: Iterable[bytes]) -> list[bytes]:
    found: list[bytes] = []
    for line in lines:
        kept = line.removesuffix(b"\r").lstrip(b"\x00")
        if kept.strip():
            found.append(kept)
            if len(found) == SAMPLE_LINES:
                break
    return found


def _unparsed_lines(reading: Reading) -> list[bytes]:
    """Sample the unparsed lines evenly over the block."""
    block, lines = reading.block, reading.unparsed
    step = -(-len(lines) // SAMPLE_LINES)
    found: list[bytes] = []
    for index in range(0, len(lines), step):
        start = int(lines.offset[index]) - block.offset
        # An over-long line is longer in the file than the head of it that the block holds.
        end = min(start + int(lines.length[index]), start + SAMPLE_BYTES, len(block.data))
        found.append(block.data[start:end])
    return found
