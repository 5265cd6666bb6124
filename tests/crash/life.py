"""A small vault that lives through acts of every kind, each acknowledged only after it returned."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tests.acceptance.vault_estate import ORIGIN, InProcess

from siaga.intake.deriving.derive import Deriver
from siaga.intake.sealing import run
from siaga.vault import layout
from siaga.vault.actions.create import create
from siaga.vault.actions.interval import write_interval
from siaga.vault.actions.session import Session, rotate, set_policy, writing
from siaga.vault.errors import KeyFileError, VaultUsageError
from siaga.vault.keys.ring import KeyRing
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.note import VerifierKey
from siaga.vault.tlog.policy import Policy

NOON_US = 1_793_534_400_000_000
FASTER = 300
"""How much faster than ours the vault's time goes: a minute, and so an interval, is a fifth of a second."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What was promised: a tree of `size` leaves and hash `root`, `text` (SHA-256) in `segments`."""

    size: int
    root: str
    segments: tuple[int, ...] = ()
    text: str = ""


@dataclass
class Life:
    """A vault in `storage`; keys, the witness and the logs to seal are in `place`, on a disk of their own."""

    storage: Storage
    place: Path
    chance: random.Random
    acknowledge: Callable[[Acknowledged], None]
    started_ns: int = field(default_factory=time.monotonic_ns)

    def clock(self) -> int:
        """Return the vault's time (UTC µs)."""
        return NOON_US + (time.monotonic_ns() - self.started_ns) // 1000 * FASTER

    @property
    def ring(self) -> KeyRing:
        """The private keys."""
        return KeyRing(self.place / "keys", ORIGIN)

    def begin(self) -> None:
        """Create the vault; where that was done already, or cut short behind its last step, open it."""
        with suppress(VaultUsageError):  # it stands already
            create(self.storage, self.ring, self.place / "keys" / "root.pem", "node1", self.clock)
        with self.open() as session:
            policy = self.storage.read(layout.POLICY)
            if b"witness" not in policy:
                key = self._witness().cosigner.verifier.text
                witnessed = f"witness saksi {key}\nquorum saksi\n".encode()
                set_policy(session, policy.replace(b"quorum none\n", witnessed))

    @contextmanager
    def open(self) -> Iterator[Session]:
        """Open the vault for writing; its witness, on another machine, knows the keys as they come."""
        with writing(self.storage, lambda _: self.ring, self._witness(), self.clock) as session:
            yield session

    def live(self, acts: int) -> None:
        """Act so many times, opening the vault anew now and then."""
        while acts > 0:
            with self.open() as session:
                for _ in range(min(acts, self.chance.randint(1, 6))):
                    self.act(session)
                    acts -= 1

    def act(self, session: Session) -> None:
        """Do something, and acknowledge it."""
        segments: tuple[int, ...] = ()
        text = ""
        match self.chance.choices("aswir", (4, 4, 2, 2, 1))[0]:
            case "a":
                session.tell("petugas", f"lihat {self.chance.random()}")
            case "s":
                segments, text = self._seal(session)
            case "w":
                session.log.cosign_again()
            case "i":
                write_interval(session, self.clock())
            case _:
                rotate(session)
        head = session.log.head
        assert head is not None
        self.acknowledge(Acknowledged(head.checkpoint.size, head.checkpoint.root.hex(), segments, text))

    def _seal(self, session: Session) -> tuple[tuple[int, ...], str]:
        number, count = self.chance.getrandbits(40), self.chance.randint(1, 40)
        lines = [
            f'192.0.2.{at} - - [01/Nov/2026:10:00:{at:02} +0700] "GET /{number}/{at} HTTP/1.1" 200 7\n'
            for at in range(count)
        ]
        log = self.place / f"{number}.log"
        data = "".join(lines).encode()
        log.write_bytes(data)
        sealed = run.seal(session, [str(log)], Deriver(), agent="local", who="petugas")
        log.unlink()
        return sealed.segments, sha256(data).hexdigest()

    def _witness(self) -> InProcess:
        return _Witness(self.place / "witness", self.clock, self._keys)

    def _keys(self) -> tuple[VerifierKey, ...]:
        """Return the log's keys: those in the policy, and what stands ready to be the next."""
        policy = Policy.parse(self.storage.read(layout.POLICY), layout.POLICY)
        found = list(policy.logs)
        for number in self.ring.numbers():
            with suppress(KeyFileError):  # an ended one, half erased
                found.append(self.ring.signer(number).verifier)
        return tuple(dict.fromkeys(found))


class _Witness(InProcess):
    """Is told of a new key as soon as there is one."""

    def __init__(
        self, folder: Path, clock: Callable[[], int], keys: Callable[[], tuple[VerifierKey, ...]]
    ) -> None:
        super().__init__(folder, clock)
        self._keys = keys

    def known_logs(self) -> dict[str, tuple[VerifierKey, ...]]:
        return {ORIGIN: self._keys()}
