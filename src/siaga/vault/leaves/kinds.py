"""All kinds of leaves, and their way to bytes and back."""

from __future__ import annotations

from typing import TypeAlias

from siaga.vault.canonical import decode_object, encode
from siaga.vault.errors import TamperedError, VaultUsageError
from siaga.vault.leaves.acts import ActionLeaf, ReportLeaf, RetentionLeaf
from siaga.vault.leaves.canary import CanaryCommitLeaf, CanaryRevealLeaf
from siaga.vault.leaves.hunt import HuntLeaf
from siaga.vault.leaves.interval import IntervalLeaf
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.missing import GapLeaf, LateLeaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.leaves.settings import ConfigLeaf, PolicyLeaf
from siaga.vault.record import from_json, to_json

Leaf: TypeAlias = (
    SegmentLeaf
    | IntervalLeaf
    | CanaryCommitLeaf
    | CanaryRevealLeaf
    | GapLeaf
    | LateLeaf
    | KeyLeaf
    | ConfigLeaf
    | PolicyLeaf
    | RetentionLeaf
    | HuntLeaf
    | ReportLeaf
    | ActionLeaf
)

ALL_KINDS: tuple[type[Leaf], ...] = (
    SegmentLeaf,
    IntervalLeaf,
    CanaryCommitLeaf,
    CanaryRevealLeaf,
    GapLeaf,
    LateLeaf,
    KeyLeaf,
    ConfigLeaf,
    PolicyLeaf,
    RetentionLeaf,
    HuntLeaf,
    ReportLeaf,
    ActionLeaf,
)

LARGEST_LEAF = 65_535
"""Bytes: an entry's length is a uint16 in C2SP bundles."""

_BY_KIND: dict[str, type[Leaf]] = {each.KIND: each for each in ALL_KINDS}


def encode_leaf(leaf: Leaf) -> bytes:
    """Return a leaf's canonical bytes; raise VaultUsageError if it is too large for a log."""
    data = encode({"kind": leaf.KIND, **to_json(leaf)})
    if len(data) > LARGEST_LEAF:
        raise VaultUsageError(leaf.KIND, f"a leaf of {len(data)} bytes; {LARGEST_LEAF} is the most")
    return data


def decode_leaf(data: bytes, place: str) -> Leaf:
    """Read a leaf; raise TamperedError naming the place for anything that is none."""
    if len(data) > LARGEST_LEAF:
        raise TamperedError(place, "a leaf that is too large")
    value = decode_object(data, place)
    kind = value.pop("kind", "")
    if not isinstance(kind, str) or kind not in _BY_KIND:
        raise TamperedError(place, f"a leaf of unknown kind {kind!r}")
    return from_json(_BY_KIND[kind], value, f"{place} ({kind})")
