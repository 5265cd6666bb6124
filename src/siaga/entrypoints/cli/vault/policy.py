"""`siaga vault policy`: shows or replaces the policy: which witnesses there are, and how many must sign."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import say
from siaga.foundation.errors import UsageError
from siaga.vault import layout
from siaga.vault.actions.session import epochs, set_policy
from siaga.vault.tlog.policy import Policy


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(
        commands, "policy", "show or replace the policy: witnesses, and how many must sign"
    )
    command.add_argument("--set", metavar="FILE", dest="file", help="a C2SP tlog-policy with this log's keys")
    place.add(command, keys=True)
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    if asked.file is None:
        sys.stdout.buffer.write(place.storage_of(asked).read(layout.POLICY))
        return 0
    try:
        data = Path(asked.file).read_bytes()
    except OSError as error:
        raise UsageError(f"{asked.file}: cannot be read: {error.strerror}") from None
    with place.session_of(asked) as session:
        # An older key would not do: whoever is given this policy could check nothing that is signed now.
        key = epochs(session).newest.key
        if key not in Policy.parse(data, asked.file).logs:
            raise UsageError(f"{asked.file}: no `log` line has this log's key: log {key.text}")
        set_policy(session, data)
        session.tell(place.who(), "policy")
    say(asked, ("Kebijakan diganti.", "The policy was replaced."))
    return 0
