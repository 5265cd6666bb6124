"""The standalone verifier's third part: time stamps (RFC 3161), which the program `openssl` judges."""

from __future__ import annotations

import calendar
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from siaga.vault.bundle.verifier.notes import need

TIME_LINE = re.compile(r"^Time stamp: (\w+ +\d+ \d+:\d+:\d+)(\.\d+)?( \d+) GMT$", re.MULTILINE)


def stamp_time(answer: bytes, note: bytes, roots: bytes, where: str) -> int | None:
    """Return when (Unix seconds) an authority below `roots` (PEM) stamped `note`; None without openssl.

    Certificates must have been valid at the stamp's time. Whether one was revoked is not looked up.
    """
    program = shutil.which("openssl")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        # The bundle may be a zip, and nobody's names for files belong in a command.
        for name, data in (("answer", answer), ("note", note), ("roots", roots)):
            (Path(folder) / name).write_bytes(data)
        found = TIME_LINE.search(_told([program, "ts", "-reply", "-in", "answer", "-text"], folder))
        need(found, where, "bukan cap waktu", "not a time stamp")
        told = found[1] + found[3] if found else ""
        at = calendar.timegm(time.strptime(told, "%b %d %H:%M:%S %Y"))
        command = [program, "ts", "-verify", "-in", "answer", "-data", "note", "-CAfile", "roots"]
        judged = _told([*command, "-attime", str(at)], folder)
    good, bad = "Verification: OK" in judged, "Verification: FAILED" in judged
    need(good or bad, where, "openssl tidak dapat memeriksanya", "openssl could not look at it", 3)
    need(good and not bad, where, "cap waktu tidak sah", "not a valid time stamp of this authority")
    return at


def _told(command: list[str], folder: str) -> str:
    run = subprocess.run(  # noqa: S603 - fixed arguments
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )
    return (run.stdout + run.stderr).decode("ascii", "replace").replace("\r", "")
