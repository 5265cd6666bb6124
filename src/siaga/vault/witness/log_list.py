"""The logs that a witness witnesses: a text file of lines `log <vkey>`, in the style of tlog-policy.

Empty lines and lines that begin with "#" are passed over. The name in a verifier key is the log's origin; a
log may have several keys, one line each: a new epoch's key is added when its log announces it, an old one
taken out later.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from siaga.vault.errors import NoteError, VaultUsageError
from siaga.vault.tlog.note import ED25519, VerifierKey
from siaga.vault.witness.durable import replace_file
from siaga.vault.witness.judge import Logs

FILE = "logs"
MOST_BYTES = 1 << 20


def parse_logs(data: bytes, place: str) -> Logs:
    """Read the file; raise VaultUsageError that names the line."""
    if len(data) > MOST_BYTES:
        raise VaultUsageError(place, f"larger than {MOST_BYTES} bytes")
    found: dict[str, tuple[VerifierKey, ...]] = {}
    for number, line in enumerate(data.decode(errors="replace").split("\n"), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) != 2 or words[0] != "log":
            raise VaultUsageError(f"{place}, line {number}", "not of the form: log <vkey>")
        key = parse_log_key(words[1], f"{place}, line {number}")
        known = found.get(key.name, ())
        found[key.name] = known if key in known else (*known, key)
    return found


def parse_log_key(text: str, place: str) -> VerifierKey:
    """Read a log's verifier key (Ed25519 only); raise VaultUsageError."""
    try:
        key = VerifierKey.parse(text)
    except NoteError as error:
        raise VaultUsageError(place, error.reason) from error
    if key.type != ED25519:
        raise VaultUsageError(place, f"not a log's key: its type is {key.type}, not {ED25519} (Ed25519)")
    return key


def add_logs(folder: Path, vkeys: Sequence[str]) -> Logs:
    """Add keys to the list in a witness's folder, those that are there already once; return all.

    Raise VaultUsageError if a key or the list is malformed, or the list cannot be written.
    """
    path = folder / FILE
    try:
        before = path.read_bytes() if path.exists() else b""
        logs = parse_logs(before, str(path))
        keys = [parse_log_key(each, "--log") for each in vkeys]
        fresh = [key for key in dict.fromkeys(keys) if key not in logs.get(key.name, ())]
        text = before.decode(errors="replace")
        text += "" if not text or text.endswith("\n") else "\n"
        if fresh or not path.exists():
            replace_file(path, (text + "".join(f"log {key.text}\n" for key in fresh)).encode())
        return parse_logs(path.read_bytes() if path.exists() else b"", str(path))
    except OSError as error:
        raise VaultUsageError(str(path), f"cannot be changed: {error.strerror}") from error


class LogList:
    """The list in a witness's folder, read again whenever the file changes.

    A list that became unreadable changes nothing: the last good one stays in force, and `problem` says what
    is wrong, until it is mended. VaultUsageError if it is unreadable from the beginning.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._stamp = self._look()
        self._logs = self._read()
        self.problem = ""

    def current(self) -> Logs:
        """Return the logs and their keys."""
        stamp = self._look()
        if stamp != self._stamp:
            try:
                self._logs, self.problem = self._read(), ""
            except VaultUsageError as error:
                self.problem = str(error)
            self._stamp = stamp
        return self._logs

    def _look(self) -> tuple[int, int, int]:
        try:
            status = self._path.stat()
        except OSError:
            return (0, 0, 0)
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _read(self) -> Logs:
        try:
            return parse_logs(self._path.read_bytes(), str(self._path))
        except OSError as error:
            raise VaultUsageError(str(self._path), f"cannot be read: {error.strerror}") from error
