"""Runs a command as a whole process and tells what it took."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU (user and system, with all children) and wall time in seconds, peak memory in MB, exit status."""

    cpu: float
    wall: float
    peak_mb: float
    status: int


def cost(command: Sequence[str], out: Path | None = None) -> Cost:
    """Run a command and measure it by the kernel's own accounting (wait4)."""
    begun = time.perf_counter()
    with (out or Path(os.devnull)).open("wb") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, process.returncode)


def median_cost(command: Sequence[str], runs: int = 3) -> Cost:
    """Run a command once to warm up, then `runs` times; return the run with the median CPU time."""
    cost(command)
    return sorted((cost(command) for _ in range(runs)), key=lambda one: one.cpu)[runs // 2]
