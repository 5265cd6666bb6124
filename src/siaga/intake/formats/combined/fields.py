"""Reads fixed-shape fields (time stamp, status, size) of many lines at once."""

from __future__ import annotations

import numpy as np

from siaga.intake.formats.combined.structure import Bytes
from siaga.intake.formats.combined.words import WORD, Frames, Mask, Words, byte, like, numbers
from siaga.intake.rows import UNKNOWN, Int32s, Int64s

STAMP = 26
"""Width of `02/Jan/2006:15:04:05 -0700`, in bytes."""

SIZE_DIGITS = 15
"""Widest byte count that is read, in digits: just under a petabyte."""

_MONTHS = b"jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_OF = np.zeros(1 << 15, np.int64)
for _month, _name in enumerate(_MONTHS, 1):
    _a, _b, _c = (letter & 31 for letter in _name)
    _MONTH_OF[_a << 10 | _b << 5 | _c] = _month

_PUNCTUATION = ((2, 47), (6, 47), (11, 58), (14, 58), (17, 58), (20, 32))
_DIGITS = (0, 1, 7, 8, 9, 10, 12, 13, 15, 16, 18, 19, 22, 23, 24, 25)
_SIGN = 21
_ZONE = np.uint64(0xFFFF_FFFF_FFFF_0000)
"""Of the eight bytes from the seconds on, those behind the seconds."""


def stamps(frames: Frames, place: int) -> tuple[Int64s, Mask]:
    """Read CLF time stamps (UTC µs since 1970) and say which were well formed and real dates.

    They stand at `place` in every frame.
    """
    date, hour, zone = (frames.words(place + step) for step in (0, 6, 18))
    if not len(date):
        return np.empty(0, np.int64), np.empty(0, np.bool_)
    # Neighbours in a log share their hour: date, hour and zone are read once for each run of lines.
    change = np.ones(len(date), np.bool_)
    change[1:] = (date[1:] != date[:-1]) | (hour[1:] != hour[:-1]) | ((zone[1:] ^ zone[:-1]) & _ZONE != 0)
    first = np.flatnonzero(change)
    columns = np.ascontiguousarray(frames.bytes[first, place : place + STAMP].T)
    columns[14:21] = np.frombuffer(b":00:00 ", np.uint8)[:, None]
    time, real = _read(columns)
    within, good = _within_hour(frames.words(place + 14))
    lengths = np.diff(first, append=len(date))
    good &= np.repeat(real, lengths)
    return np.repeat(time, lengths) + within, good


def _within_hour(text: Words) -> tuple[Int64s, Mask]:
    """Read `:mm:ss ` as µs since the hour began."""
    digit, good = like(text, b":00:00 ?")
    pairs = digit * np.uint64(10) + (digit >> np.uint64(8)) & np.uint64(0xFF0000FF00)
    minute = (pairs >> np.uint64(8) & np.uint64(0xFF)).astype(np.int64)
    second = (pairs >> np.uint64(32)).astype(np.int64)
    return (minute * 60 + second) * 1_000_000, good & (minute < 60) & (second < 61)


def _read(columns: Bytes) -> tuple[Int64s, Mask]:
    """Read stamps given as 26 columns of bytes: column operations are what NumPy does fastest."""
    digit = columns - np.uint8(48)  # what is below "0" wraps around to a large value
    good = np.ones(columns.shape[1], np.bool_)
    for place in _DIGITS:
        good &= digit[place] <= 9
    for place, mark in _PUNCTUATION:
        good &= columns[place] == mark
    west = columns[_SIGN] == ord("-")
    good &= west | (columns[_SIGN] == ord("+"))
    day, hour, minute, second = (_two(digit, place) for place in (0, 12, 15, 18))
    year = _two(digit, 7) * 100 + _two(digit, 9)
    good &= ((columns[3:6] | 32) - np.uint8(97) <= 25).all(axis=0)
    letters = columns[3:6].astype(np.int32) & 31
    month = _MONTH_OF[letters[0] << 10 | letters[1] << 5 | letters[2]]
    good &= (month > 0) & (day > 0) & (hour < 24) & (minute < 60) & (second < 61) & (year >= 1970)
    midnight, real = _midnights(np.where(good, (year - 1970) * 12 + month - 1, 0), day)
    zone = (_two(digit, 22) * 60 + _two(digit, 24)) * np.where(west, np.int32(-60), np.int32(60))
    seconds = midnight + (hour * 3_600 + minute * 60 + second - zone)
    return seconds * 1_000_000, good & real


def _two(digit: Bytes, place: int) -> Int32s:
    pair: Int32s = digit[place].astype(np.int32) * 10 + digit[place + 1]
    return pair


def _midnights(month: Int64s, day: Int32s) -> tuple[Int64s, Mask]:
    """Turn months since 1970-01 and days into seconds since 1970, and say which days exist."""
    first, last = int(month.min(initial=0)), int(month.max(initial=0))
    starts = np.arange(first, last + 2).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    place = month - first
    return (starts[place] + day - 1) * 86_400, day <= np.diff(starts)[place]


def statuses(text: Words) -> tuple[Int32s, Mask]:
    """Read a three-digit status framed by blanks; words begin with the blank before it."""
    digit, good = like(text, b" 000 ???")
    status = byte(digit, 1) * np.uint64(100) + byte(digit, 2) * np.uint64(10) + byte(digit, 3)
    return status.astype(np.int32), good


def sizes(view: Bytes, text: Words, start: Int64s, end: Int64s) -> tuple[Int64s, Mask]:
    """Read byte counts (or `-`, which becomes UNKNOWN) that fill [start, end) exactly.

    `text` has the eight bytes from `start` on.
    """
    length = end - start
    size, good = numbers(text, np.clip(length, 1, WORD))
    good &= length >= 1
    for row in np.flatnonzero(length > WORD).tolist():
        digits = view[start[row] : end[row]].tobytes()
        good[row] = length[row] <= SIZE_DIGITS and digits.isdigit()
        size[row] = int(digits) if good[row] else 0
    dash = (length == 1) & (byte(text, 0) == ord("-"))
    return np.where(dash, UNKNOWN, size), good | dash
