"""A user's correlation rule is run, told once per group with the line at which it began to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.detection.engine.rule_set import RuleSet
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.run import run

RULES = """\
title: Admin page asked for
id: 0f0c2f0e-3d52-4c55-8a39-0f3f0c7b7a01
name: admin_page
status: test
logsource: {category: webserver}
detection:
  selection: {cs-uri-stem|contains: /rahasia}
  condition: selection
level: low
---
title: Admin page asked for again and again
id: 0f0c2f0e-3d52-4c55-8a39-0f3f0c7b7a02
status: test
correlation:
  type: event_count
  rules: [admin_page]
  group-by: [c-ip]
  timespan: 5m
  condition: {gte: 5}
level: medium
"""


def _log(folder: Path, times: int) -> Path:
    lines = [
        f'192.0.2.7 - - [10/Jun/2026:08:00:{second:02d} +0000] "GET /rahasia HTTP/1.1" 200 120 "-" "x"'
        for second in range(times)
    ]
    path = folder / "access.log"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize(("times", "told"), [(4, 0), (5, 1)])
def test_an_event_count_is_told_at_its_line(tmp_path: Path, times: int, told: int) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "own.yml").write_text(RULES)
    options = CheckOptions((str(_log(tmp_path, times)),), (rules,))
    result = run(options, RuleSet.load((rules,), None))
    found = [notice for notice in result.notices if notice.behaviour == "correlation"]
    assert len(found) == told
    assert all("again and again" in notice.text for notice in found)
    assert [line.line_no for notice in found for line in notice.witnesses] == [5] * told
