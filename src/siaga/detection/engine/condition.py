"""A rule's condition over numbered atoms: its tree, its truth, and which atoms any match must hold.

A tree is an atom's number, or a node of the three kinds below. It is stored as JSON lists:
["all", …], ["any", …], ["not", x].
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

Stored = int | list["str | Stored"]


@dataclass(frozen=True, slots=True)
class Group:
    """All or any of `atoms` and `nodes`; atoms stand in a set so that C code answers for them."""

    kind: Literal["all", "any"]
    atoms: frozenset[int]
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a node."""

    node: Node


Node = Group | Not


def group(kind: Literal["all", "any"], parts: Sequence[Node | int]) -> Node:
    """Make a group; groups of the same kind inside are merged into it."""
    atoms: set[int] = set()
    nodes: list[Node] = []
    for part in parts:
        if isinstance(part, int):
            atoms.add(part)
        elif isinstance(part, Group) and (part.kind == kind or (not part.nodes and len(part.atoms) == 1)):
            atoms |= part.atoms
            nodes.extend(part.nodes)
        else:
            nodes.append(part)
    if not atoms and len(nodes) == 1:
        return nodes[0]
    return Group(kind, frozenset(atoms), tuple(nodes))


def holds(node: Node, hit: AbstractSet[int]) -> bool:
    """Tell whether the condition holds when exactly the atoms in `hit` do."""
    if isinstance(node, Not):
        return not holds(node.node, hit)
    if node.kind == "all":
        return node.atoms <= hit and all(holds(part, hit) for part in node.nodes)
    return not node.atoms.isdisjoint(hit) or any(holds(part, hit) for part in node.nodes)


def atoms_of(node: Node) -> frozenset[int]:
    """Return every atom the condition names."""
    if isinstance(node, Not):
        return atoms_of(node.node)
    return node.atoms.union(*(atoms_of(part) for part in node.nodes))


def wanted_atoms(node: Node, *, wanted: bool = True) -> frozenset[int]:
    """Return the atoms that speak for a match (not those under a negation)."""
    if isinstance(node, Not):
        return wanted_atoms(node.node, wanted=not wanted)
    return (node.atoms if wanted else frozenset[int]()).union(
        *(wanted_atoms(part, wanted=wanted) for part in node.nodes)
    )


def triggers(node: Node, cost: Callable[[int], float], *, negated: bool = False) -> frozenset[int] | None:
    """Return atoms of which at least one holds in every match, the cheapest such set; None if there is none.

    `cost` says how often an atom is expected to hold in harmless text.
    """
    if isinstance(node, Not):
        return triggers(node.node, cost, negated=not negated)
    every = (node.kind == "all") != negated
    options: list[frozenset[int] | None] = [
        None if negated else frozenset((atom,)) for atom in sorted(node.atoms)
    ]
    options += [triggers(part, cost, negated=negated) for part in node.nodes]
    if every:
        known = [option for option in options if option is not None]
        return min(known, key=lambda option: sum(map(cost, option)), default=None)
    if any(option is None for option in options):
        return None
    return frozenset[int]().union(*(option for option in options if option is not None))


def stored(node: Node) -> Stored:
    """Return the tree as JSON lists, in a fixed order."""
    if isinstance(node, Not):
        return ["not", stored(node.node)]
    return [node.kind, *sorted(node.atoms), *(stored(part) for part in node.nodes)]


def restored(tree: Stored) -> Node:
    """Read what `stored` wrote."""
    if isinstance(tree, int):
        return Group("any", frozenset((tree,)))
    kind, *parts = tree
    children = [part for part in parts if not isinstance(part, str)]
    if kind == "not":
        return Not(restored(children[0]))
    atoms = frozenset(part for part in children if isinstance(part, int))
    nodes = tuple(restored(part) for part in children if not isinstance(part, int))
    return Group("all" if kind == "all" else "any", atoms, nodes)
