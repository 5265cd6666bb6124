"""The atoms that are looked at in numbers, addresses and pairs of columns rather than in scanned text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from siaga.detection.engine.fields import Column
from siaga.detection.engine.rule import Atom
from siaga.detection.engine.sources import Source, Sources
from siaga.intake.rows import Int64s

Flags = npt.NDArray[np.bool_]
_COMPARE: dict[str, Callable[[npt.NDArray[np.int64], float], Flags]] = {
    "eq": lambda numbers, bound: numbers == bound,
    "neq": lambda numbers, bound: (numbers != bound) & (numbers >= 0),
    "lt": lambda numbers, bound: (numbers < bound) & ((numbers >= 0) | (bound <= 0)),
    "lte": lambda numbers, bound: (numbers <= bound) & (numbers >= 0),
    "gt": lambda numbers, bound: (numbers > bound) & (numbers >= 0),
    "gte": lambda numbers, bound: (numbers >= bound) & (numbers >= 0),
}
"""An unknown number (-1) satisfies nothing but a question for it: `eq -1`, and `lt 0` for "not there"."""


def status_holds(atom: Atom, status: int) -> bool:
    """Tell whether a status condition holds; `status` is -1 when unknown."""
    if atom.operator == "text":
        # three digits are too short for any expression to take long over
        return status >= 0 and re.search(atom.scan.encode("ascii"), b"%d" % status) is not None
    return bool(_COMPARE[atom.operator](np.array([status], np.int64), atom.number)[0])


def holds_in_rows(atom: Atom, sources: Sources, rows: Int64s) -> Flags:
    """Return for each of the rows whether the atom holds."""
    if atom.kind == "bytes":
        return _COMPARE[atom.operator](sources.rows.bytes_sent[rows], atom.number)
    assert atom.column is not None
    if atom.kind == "cidr":
        return _in_network(atom.scan, sources.source(atom.column), rows)
    other: Column = atom.scan  # type: ignore[assignment]  # the name of a column, stored as text
    pairs = ((sources.value(atom.column, row), sources.value(other, row)) for row in rows.tolist())
    return np.array([_same(atom.operator, value, compared) for value, compared in pairs], np.bool_)


def _in_network(network_text: str, source: Source, rows: Int64s) -> Flags:
    import ipaddress  # noqa: PLC0415 (few rule sets need it, and every start would pay)

    network = ipaddress.ip_network(network_text)
    codes = source.codes[rows]
    inside = np.zeros(len(source) + 1, np.bool_)
    for code in np.unique(codes[codes >= 0]).tolist():
        try:
            inside[code] = ipaddress.ip_address(source.values[code].decode("ascii")) in network
        except ValueError:
            continue
    return inside[codes]


def _same(operator: str, value: bytes | None, other: bytes | None) -> bool:
    if value is None or other is None:
        return False
    value, other = value.lower(), other.lower()
    if operator == "contains":
        return other in value
    if operator == "startswith":
        return value.startswith(other)
    return value.endswith(other) if operator == "endswith" else value == other


def flags_of(size: int, numbers: Sequence[int]) -> Flags:
    """Return an array of `size` that is true at the numbers."""
    flags = np.zeros(size, np.bool_)
    flags[list(numbers)] = True
    return flags
