"""Rows: the columns of an access log block, and the events of every other kind of log.

Columns follow DESIGN §3 (time UTC in µs, client_ip, method, target, status, bytes_sent, …); text
columns are dictionary-coded because a block holds few distinct values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from siaga.intake.block import Block

Int64s = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]

NO_TIME = np.iinfo(np.int64).min
"""Stands for "this line has no readable time" in a time column."""

UNKNOWN = -1
"""Stands for "not in this log" in status, bytes_sent, duration_us and in codes."""


@dataclass(slots=True)
class Coded:
    """A text column: `codes[row]` indexes `values`; code -1 means the field is absent or "-"."""

    codes: Int32s
    values: list[bytes]

    def __getitem__(self, row: int) -> bytes | None:
        code = self.codes[row]
        return None if code < 0 else self.values[code]


@dataclass(slots=True)
class Lines:
    """Where lines stand: parallel arrays of 1-based number, byte offset and byte length.

    Offsets count from the start of the decompressed file; lengths leave out the line end.
    """

    number: Int64s
    offset: Int64s
    length: Int64s

    def __len__(self) -> int:
        return len(self.number)


@dataclass(slots=True)
class AccessRows:
    r"""The readable lines of one block of a web access log, as columns of equal length.

    `target` is the request target as logged, with the log's own escapes (`\"`, `\x22`) undone:
    path and query, e.g. b"/a/b.php?id=1". `method` may hold anything a client sent.
    `time_us` is UTC microseconds since 1970; `status`, `bytes_sent` and `duration_us` use UNKNOWN.
    """

    block: Block
    lines: Lines
    time_us: Int64s
    client: Coded
    method: Coded
    target: Coded
    status: Int32s
    bytes_sent: Int64s
    referrer: Coded
    user_agent: Coded
    host: Coded | None = None
    user: Coded | None = None
    duration_us: Int64s | None = None

    def __len__(self) -> int:
        return len(self.lines)


Action = Literal[
    "login",  # outcome success or failure
    "logout",
    "session",  # a session was opened or is in use
    "upload",
    "download",
    "read",  # one numbered record was looked at through the application
    "delete",
    "rename",
    "make_folder",
    "privileged",  # sudo, administrator-only act
    "account_change",  # account added, role changed
    "password_change",
    "password_reset",  # a new password by mail: asked for, or set with what was mailed
    "content_change",
    "export",  # many records or a backup left through the application
    "send",  # a letter to many was accepted for delivery
    "error",  # a server's or application's own error message
    "output",  # stray output of a process in an error log (a shell, wget, a script)
    "other",
]

Outcome = Literal["success", "failure", ""]


@dataclass(slots=True)
class Event:
    """One line of a log that is not a web access log.

    `application` is lower-case ("ssh", "ftp", "sudo", "php", "apache", "nginx", "wordpress", …).
    `client_ip` and `user` are "" when the line does not tell. `object` is what was acted upon
    (a file path, an account, a script named in an error). `message` is the readable text.
    `time_us` is NO_TIME when the line carries none. `host` is the machine or vhost named.
    `method` of a login ("password", "publickey", …) and byte counts go to `detail`.
    """

    line_no: int
    offset: int
    length: int
    time_us: int
    application: str
    action: Action
    outcome: Outcome = ""
    user: str = ""
    client_ip: str = ""
    object: str = ""
    message: str = ""
    host: str = ""
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What a format made of one block: rows or events, and the lines it could not read.

    Every line of the block is in exactly one of: `access`, `events`, `unparsed`, `headers`
    (format directives such as IIS `#Fields:` or a CSV header), `blank` (a count of empty lines).
    """

    block: Block
    access: AccessRows | None
    events: list[Event]
    unparsed: Lines
    headers: int = 0
    blank: int = 0
    invalid_utf8: int = 0
    shared: int = 0
    """Events and unparsed pieces that stand on a line which is counted already (objects of a document)."""


if TYPE_CHECKING:
    from collections.abc import Sequence


def no_lines() -> Lines:
    """Return an empty `Lines`."""
    empty = np.empty(0, np.int64)
    return Lines(empty, empty, empty)


def encode(values: Sequence[bytes | None]) -> Coded:
    """Dictionary-code one value per row; None and b"-" become the absent code."""
    known: dict[bytes, int] = {}
    codes = np.empty(len(values), np.int32)
    for row, value in enumerate(values):
        absent = value is None or value == b"-"
        codes[row] = UNKNOWN if absent else known.setdefault(value or b"", len(known))
    return Coded(codes, list(known))
