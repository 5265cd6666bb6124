"""The rule writer's check says what is wrong with which file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from siaga.detection.engine.rule_files import own_rules
from siaga.detection.engine.try_rules import main

GOOD = """title: union
id: 5b6f5c7e-8a35-4b8d-9a57-0e3e9d2f0c11
description: what it is
level: high
logsource: {category: webserver}
detection: {s: {cs-uri-query|re|i: 'union\\s+select'}, condition: s}
siaga:
  family: xss
  match: ['GET /?a=union+select HTTP/1.1', 'GET /?a=union%20select HTTP/1.1']
  no_match: ['GET /?a=union HTTP/1.1', 'GET /union+select HTTP/1.1']
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIAGA_CACHE", str(tmp_path / "cache"))


def said(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, *more: str) -> tuple[int, str]:
    folder = tmp_path / "rules" / "xss"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "union.yml").write_text(text)
    status = main([*more, str(tmp_path / "rules")])
    return status, capsys.readouterr().out


def test_a_good_rule_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(tmp_path, capsys, GOOD) == (0, "1 rules, 1 patterns, 0 failures\n")
    assert main([str(tmp_path / "rules" / "xss")]) == 0
    assert main([str(tmp_path / "rules" / "xss" / "union.yml")]) == 0


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("5b6f5c7e-", "", "id is not a UUID"),
        ("title: union", "title: ''", "no title"),
        ("description: what it is\n", "", "no description"),
        ("level: high", "level: urgent", "level must be one of"),
        ("family: xss", "family: sqli", "family is sqli, the folder xss"),
        ("match: ['GET /?a=union+select HTTP/1.1', ", "match: [", "fewer than 2 match samples"),
        ("no_match: ", "never: ", "fewer than 2 no_match samples"),
        ("'GET /?a=union HTTP/1.1'", "1", "a no_match sample is not text"),
        ("'GET /?a=union HTTP/1.1'", "hello", "not an access log line: hello"),
        ("a=union+select", "a=onion+select", "does not match its match sample: GET /?a=onion+select"),
        ("/union+select", "/x?union+select", "matches its no_match sample: GET /x?union+select"),
        ("cs-uri-query|re|i", "cs-cookie|re|i", "field cs-cookie: cookies are not in an access log"),
        ("detection: {", "detection: {{", "it is not YAML"),
    ],
)
def test_each_fault_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, reason: str
) -> None:
    assert old in GOOD
    status, text = said(tmp_path, capsys, GOOD.replace(old, new, 1))
    assert status == 1
    assert f"xss/union.yml: {reason}" in text


def test_ids_must_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(tmp_path, capsys, GOOD)
    (tmp_path / "rules" / "xss" / "zwei.yml").write_text(GOOD)
    assert "xss/zwei.yml: id is also that of xss/union.yml" in said(tmp_path, capsys, GOOD)[1]


def test_a_request_is_answered_with_the_rules_that_fire(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, text = said(tmp_path, capsys, GOOD, "--request", "GET /?x=union%0aselect HTTP/1.1")
    assert status == 0
    assert text.splitlines()[0] == "xss/union.yml: union (high)"


def test_slow_patterns_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = GOOD.replace("'union\\s+select'", "'id='")
    assert "found in" in said(tmp_path, capsys, common, "--slow")[1]
    assert said(tmp_path, capsys, GOOD, "--slow")[1] == ""


def test_it_runs_as_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(tmp_path, capsys, GOOD)
    command = [sys.executable, "-m", "siaga.detection.engine.try_rules", str(tmp_path / "rules")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_all_own_rules_pass(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("SIAGA_CACHE")
    assert own_rules() is not None
    status = main([])
    assert capsys.readouterr().out.splitlines()[:-1] == []
    assert status == 0
