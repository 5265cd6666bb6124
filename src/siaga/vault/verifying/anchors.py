"""The check of the time stamps: each proves when the checkpoint kept with it existed already."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from siaga.vault import layout
from siaga.vault.anchors.check import check_stamp
from siaga.vault.errors import StorageError, VaultError
from siaga.vault.verifying.case import SLACK_US, Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words

_NO_ROOTS = Words(
    "tidak diperiksa: sertifikat akar otoritas waktu tidak diberikan",
    "not checked: no root certificate of a time stamping authority was given",
)
_NAME = Words("bukan nama stempel waktu", "is no name of a time stamp")
_STAMP = Words("stempel waktu tidak sah", "the time stamp is not valid")
_EARLY = Words(
    "stempel waktu mendahului entri yang dicakupnya", "the time stamp is before the leaves that it covers"
)
_PROVES = Words("sudah ada pada waktu itu", "existed at that time")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def look(case: Case, found: Findings) -> None:
    """Check every stamp against its kept checkpoint, and tell the time that it proves."""
    for name in case.storage.names(layout.ANCHORS):
        size = name.removeprefix(layout.ANCHORS).removesuffix(".tsr")
        if not (size.isascii() and size.isdigit() and len(size) < 19 and layout.anchor(int(size)) == name):
            found.told(name, _NAME)
            continue
        if not case.asked.roots:
            found.unseen(name, _NO_ROOTS)
            continue
        try:
            _stamp(case, found, name, int(size))
        except StorageError as error:
            found.not_read(error.place, error)
        except VaultError as error:
            found.wrong(name, _STAMP, error.reason)


def _stamp(case: Case, found: Findings, name: str, size: int) -> None:
    response, data = case.storage.read(name), case.storage.read(layout.history(size))
    stamp = check_stamp(response, data, case.asked.roots, name)
    found.looked()
    last = case.leaves[size - 1] if 0 < size <= len(case.leaves) else None
    if last is not None and stamp.at_us + stamp.accuracy_us < last.at - (last.clock_back_us or 0) - SLACK_US:
        found.wrong(name, _EARLY)
    at = _EPOCH + timedelta(microseconds=stamp.at_us)
    found.told(layout.history(size), _PROVES, at.isoformat())


CHECK = Kind("anchors", Words("Stempel waktu", "The time stamps"), look)
