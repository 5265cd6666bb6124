"""The leaves that tell what a vault is set to: its configuration, and whom it trusts as witnesses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ConfigLeaf:
    """`config/1`: hash of `vault.json`, and in a sentence what changed."""

    KIND: ClassVar[str] = "config/1"

    at: int
    sha256: bytes
    what: str
    clock_back_us: int | None = None


@dataclass(frozen=True, slots=True)
class PolicyLeaf:
    """`policy/1`: hash of the policy file from here on, and the name of its quorum."""

    KIND: ClassVar[str] = "policy/1"

    at: int
    sha256: bytes
    quorum: str
    clock_back_us: int | None = None
