"""The leaves of canaries: a hash of the tokens before they are sent, and the tokens afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CanaryCommitLeaf:
    """`canary-commit/1`: SHA-256 over the tokens (one per line) that will be sent to a site."""

    KIND: ClassVar[str] = "canary-commit/1"

    at: int
    site: str
    sha256: bytes
    count: int
    clock_back_us: int | None = None


@dataclass(frozen=True, slots=True)
class CanaryRevealLeaf:
    """`canary-reveal/1`: tokens committed to at leaf `commit_index`, and the numbers of those that came."""

    KIND: ClassVar[str] = "canary-reveal/1"

    at: int
    site: str
    commit_index: int
    tokens: tuple[str, ...]
    arrived: tuple[int, ...]
    clock_back_us: int | None = None
