"""Finds in a raw log line what made a rule match, for the report; a best effort, and never wrong by much.

Where a pattern matched in canonical text only, the marked range is what that text was decoded from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import re2

from siaga.detection.engine.canonical_trace import Traced, trace
from siaga.detection.engine.condition import wanted_atoms
from siaga.detection.engine.fields import DECODINGS, Column
from siaga.detection.engine.re2_library import options
from siaga.detection.engine.rule import Atom, Rule
from siaga.detection.engine.samples import LINE

Range = tuple[int, int]
_LOG_ESCAPE = re.compile(rb'\\(?:x([0-9a-fA-F]{2})|(["\\]))')
_GROUPS: dict[Column, str] = {
    "uri": "request", "stem": "request", "query": "request", "referrer": "referrer", "user_agent": "agent",
    "host": "host", "client": "client", "user": "user", "method": "request",
}  # fmt: skip
MOST = 20
"""More ranges than this would mark a line rather than a place in it."""


def marks(rule: Rule, atoms: Sequence[Atom], text: str) -> list[Range]:
    """Return the [start, end) character ranges of `text` that the rule's patterns match, merged, in order."""
    line = text.encode("utf-8", "surrogateescape")
    found: list[Range] = []
    for number in sorted(wanted_atoms(rule.node)):
        atom = atoms[number]
        if atom.kind == "text" and atom.column is not None:
            found += _found(atom, atom.column, line)
    return [
        (len(line[:start].decode("utf-8", "replace")), len(line[:end].decode("utf-8", "replace")))
        for start, end in _merged(found)[:MOST]
    ]


def _found(atom: Atom, column: Column, line: bytes) -> Iterator[Range]:
    """Yield byte ranges of the line that the atom matches: in raw text if it does, else in canonical."""
    start, end = _field(column, line)
    raw = _unescaped(line[start:end], start)
    decoding = DECODINGS.get("query" if column == "uri" else column)
    seen = False
    for traced in _texts(raw, decoding.plus if decoding else False, decoded=decoding is not None):
        if seen:
            return
        for scan in (atom.scan, atom.scan_unusual):
            match = _compiled(scan).search(traced.text) if scan else None
            if match is not None and match.end() > match.start():
                seen = True
                yield traced.spans[match.start()][0], traced.spans[match.end() - 1][1]


def _texts(raw: Traced, plus: bool, *, decoded: bool) -> Iterable[Traced]:  # noqa: FBT001 (as in `trace`)
    yield raw
    if decoded:
        canonical = trace(raw.text, plus=plus, comments=True)
        yield Traced(canonical.text, [(raw.spans[a][0], raw.spans[b - 1][1]) for a, b in canonical.spans])


def _field(column: Column, line: bytes) -> Range:
    """Return where a column's text stands in a combined line; the whole line where that can't be told."""
    whole = (0, len(line))
    match = LINE.match(line) if column in _GROUPS else None
    if match is None or match[_GROUPS[column]] is None:
        return whole
    start, end = match.span(_GROUPS[column])
    if _GROUPS[column] != "request":
        return start, end
    method_end = line.find(b" ", start, end)
    if method_end < 0:
        return start, end
    if column == "method":
        return start, method_end
    protocol = line.rfind(b" HTTP/", method_end, end)
    start, end = method_end + 1, protocol if protocol > method_end else end
    query = line.find(b"?", start, end)
    if column == "stem" and query >= 0:
        return start, query
    return (query + 1 if query >= 0 else end, end) if column == "query" else (start, end)


def _unescaped(value: bytes, offset: int) -> Traced:
    """Undo the log's own escapes, as formats do before the engine sees a value."""
    traced = Traced(value, [(offset + at, offset + at + 1) for at in range(len(value))])
    edits = [
        (match.start(), match.end(), bytes([int(match[1], 16)]) if match[1] else match[2])
        for match in _LOG_ESCAPE.finditer(value)
    ]
    return traced.replaced(edits)


@lru_cache(4096)
def _compiled(scan: str) -> re2._Regexp:
    return re2.compile(scan.encode("ascii"), options())


def _merged(ranges: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
