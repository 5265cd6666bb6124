"""The engine against a slow judge that knows no scan plan, on both pattern libraries."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
import re2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.detection.engine.canonical_trace import trace
from siaga.detection.engine.condition import holds
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.hyperscan_library import HyperscanLibrary
from siaga.detection.engine.re2_library import Re2Library, options
from siaga.detection.engine.rule import Atom
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.samples import rows_of_lines
from siaga.intake.rows import AccessRows, encode

RULES = {
    "union": "s:\n  cs-uri-query|re|i: 'union[\\s(]+select'\ncondition: s",
    "dots": "s:\n  cs-uri|contains: '../'\ncondition: s",
    "path": "s:\n  cs-uri-stem|endswith: ['.php', /shell]\nf:\n  cs-uri-query: null\ncondition: s and not f",
    "script": "s:\n  cs-uri|contains: ['<script', 'onerror=']\nm:\n  cs-method: [GET, HEAD]\n"
    "condition: s and m",
    "agent": "s:\n  cs-user-agent|re: '^sql'\nr:\n  cs-referer|contains: evil\ncondition: 1 of them",
    "words": "kw:\n  - \"' or \"\n  - passwd\nf:\n  sc-status: 404\ncondition: kw and not f",
    "noagent": "s:\n  cs-user-agent: ''\n  sc-status|gte: 400\ncondition: s",
    "whole": "s:\n  cs-uri: '/'\ncondition: s",
    "never": "s:\n  cs-method: PUT\nf:\n  cs-uri|contains: dav\ncondition: s and not f",
    "any": "f:\n  cs-uri|re: '[a-z]'\ncondition: not f",
    "empty": "s:\n  cs-uri-query|re: '^$|^x$'\ncondition: s",
}  # fmt: skip
pieces = st.sampled_from(
    [
        "/", ".", "..", "%2e%2e%2f", "?", "union", "%20", "+", "/**/", "SELECT", "(", "<script", "%3Cscript",
        "x", "'", "%27 or ", " or ", "passwd", ".php", "shell", "=", "&", "%252e", "\n", "onerror=", "A",
        "dav",
        "\\u002e", "é",
    ]
)  # fmt: skip
targets = st.one_of(st.none(), st.lists(pieces, max_size=8).map(lambda parts: "".join(parts).encode()))
Part = tuple[bytes | None, bytes | None, bytes | None, bytes, int]
row = st.tuples(
    targets,
    st.sampled_from([None, b"", b"sqlmap", b"Mozilla sql", b"' or passwd"]),
    st.sampled_from([None, b"http://evil/", b"http://x/?q=passw%64", b""]),
    st.sampled_from([b"GET", b"HEAD", b"PUT"]),
    st.sampled_from([200, 404, 500, -1]),
)


def rows_of(parts: list[Part]) -> AccessRows:
    """Build rows whose raw line holds all parts."""
    rows = rows_of_lines([b" ".join((p or b"-").replace(b"\n", b"?") for p in part[:4]) for part in parts])
    rows.target = encode([part[0] for part in parts])
    rows.user_agent = encode([part[1] for part in parts])
    rows.referrer = encode([part[2] for part in parts])
    rows.method = encode([part[3] for part in parts])
    rows.status = np.array([part[4] for part in parts], np.int32)
    return rows


def texts_of(column: str, rows: AccessRows, number: int) -> list[tuple[bytes, bytes]] | None:
    """Return (raw, canonical) texts of a column in which an atom may be found; None: the field is absent."""
    target = rows.target[number]
    if column == "line":
        start = int(rows.lines.offset[number])
        length = int(rows.lines.length[number])
        line = rows.block.data[start : start + length]
        texts = [(line, line)]
        for name in ("uri", "referrer", "user_agent"):
            texts += [(decoded, decoded) for _, decoded in texts_of(name, rows, number) or []]
        return texts
    columns = {"user_agent": rows.user_agent, "referrer": rows.referrer, "method": rows.method}
    value = columns.get(column, rows.target)[number]
    if column in ("stem", "query", "uri"):
        if target is None or (column == "query" and b"?" not in target):
            return None
        stem, mark, query = target.partition(b"?")
        decoded = trace(stem, comments=True).text, trace(query, plus=True, comments=True).text
        if column == "uri":
            return [(target, decoded[0] + mark + decoded[1])]
        return [(stem, decoded[0]) if column == "stem" else (query, decoded[1])]
    if value is None:
        return None
    return [(value, value if column == "method" else trace(value, plus=column == "referrer").text)]


@lru_cache
def compiled(scan: str) -> Any:
    """Compile a pattern once: the judge may be slow, not the tests."""
    return re2.compile(scan.encode(), options())


def atom_holds(atom: Atom, rows: AccessRows, number: int) -> bool:
    if atom.kind == "status":
        status = int(rows.status[number])
        return status == atom.number if atom.operator == "eq" else status >= atom.number
    texts = texts_of(atom.column or "", rows, number)
    if texts is None:
        return atom.on_absent
    if atom.kind == "present":
        return True
    if atom.kind == "absent":
        return any(b"" in pair for pair in texts)
    found = [compiled(scan) for scan in (atom.scan, atom.scan_unusual) if scan]
    return any(one.search(text.replace(b"\n", b"\r")) for one in found for pair in texts for text in pair)


@pytest.fixture(scope="module")
def engines() -> dict[str, Engine]:
    return {}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(row, min_size=1, max_size=6))
def test_both_libraries_say_what_the_slow_judge_says(
    load: Callable[..., RuleSet],
    engines: dict[str, Engine],
    parts: list[Part],
) -> None:
    if not engines:
        for library in (HyperscanLibrary(), Re2Library()):
            engines[library.name] = Engine(load(library=library, **RULES))
    rows = rows_of(parts)
    for engine in engines.values():
        rule_set = engine.rule_set
        expected = [
            (number, at)
            for number in range(len(rows))
            for at, rule in enumerate(rule_set.rules)
            if holds(
                rule.node,
                {n for n, atom in enumerate(rule_set.atoms) if atom_holds(atom, rows, number)},
            )
        ]
        for _ in range(2):  # the second time with what the first has remembered
            hits = engine.scan(rows)
            assert list(zip(hits.row.tolist(), hits.rule.tolist(), strict=True)) == expected


def test_lines_that_no_format_could_read_are_scanned_as_request_and_as_text(
    load: Callable[..., RuleSet],
) -> None:
    engine = Engine(load(dots=RULES["dots"], words=RULES["words"]))
    hits = engine.scan_lines([b"\x16\x03\x01", b"GET /..%2f..%2fetc", b"half a line passwd", b""])
    assert list(zip(hits.row.tolist(), hits.rule.tolist(), strict=True)) == [(1, 0), (2, 1)]


def test_no_rules_and_no_rows(load: Callable[..., RuleSet]) -> None:
    assert len(Engine(load()).scan_lines([b"GET /"])) == 0
    assert len(Engine(load(dots=RULES["dots"], any=RULES["any"])).scan_lines([])) == 0


def test_what_is_remembered_is_bounded(load: Callable[..., RuleSet], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.detection.engine.engine._REMEMBERED", 3)
    engine = Engine(load(**RULES))
    lines = [b"/../%d?union(select x" % number for number in range(5)] + [b"passwd", b"/../passwd<script"]
    first = [engine.scan_lines([line]).rule.tolist() for line in lines]
    assert first == [engine.scan_lines([line]).rule.tolist() for line in lines]


def test_the_profile_says_what_each_rule_cost(load: Callable[..., RuleSet]) -> None:
    engine = Engine(load(dots=RULES["dots"], union=RULES["union"]), profile=True)
    engine.scan_lines([b"/../a", b"/../b", b"/c"])
    costs = {engine.rule_set.rules[cost.rule].title: cost for cost in engine.profile()}
    assert (costs["dots"].found, costs["dots"].matched) == (2, 1)
    assert costs["dots"].judged == 1
    assert (costs["union"].found, costs["union"].judged) == (0, 0)
    assert Engine(load(dots=RULES["dots"])).profile() == []
