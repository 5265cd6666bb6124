"""Runs of real tools against one site of the range, bounded in time, on loopback only."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess

from range.estate.sites import Site
from range.servers.place import Place
from range.visits.steps import Reply, ToolRun


def run(step: ToolRun, rid: str, site: Site, place: Place, virtual_second: int) -> Reply:
    """Run the tool until it ends or its time is over; status 0 when the tool isn't installed."""
    if shutil.which(step.arguments[0]) is None:
        return Reply()
    temporary = place.sub("run", "tools", rid)
    for name, content in step.inputs:
        (temporary / name).write_text(content)
    port = place.port(site)
    filled = {
        "{url}": f"http://{site.host}:{port}",
        "{tmp}": str(temporary),
        "{host}": site.host,
        "{port}": str(port),
        "{rid}": rid,
        "{ip}": step.ip,
        "{time}": str(virtual_second),
    }
    command = []
    for argument in step.arguments:
        text = argument
        for key, value in filled.items():
            text = text.replace(key, value)
        command.append(text)
    # The tool sees the site's name in a hosts file of its own mount namespace only.
    hosts = temporary / "hosts"
    hosts.write_text(f"127.0.0.1 localhost {site.host}\n")
    inside = f"mount --bind '{hosts}' /etc/hosts && exec {shlex.join(command)}"
    command = ["unshare", "--mount", "--propagation", "private", "sh", "-c", inside]
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(temporary),
        "LC_ALL": "C.UTF-8",
    }
    try:
        with (temporary / "said").open("wb") as said:
            subprocess.run(
                command,
                env=environment,
                cwd=temporary,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                timeout=step.seconds,
                check=False,
            )
    except subprocess.TimeoutExpired:
        return Reply(2)
    return Reply(1)
