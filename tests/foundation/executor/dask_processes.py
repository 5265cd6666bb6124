"""A Dask scheduler and workers as real processes on loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.foundation.executor.conftest import ROOT

QUIET = {
    "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h",
    # A task that was in the hands of two dying workers is given up, not of four: that is quicker to try.
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "PYTHONPATH": ROOT,
}


class Processes:
    """Starts parts of a cluster and ends them all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: list[subprocess.Popen[str]] = []
        self._readers: list[threading.Thread] = []
        self.address = ""

    def scheduler(self, port: int = 0) -> subprocess.Popen[str]:
        """Start a scheduler and learn its address."""
        process, found = self._start(
            ["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-jupyter"],
            r"Scheduler at: +tcp://(127\.0\.0\.1:\d+)",
        )
        self.address = found
        return process

    def worker(self, *options: str) -> subprocess.Popen[str]:
        """Start a worker with one thread, which the scheduler knows when this returns."""
        folder = self._folder / f"worker-{len(self._started)}"
        command = ["worker", f"tcp://{self.address}", "--nthreads", "1", "--no-dashboard", *options]
        process, _ = self._start(
            [*command, "--host", "127.0.0.1", "--local-directory", str(folder)], r"(Registered to:)"
        )
        return process

    def end(self) -> None:
        """Kill what still runs."""
        for process in reversed(self._started):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for reader in self._readers:
            reader.join()

    def _start(self, arguments: list[str], ready: str) -> tuple[subprocess.Popen[str], str]:
        """Start a process and wait for the line in which it says that it is ready."""
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            stderr=subprocess.PIPE,
            env={**os.environ, **QUIET},
            text=True,
            start_new_session=True,
        )
        self._started.append(process)
        assert process.stderr
        lines = []
        for line in process.stderr:
            lines.append(line)
            found = re.search(ready, line)
            if found:
                # A process whose messages nobody reads stops when the pipe is full.
                self._readers.append(threading.Thread(target=_read_out, args=(process.stderr,)))
                self._readers[-1].start()
                return process, found[1]
        raise RuntimeError("".join(lines))


def _read_out(messages: IO[str]) -> None:
    """Read and forget until all who could write are gone."""
    with messages:
        messages.read()


@contextmanager
def processes(folder: Path) -> Iterator[Processes]:
    """Start nothing yet; end everything."""
    started = Processes(folder)
    try:
        yield started
    finally:
        started.end()
