"""One SSH connection by OpenSSH's own client, from a loopback address of its own."""

from __future__ import annotations

import os
import subprocess

from range.servers.place import Place
from range.visits.steps import Reply, SshLogin


def login(step: SshLogin, source: str, place: Place) -> Reply:
    """Connect, try what the step says, leave; status 1 when the server let us in."""
    common = ["-b", source, "-p", str(place.ssh), "-F", "/dev/null", "-o", "StrictHostKeyChecking=no"]
    common += ["-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=10"]
    common += ["-o", "KexAlgorithms=curve25519-sha256", "-o", "Ciphers=aes128-gcm@openssh.com"]
    target = [f"{step.user}@127.0.0.1", "true"]
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}
    if step.key:
        private = place.base / "conf" / "keys" / "admin"
        how = ["-i", str(private), "-o", "IdentitiesOnly=yes", "-o", "PreferredAuthentications=publickey"]
        return Reply(int(_run(["ssh", *common, *how, *target], environment) == 0))
    # The askpass program gives the next password of the list each time it is asked.
    box = place.sub("run", "askpass")
    waiting = box / source
    waiting.write_text("\n".join(step.passwords) + "\n")
    helper = box / "next.sh"
    if not helper.exists():
        helper.write_text('#!/bin/sh\nhead -n 1 "$RANGE_WORDS"\nsed -i 1d "$RANGE_WORDS"\n')
        helper.chmod(0o755)
    environment |= {"SSH_ASKPASS": str(helper), "SSH_ASKPASS_REQUIRE": "force", "RANGE_WORDS": str(waiting)}
    how = ["-o", "PubkeyAuthentication=no", "-o", "PreferredAuthentications=password"]
    how += ["-o", f"NumberOfPasswordPrompts={max(1, len(step.passwords))}"]
    code = _run(["ssh", *common, *how, *target], environment)
    waiting.unlink(missing_ok=True)
    return Reply(int(code == 0))


def _run(command: list[str], environment: dict[str, str]) -> int:
    try:
        return subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return 255
