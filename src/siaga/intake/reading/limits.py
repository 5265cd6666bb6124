"""How far reading goes before it stops and says so: the guard against archives that inflate without end."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what one input may cost; all sizes in bytes.

    A decompressed stream is stopped once it is larger than `ratio` times the stored bytes it came
    from plus `free_bytes`, which all members of an archive share. Access logs shrink 10 to 40 times,
    a log that repeats one line up to some 1,000 times (DEFLATE's own bound is 1,032); the first
    256 MiB cost a second to search, so a small file may repeat itself as it likes, while a bomb
    ends there.
    `total_bytes` bounds a patient bomb that stays below the ratio.
    `held_bytes` bounds what is kept in memory (recompressed) to put the members of an archive that
    can only be read forwards in order, and the size of an archive found inside an archive.
    `members` bounds how many members of one archive are looked at.
    """

    ratio: int = 200
    free_bytes: int = 256 * MEBIBYTE
    total_bytes: int = 256 * 1024 * MEBIBYTE
    held_bytes: int = 64 * MEBIBYTE
    members: int = 100_000


class Allowance:
    """What one input may still inflate by beyond the ratio: shared by all members of an archive.

    Without sharing, an archive of a thousand small bombs would cost a thousand times `free_bytes`.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = limits.free_bytes

    def allows(self, returned: int, stored: int) -> bool:
        """Say whether `returned` bytes out of `stored` bytes are within the limits."""
        return returned <= min(self._limits.total_bytes, self._limits.ratio * stored + self._free)

    def settle(self, returned: int, stored: int) -> None:
        """Take what a finished stream used beyond the ratio off what is left for the others."""
        self._free -= min(self._free, max(0, returned - self._limits.ratio * stored))
