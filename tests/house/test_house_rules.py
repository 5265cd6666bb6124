"""The house rules that no linter knows: sizes, names, first sentences, a test file for every source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "siaga"
PYTHON = sorted(
    path
    for folder in ("src", "range", "benchmarks", "tests", "examples")
    for path in (ROOT / folder).rglob("*.py")
)
SOURCES = [path for path in PYTHON if SOURCE in path.parents]
BANNED = {"utils", "helpers", "helper", "common", "misc", "core", "manager", "util"}
MOST_LINES, MOST_FUNCTION_LINES = 300, 50


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    """Parse a file once for all rules."""
    return ast.parse(path.read_text())


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_files_are_short() -> None:
    long = [f"{_name(p)}: {n} lines" for p in PYTHON if (n := len(p.read_text().splitlines())) > MOST_LINES]
    assert not long, f"above {MOST_LINES} lines: {long}"


def test_the_typical_file_is_about_a_hundred_lines() -> None:
    sizes = sorted(len(path.read_text().splitlines()) for path in SOURCES if path.name != "__init__.py")
    assert sizes[len(sizes) // 2] <= 120


def test_functions_are_short() -> None:
    long = [
        f"{_name(path)}:{node.lineno} {node.name}"
        for path in PYTHON
        if ROOT / "tests" not in path.parents  # tables of expected values may be long
        for node in _functions(_tree(path))
        if (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert not long, f"above {MOST_FUNCTION_LINES} lines: {long}"


def test_nothing_is_named_after_a_drawer() -> None:
    bad = [_name(path) for path in PYTHON if {path.stem, *path.relative_to(ROOT).parts} & BANNED]
    assert not bad, f"name it after what it holds: {bad}"


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_every_module_opens_with_one_sentence(path: Path) -> None:
    text = ast.get_docstring(_tree(path))
    assert text, f"{_name(path)}: say the module's duty"
    first = text.strip().split("\n\n")[0].strip()
    assert first[-1] in ".?!…:", f"{_name(path)}: the first paragraph is no sentence: {first!r}"


def test_every_folder_is_a_package() -> None:
    folders = {path.parent for path in SOURCES}
    missing = [_name(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()]
    assert not missing, f"no __init__.py, so import-linter can't see them: {missing}"


OWED = Path(__file__).with_name("owed_tests.txt")
"""Test files that are still to be written (decision 0010). The list may only get shorter."""


def test_every_source_has_its_test_file() -> None:
    missing = []
    for path in SOURCES:
        if path.name == "__init__.py":
            continue
        test = ROOT / "tests" / path.relative_to(SOURCE).parent / f"test_{path.stem}.py"
        if not test.is_file():
            missing.append(_name(test))
    owed = OWED.read_text(encoding="utf-8").split()
    more = sorted(set(missing) - set(owed))
    assert not more, f"{len(more)} source files have no test file: {more}"
    paid = sorted(set(owed) - set(missing))
    assert not paid, f"these tests are there: take them off {_name(OWED)}: {paid}"


def test_tests_do_not_sleep() -> None:
    sleeping = [
        _name(path)
        for path in (ROOT / "tests").rglob("*.py")
        if path != Path(__file__) and "time.sleep(" in path.read_text()
    ]
    assert not sleeping


def test_no_path_or_host_of_a_machine_is_in_the_tree() -> None:
    home = "/" + "root/"
    marks = ("/" + "work/", home, "--index" + "-url", "--extra-index" + "-url", "pypi" + ".org")
    found = [
        f"{_name(path)}: {mark}"
        for folder in (
            "src",
            "rules",
            "range",
            "benchmarks",
            "tests",
            "docs",
            "examples",
            "requirements",
            ".ci",
        )
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.suffix in {".py", ".md", ".yml", ".toml", ".txt", ".json", ".sh", ".php", ".j2", ".in", ""}
        for mark in marks
        if not (folder == "rules" and mark == home)  # attackers ask for that folder: rules must name it
        and mark in path.read_text(errors="replace")
    ]
    assert not found
