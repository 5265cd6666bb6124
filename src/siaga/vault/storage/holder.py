"""Who holds a lock that no kernel watches: enough of a process to tell later whether it still runs."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Holder:
    """One process on one machine: its number alone would be given to another one day."""

    host: str
    machine: str
    boot: str
    process: int
    started: int
    """Clock ticks after the boot (proc(5), stat, field 22); 0 if unknown."""

    @staticmethod
    def ours() -> Holder:
        """Return this process."""
        process = os.getpid()
        return Holder(
            socket.gethostname(),
            _text(Path("/etc/machine-id")),
            _text(PROC / "sys/kernel/random/boot_id"),
            process,
            _started(process),
        )

    @staticmethod
    def parse(data: bytes) -> Holder | None:
        """Read what `encode` wrote; None if it isn't that."""
        parts = data.decode(errors="replace").rstrip("\n").split("\n")
        if len(parts) != 5 or not all(part.isascii() and part.isdigit() for part in parts[3:]):
            return None
        return Holder(parts[0], parts[1], parts[2], int(parts[3]), int(parts[4]))

    def encode(self) -> bytes:
        """Return five lines: host, machine, boot, process, started."""
        lines = (self.host, self.machine, self.boot, str(self.process), str(self.started))
        return "".join(f"{line}\n" for line in lines).encode()

    def is_gone(self) -> bool:
        """Say whether this is a process of this very machine that no longer runs; in doubt say no."""
        here = Holder.ours()
        if not self.machine or (self.host, self.machine) != (here.host, here.machine):
            return False
        return self.boot != here.boot or _started(self.process) != self.started

    def __str__(self) -> str:
        return f"process {self.process} on {self.host}"


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def _started(process: int) -> int:
    """Return when a process started, in ticks; 0 if there is none."""
    # The second field is the program's name in brackets, and may hold anything.
    fields = _text(PROC / str(process) / "stat").rpartition(")")[2].split()
    return int(fields[19]) if len(fields) > 19 else 0
