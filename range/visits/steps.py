"""What a visit is made of: requests, pauses, effects, SSH and FTP sessions, runs of a real tool."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["intrusion", "twin", "scanner", "person", "staff", "crawler", "monitor", "feed"]


@dataclass(slots=True)
class Actor:
    """Who acts, and what is true about them.

    `step` is the true step of DESIGN §1 ("" for those who attack nothing). `accepts` are further
    steps that the logs alone may fairly support. `also_ips` may be named beside the actor's own
    addresses without being wrong (a crawler that fetched a planted page). `by_others`: the intruder
    left no line; all lines of this actor are other people's, whose addresses become `also_ips`.
    """

    name: str
    kind: Kind
    site: str
    scenario: str = ""
    step: str = ""
    accepts: tuple[str, ...] = ()
    note: str = ""
    ips: set[str] = field(default_factory=set)
    users: set[str] = field(default_factory=set)
    also_ips: set[str] = field(default_factory=set)
    by_others: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request; `role` names what its log line witnesses, `raw` replaces everything sent."""

    actor: Actor
    ip: str
    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    role: str = ""
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Pause:
    """Let virtual time pass, in seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that happens on the server without a line in any log of the estate."""

    do: Callable[[], None]


@dataclass(frozen=True, slots=True)
class SshLogin:
    """One SSH connection: passwords are tried in order; `key` uses the range's own key.

    `hold` is how long (virtual seconds) a session stays open once it is let in.
    """

    actor: Actor
    ip: str
    user: str
    passwords: tuple[str, ...] = ()
    key: bool = False
    hold: float = 300.0
    role: str = ""


@dataclass(frozen=True, slots=True)
class FtpSession:
    """One FTP session; `puts` are (remote name, content, role), `gets` are (remote name, role)."""

    actor: Actor
    ip: str
    user: str
    password: str
    puts: tuple[tuple[str, bytes, str], ...] = ()
    gets: tuple[tuple[str, str], ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class ToolRun:
    """A real tool against this site; {url}, {host}, {port} and {tmp} are filled into its arguments."""

    actor: Actor
    ip: str
    arguments: tuple[str, ...]
    seconds: float = 20.0
    inputs: tuple[tuple[str, str], ...] = ()


Step = Request | Pause | Effect | SshLogin | FtpSession | ToolRun


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status 0 means nothing readable; for SSH and FTP `status` is 1 when let in."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


Visit = Generator[Step, Reply, None]
Asking = Generator[Step, Reply, Reply]
