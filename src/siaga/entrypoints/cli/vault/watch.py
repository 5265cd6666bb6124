"""`siaga vault watch`: keeps the log alive: a leaf a minute, witnesses, time stamps, publication."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from typing import Any

from siaga.entrypoints.cli.vault import place
from siaga.entrypoints.cli.vault.telling import chosen
from siaga.foundation.clock import US_PER_MINUTE, US_PER_SECOND, system_clock
from siaga.foundation.errors import UsageError
from siaga.foundation.terminal import printable
from siaga.vault.actions.anchor import anchor
from siaga.vault.actions.interval import write_interval
from siaga.vault.actions.publish import publish_checkpoint
from siaga.vault.actions.status import status
from siaga.vault.anchors.check import read_roots
from siaga.vault.anchors.tsa import get_stamp
from siaga.vault.errors import ConflictError, HistoryError, VaultError
from siaga.vault.storage.contract import Storage

ALARM = 10
"""Exit status: a person must act."""

DAY_US = 24 * 60 * US_PER_MINUTE


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(
        commands, "watch", "keep the log alive: a leaf every minute, witnesses, time stamps, publication"
    )
    command.add_argument(
        "--publish", metavar="FILE", help="write the newest checkpoint there, for the public"
    )
    command.add_argument("--tsa", metavar="URL", help="time-stamping authority (RFC 3161), asked once a day")
    command.add_argument("--tsa-roots", metavar="FILE", help="its root certificates (PEM)")
    command.add_argument("--alarm-after", type=int, default=60, metavar="MINUTES")
    command.add_argument("--once", action="store_true", help="one round, then end (for a timer)")
    place.add(command, keys=True)
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    if bool(asked.tsa) != bool(asked.tsa_roots):
        raise UsageError("--tsa and --tsa-roots go together")
    watch = _Watch(asked, place.storage_of(asked))
    # Held back during a round, which ends as it would have; taken up by the wait between rounds.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        while True:
            watch.round()
            left_us = US_PER_MINUTE - system_clock() % US_PER_MINUTE
            if asked.once or signal.sigtimedwait({signal.SIGTERM}, left_us / US_PER_SECOND):
                return watch.state
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Watch:
    """One round a minute; a round that fails is told, and the next one is tried all the same."""

    def __init__(self, asked: argparse.Namespace, storage: Storage) -> None:
        self._asked = asked
        self._storage = storage
        self._stamped_day = -1
        self.state = 0

    def round(self) -> None:
        """Write the minute's leaf, ask the witnesses for what is missing, stamp, publish, tell alarms."""
        self.state = 0
        # Each by itself: an authority that is down keeps no checkpoint from the public.
        for step in (self._commit, self._stamp, self._publish, self._look):
            try:
                step()
            except HistoryError:
                raise  # the log must not go on: a person has to look
            except ConflictError as error:
                self._tell(f"{error} (next minute)")  # somebody seals just now
            except VaultError as error:
                self.state = 1
                self._tell(str(error))

    def _commit(self) -> None:
        witnesses = place.witnesses_of(self._storage)
        with place.session_of(self._asked, witnesses) as session:
            if write_interval(session, system_clock()) is None or witnesses.silent:
                session.log.cosign_again()

    def _stamp(self) -> None:
        day = system_clock() // DAY_US
        if self._asked.tsa and day != self._stamped_day:
            roots = read_roots(Path(self._asked.tsa_roots))
            anchor(self._storage, lambda data: get_stamp(self._asked.tsa, data, roots))
            self._stamped_day = day

    def _publish(self) -> None:
        if self._asked.publish:
            publish_checkpoint(self._storage, Path(self._asked.publish))

    def _look(self) -> None:
        alarm = status(self._storage, system_clock(), self._asked.alarm_after * 60).alarm
        if alarm is not None:
            self.state = self.state or ALARM
            self._tell(chosen(self._asked, (alarm.indonesian, alarm.english)))

    @staticmethod
    def _tell(text: str) -> None:
        sys.stderr.write(f"siaga: {printable(text)}\n")
        sys.stderr.flush()
