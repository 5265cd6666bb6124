"""Read the lines of a trust policy (C2SP tlog-policy)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from siaga.vault.errors import NoteError, VaultUsageError
from siaga.vault.tlog.note import COSIGNATURE_V1, ED25519, VerifierKey
from siaga.vault.tlog.spelling import from_decimal

NO_QUORUM: Final = "none"
"""The quorum that is always reached."""


@dataclass(frozen=True)
class Witness:
    """A witness: its name in this policy, its key (COSIGNATURE_V1), and its address ("" if not said)."""

    name: str
    key: VerifierKey
    url: str


@dataclass(frozen=True)
class Group:
    """Witnesses and groups of which `threshold` must have witnessed."""

    name: str
    threshold: int
    members: tuple[str, ...]


class PolicyLines:
    """Collects what the lines of one file define; every fault is a VaultUsageError with the line's number."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._grouped: set[str] = set()
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, Witness] = {}
        self.groups: dict[str, Group] = {}
        self.quorum = ""

    def read(self, data: bytes) -> None:
        """Read a whole file."""
        *lines, rest = data.split(b"\n")
        if rest:
            raise VaultUsageError(self._place, "the last line lacks its newline")
        for number, line in enumerate(lines, 1):
            try:
                self._line(line)
            except (ValueError, NoteError) as error:
                raise VaultUsageError(f"{self._place}:{number}", str(error)) from error
        if not self.quorum:
            raise VaultUsageError(self._place, "no quorum line")

    def _line(self, line: bytes) -> None:
        if any((octet < 0x20 and octet != 0x09) or octet == 0x7F for octet in line):
            raise ValueError("a control character")
        # Names are opaque octets: what is not UTF-8 must stay distinct, too.
        words = [word.decode(errors="surrogateescape") for word in line.split()]
        match words:
            case []:
                return
            case [first, *_] if first.startswith("#"):
                return
            case ["log", vkey] | ["log", vkey, _]:
                self.logs.append(_key(vkey, ED25519, self.logs))
            case ["witness", name, vkey]:
                self._witness(name, vkey, "")
            case ["witness", name, vkey, url]:
                self._witness(name, vkey, url)
            case ["group", name, threshold, *members] if members:
                self._group(name, threshold, tuple(members))
            case ["quorum", name]:
                self._quorum(name)
            case _:
                raise ValueError("not a line of log, witness, group or quorum")

    def _witness(self, name: str, vkey: str, url: str) -> None:
        self._new(name)
        key = _key(vkey, COSIGNATURE_V1, [witness.key for witness in self.witnesses.values()])
        self.witnesses[name] = Witness(name, key, url)

    def _group(self, name: str, threshold: str, members: tuple[str, ...]) -> None:
        self._new(name)
        for member in members:
            self._defined(member)
            if member in self._grouped:
                raise ValueError(f"{member!r} is in a group already")
            self._grouped.add(member)
        needed = {"any": 1, "all": len(members)}.get(threshold) or from_decimal(threshold)
        if not 1 <= needed <= len(members):
            raise ValueError(f"{needed} of {len(members)} members cannot be asked for")
        self.groups[name] = Group(name, needed, members)

    def _quorum(self, name: str) -> None:
        if self.quorum:
            raise ValueError("a second quorum line")
        if name != NO_QUORUM:
            self._defined(name)
        self.quorum = name

    def _new(self, name: str) -> None:
        if name == NO_QUORUM or name in self.witnesses or name in self.groups:
            raise ValueError(f"the name {name!r} is taken")

    def _defined(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise ValueError(f"no witness or group {name!r} is defined before")


def _key(vkey: str, type_: int, others: list[VerifierKey]) -> VerifierKey:
    """Return the key; ValueError if it has another type, or its public key has been listed already."""
    key = VerifierKey.parse(vkey)
    if key.type != type_:
        raise ValueError(f"{key.name}: a key of type {key.type} instead of {type_}")
    if any(other.public == key.public for other in others):
        raise ValueError(f"{key.name}: this key is listed already")
    return key
