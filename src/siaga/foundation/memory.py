"""Tells the C library to keep freed memory at hand: pages given back have to be cleared again at each use."""

from __future__ import annotations

import ctypes
from functools import cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # malloc.h of glibc
_BYTES = 1 << 30


@cache
def keep_freed() -> bool:
    """Let blocks of some MiB be reused from one to the next (mallopt(3)); say whether the C library agreed.

    Logs go by in pieces of some MiB. glibc gives each back to the system and asks for new pages: a page
    fault for every 4 KiB, some percent of all time where faults are dear, as on virtual machines.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):  # another C library
        return False
    return bool(mallopt(_MMAP_THRESHOLD, _BYTES)) and bool(mallopt(_TRIM_THRESHOLD, _BYTES))
