"""Make and check Merkle proofs: a leaf is in a tree, a tree is the beginning of another (RFC 6962 §2.1)."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.vault.errors import ProofError
from siaga.vault.tlog.hashes import HashReader, range_root
from siaga.vault.tlog.merkle import EMPTY_ROOT, HASH_BYTES, LARGEST_SIZE, node_hash


def inclusion_path(hashes: HashReader, index: int, size: int) -> tuple[bytes, ...]:
    """Return PATH(index, D[size]) of RFC 6962 §2.1.1, from the leaf's sibling up to the root's child.

    ProofError unless 0 <= index < size <= size of the tree.
    """
    if not 0 <= index < size <= hashes.size:
        raise ProofError(
            f"inclusion of leaf {index}", f"not in the first {size} leaves of a tree of {hashes.size}"
        )
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _largest_power_below(end - start)
        if index < middle:
            path.append(range_root(hashes, middle, end))
            end = middle
        else:
            path.append(range_root(hashes, start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_path(hashes: HashReader, old: int, new: int) -> tuple[bytes, ...]:
    """Return PROOF(old, D[new]) of RFC 6962 §2.1.2; it is empty if `old` is 0 or `new`.

    ProofError unless 0 <= old <= new <= size of the tree.
    """
    if not 0 <= old <= new <= hashes.size:
        raise ProofError(f"consistency of {old} with {new}", f"no such trees in one of {hashes.size} leaves")
    if old in {0, new}:
        return ()
    path: list[bytes] = []
    start, end = 0, new
    while old != end:
        middle = start + _largest_power_below(end - start)
        if old <= middle:
            path.append(range_root(hashes, middle, end))
            end = middle
        else:
            path.append(range_root(hashes, start, middle))
            start = middle
    if start:  # otherwise the old tree is a subtree of the new one, and its root is known to whoever checks
        path.append(range_root(hashes, start, end))
    return tuple(reversed(path))


def check_inclusion(index: int, size: int, leaf: bytes, root: bytes, path: Sequence[bytes]) -> None:
    """Raise ProofError unless `path` leads from the leaf hash `leaf` to `root` (RFC 9162 §2.1.3.2)."""
    place = f"inclusion of leaf {index} in {size}"
    _check_lengths(place, (leaf, root, *path))
    if not 0 <= index < size <= LARGEST_SIZE:
        raise ProofError(place, "there is no such leaf")
    if _climb(place, index, size, leaf, leaf, path)[1] != root:
        raise ProofError(place, "the path leads to another root")


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """Raise ProofError unless `path` shows that the new tree begins with the old one (RFC 9162 §2.1.4.2).

    Nothing is to be shown, and the path must be empty, if the sizes are equal (the roots must be, too) or the
    old tree is empty (its root must be EMPTY_ROOT): every tree begins with the empty one.
    """
    place = f"consistency of {old} with {new}"
    _check_lengths(place, (old_root, new_root, *path))
    if not 0 <= old <= new <= LARGEST_SIZE:
        raise ProofError(place, "sizes are out of order or out of range")
    if old == new and old_root != new_root:
        raise ProofError(place, "one size, two roots")
    if old == 0 and old_root != EMPTY_ROOT:
        raise ProofError(place, "the root of the empty tree is another")
    if old in {0, new}:
        if path:
            raise ProofError(place, "nothing is to be shown, but there is a path")
        return
    level = (
        old & -old
    ).bit_length() - 1  # of the last complete subtree of the old tree, where the climb starts
    if old == 1 << level:
        first, rest = old_root, path
    elif path:
        first, rest = path[0], path[1:]
    else:
        raise ProofError(place, "the path is empty")
    found = _climb(place, (old - 1) >> level, ((new - 1) >> level) + 1, first, first, rest)
    if found != (old_root, new_root):
        raise ProofError(place, "the path leads to other roots")


def _climb(
    place: str, index: int, size: int, left_only: bytes, both: bytes, path: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """Return the root over what is left of, and up to, node `index`; and the root over all `size` nodes.

    Both start at the same node. The path must be exactly as long as the way up is.
    """
    last = size - 1
    for sibling in path:
        if last == 0:
            raise ProofError(place, "the path is too long")
        if index % 2 or index == last:
            left_only = node_hash(sibling, left_only)
            both = node_hash(sibling, both)
            # A node at the right edge without a right sibling rises until it has a left one.
            while not index % 2 and index:
                index, last = index >> 1, last >> 1
        else:
            both = node_hash(both, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise ProofError(place, "the path is too short")
    return left_only, both


def _check_lengths(place: str, hashes: Sequence[bytes]) -> None:
    if any(len(each) != HASH_BYTES for each in hashes):
        raise ProofError(place, f"a hash is not {HASH_BYTES} bytes long")


def _largest_power_below(number: int) -> int:
    """Return the largest power of two below `number` (at least 2)."""
    return 1 << ((number - 1).bit_length() - 1)
