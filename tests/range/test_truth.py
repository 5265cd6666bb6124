"""The truth: whose lines they are, which of them witness, and whose addresses may be named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from range.estate.sites import SITES
from range.recording.lines import Line
from range.recording.rotate import Written
from range.recording.truth import Told, compose, moment, save
from range.visits.steps import Actor

HOST = SITES[0].host


def _told() -> tuple[dict[str, Any], list[Written]]:
    thief = Actor("x:intruder", "intrusion", HOST, "x", "entered", ips={"192.0.2.7"})
    pages = Actor("y:doorway", "intrusion", HOST, "y", "entered", ips={"66.249.66.1"}, by_others=True)
    written = [
        Written(f"{HOST}/access.log", 3, Line(60.0, b"a", thief, "upload")),
        Written(f"{HOST}/access.log", 4, Line(61.0, b"b", thief, "")),
        Written(f"{HOST}/access.log", 5, Line(62.0, b"c", pages, "doorway")),
        Written(f"{HOST}/error.log", 1, Line(0.0, b"d")),
    ]
    return compose(SITES[:2], [thief, pages], written, Told(), {"seed": 1}), written


def test_witnesses_are_the_lines_with_a_role() -> None:
    truth, _ = _told()
    first = truth["actors"][0]
    assert first["lines"] == 2
    assert first["witnesses"] == [{"file": f"{HOST}/access.log", "line_no": 3, "role": "upload"}]
    assert (first["first_seen"], first["last_seen"]) == (moment(60.0), moment(61.0))


def test_who_left_no_line_owns_no_address() -> None:
    truth, _ = _told()
    second = truth["actors"][1]
    assert second["client_ips"] == []
    assert second["also_ips"] == ["66.249.66.1"]


def test_a_site_is_entered_only_by_an_intrusion() -> None:
    truth, _ = _told()
    assert [site["entered"] for site in truth["sites"]] == [True, False]


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    truth, written = _told()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        save(truth, written, tmp_path / name)
    assert json.loads((tmp_path / "a" / "truth.json").read_text())["seed"] == 1
    for name in ("truth.json", "lines.tsv.gz"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
