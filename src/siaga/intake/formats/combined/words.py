"""Reads eight bytes of every line at once: digits and marks are compared and added inside 64-bit words.

The arithmetic inside a word follows Lemire, "Quickly parsing eight digits" (2018): the first byte in
memory is the lowest of a little-endian word.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from siaga.intake.rows import Int64s

Mask = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]

WORD = 8
"""Bytes in a word."""

_ZEROES = np.uint64(0x3030303030303030)
_HIGH = np.uint64(0x8080808080808080)
_BEYOND_NINE = np.uint64(0x7676767676767676)
_PAIRS, _FOURS = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0000FFFF0000FFFF)


class Frames:
    """Stretches of equal width, each gathered once: looking there again does not leave the cache."""

    def __init__(self, data: bytes, at: Int64s, width: int) -> None:
        """Take `width` bytes from each position; all of them must lie within `data`."""
        places = np.ndarray((max(0, len(data) - width + 1),), np.dtype((np.void, width)), data, strides=(1,))
        self.bytes: npt.NDArray[np.uint8] = places[at].view(np.uint8).reshape(len(at), width)
        """The bytes: an array of shape (positions, width)."""

    def words(self, place: int) -> Words:
        """Return the eight bytes from `place` on of every stretch."""
        count, width = self.bytes.shape
        seen = np.ndarray((count,), np.dtype("<u8"), self.bytes, place, (width,)) if count else self.bytes
        return np.array(seen, np.uint64, ndmin=1).reshape(count)


def byte(words: Words, place: int) -> Words:
    """Return one byte (0 to 7) of every word."""
    return (words >> np.uint64(8 * place)) & np.uint64(0xFF)


def like(words: Words, pattern: bytes) -> tuple[Words, Mask]:
    """Compare the words' first bytes with a pattern in which `0` is any digit and `?` any byte.

    Returns the words with the digits' values in place of digits (all else 0), and which words fit.
    """
    expected = allowance = asked = digits = 0
    for place, wanted in enumerate(pattern):
        shift = 8 * place
        if wanted != ord("?"):
            expected |= wanted << shift
            asked |= 0xFF << shift
        digits |= (0x0F if wanted == ord("0") else 0) << shift
        # Adding this sets the top bit of a byte that is more than nine, or of one that is not equal.
        allowance |= (0x76 if wanted == ord("0") else 0x7F if wanted != ord("?") else 0) << shift
    found = (words ^ np.uint64(expected)) & np.uint64(asked)
    wrong = ((found & ~_HIGH) + np.uint64(allowance) | found) & _HIGH
    return found & np.uint64(digits), wrong == 0


def numbers(words: Words, length: Int64s) -> tuple[Int64s, Mask]:
    """Read the first `length` bytes (1 to 8) of words as a decimal number; say which are digits only."""
    shift = ((WORD - length) * 8).astype(np.uint64)
    digits = (words ^ _ZEROES) << shift
    good = ((digits & ~_HIGH) + _BEYOND_NINE | digits) & _HIGH == 0
    digits = (digits * np.uint64(10) + (digits >> np.uint64(8))) & _PAIRS
    digits = (digits * np.uint64(100) + (digits >> np.uint64(16))) & _FOURS
    digits = digits * np.uint64(10_000) + (digits >> np.uint64(32))
    return (digits & np.uint64(0xFFFFFFFF)).astype(np.int64), good
