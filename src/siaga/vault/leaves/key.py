"""The leaf that admits a signing key: from the next checkpoint on, the log is signed by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class KeyLeaf:
    """`key/1`. `vkey` is a C2SP verifier key; `certificate` the root's signed note, "" if there is none."""

    KIND: ClassVar[str] = "key/1"

    at: int
    epoch: int
    vkey: str
    certificate: str = ""
    clock_back_us: int | None = None
