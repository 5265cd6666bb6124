"""Every format reads its own golden samples, is chosen for them, and leaves other lines alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import siaga.intake.formats as home
from siaga.intake.formats import ALL_FORMATS

FORMATS = {form.name: form for form in ALL_FORMATS}
FOLDERS = sorted(Path(home.__file__).parent.glob("*/samples.json"))
SAMPLES = [
    pytest.param(sample, id=f"{path.parent.name}-{number}-{sample['format']}")
    for path in FOLDERS
    for number, sample in enumerate(json.loads(path.read_text()).get("samples", []))
]
STRANGERS = [
    pytest.param(one["format"], one["line"], id=f"{path.parent.name}-{number}")
    for path in FOLDERS
    for number, one in enumerate(json.loads(path.read_text()).get("not_recognised", []))
]


def _raw(line: str) -> bytes:
    return line.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("sample", SAMPLES)
def test_golden_lines_read_as_written_down(
    sample: dict[str, Any], describe: Callable[..., list[Any]]
) -> None:
    lines = [line["line"] for line in sample["lines"]]
    said = describe(FORMATS[sample["format"]], *lines, modified_at=sample.get("modified_at"))
    assert said == [line["is"] for line in sample["lines"]]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_right_format_is_chosen_for_golden_lines(sample: dict[str, Any]) -> None:
    lines = [_raw(line["line"]) for line in sample["lines"]]
    scores = [form.score(lines) for form in ALL_FORMATS]
    assert ALL_FORMATS[scores.index(max(scores))].name == sample["format"]
    assert max(scores) <= 1.0


@pytest.mark.parametrize(("name", "line"), STRANGERS)
def test_lines_of_others_are_not_recognised(name: str, line: str) -> None:
    assert FORMATS[name].score([_raw(line)]) == 0.0


def test_every_format_has_golden_lines() -> None:
    covered = {
        sample["format"] for path in FOLDERS for sample in json.loads(path.read_text()).get("samples", [])
    }
    missing = {name for name in FORMATS if name not in covered and name != "combined"}
    wrapped = {name for name in missing if name.startswith(("docker-", "cri-", "syslog-wrapped-"))}
    # A document has no lines that stand alone; its tests are in its own folder.
    assert missing - wrapped <= {"litespeed-host-micro", "litespeed-common-host-first", "audit-document"}
