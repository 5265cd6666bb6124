"""Where one run of the range lives: folders under one temporary directory, and the ports it uses."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from range.estate.sites import Site

STARTUP = 15.0
"""Seconds that a server may take until it accepts connections."""


@dataclass(frozen=True, slots=True)
class Place:
    """The temporary directory of a run and the ports of its servers on 127.0.0.1."""

    base: Path
    nginx: int
    apache: int
    ssh: int
    ftp: int

    def sub(self, *names: str) -> Path:
        """Return a folder below the temporary directory, made when it isn't there."""
        folder = self.base.joinpath(*names)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def docroot(self, site: Site) -> Path:
        """Return the web root of a site."""
        return self.sub("www", site.short)

    def data(self, site: Site) -> Path:
        """Return where the application of a site keeps its rows."""
        return self.sub("data", site.short)

    def raw(self, site: Site, kind: str) -> Path:
        """Return the file to which a server writes before the recorder re-stamps it."""
        return self.sub("raw") / f"{site.short}.{kind}"

    def port(self, site: Site) -> int:
        """Return the port of the web server of a site."""
        return self.nginx if site.server == "nginx" else self.apache


def free_ports(count: int) -> list[int]:
    """Return ports on 127.0.0.1 that nothing listens on at this moment."""
    links = [socket.socket() for _ in range(count)]
    try:
        for link in links:
            link.bind(("127.0.0.1", 0))
        return [int(link.getsockname()[1]) for link in links]
    finally:
        for link in links:
            link.close()


def _answers(ready: int | Path) -> bool:
    if isinstance(ready, Path):
        return ready.exists()
    try:
        socket.create_connection(("127.0.0.1", ready), 1).close()
    except OSError:
        return False
    return True


class Server:
    """A server process that we started and that we alone stop.

    It is ready when it listens on a port of 127.0.0.1, or when its socket (a path) is there.
    """

    def __init__(self, name: str, command: list[str], place: Place, ready: int | Path = 0) -> None:
        self.name = name
        self._output = (place.sub("run") / f"{name}.out").open("wb")
        environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
        # A session of its own: Apache ends its whole process group when it is told to stop.
        self._process = subprocess.Popen(
            command,
            stdout=self._output,
            stderr=self._output,
            stdin=subprocess.DEVNULL,
            env=environment,
            cwd=place.base,
            start_new_session=True,
        )
        if ready:
            self._await(ready, place)

    def _await(self, ready: int | Path, place: Place) -> None:
        end = time.monotonic() + STARTUP
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            if _answers(ready):
                return
            time.sleep(0.05)
        said = (place.base / "run" / f"{self.name}.out").read_text(errors="replace")
        self.stop()
        raise RuntimeError(f"{self.name} did not start: {said[-2000:]}")

    def stop(self) -> None:
        """End the process that we started, by its own id."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(5)
        self._output.close()
