"""The judge: right is right, and every way of being wrong is told."""

from __future__ import annotations

import copy
from typing import Any

from range.judge import judge, parties, table

TRUTH: dict[str, Any] = {
    "actors": [
        {
            "actor": "upload:intruder",
            "site": "a.example",
            "kind": "intrusion",
            "step": "entered",
            "accepts": [],
            "client_ips": ["192.0.2.7"],
            "also_ips": ["66.249.66.1"],
            "users": ["admin"],
            "witnesses": [{"file": "a.example/access.log.2.gz", "line_no": 12, "role": "upload"}],
        },
        {
            "actor": "upload:twin",
            "site": "b.example",
            "kind": "twin",
            "step": "",
            "accepts": [],
            "client_ips": ["198.51.100.9"],
            "also_ips": [],
            "users": [],
            "witnesses": [],
        },
    ]
}
ENTRY: dict[str, Any] = {
    "site": "a.example",
    "step": "entered",
    "behaviour": "first_seen_executable",
    "actor": {"client_ips": ["192.0.2.7"], "users": []},
    "witnesses": [{"file": "out/logs/a.example/access.log.2.gz", "line_no": 12}],
}


def _report(**changes: Any) -> dict[str, Any]:
    return {"entries": [copy.deepcopy(ENTRY) | changes]}


def test_a_right_report_is_perfect() -> None:
    scores, false = judge(TRUTH, _report())
    assert [score.perfect for score in scores] == [True]
    assert false == []


def test_silence_finds_nothing() -> None:
    scores, false = judge(TRUTH, {"entries": []})
    assert not scores[0].found
    assert false == []


def test_a_wrong_step_is_wrong_unless_accepted() -> None:
    scores, _ = judge(TRUTH, _report(step="exfiltrated"))
    assert scores[0].found
    assert not scores[0].step_right
    truth = copy.deepcopy(TRUTH)
    truth["actors"][0]["accepts"] = ["exfiltrated"]
    assert judge(truth, _report(step="exfiltrated"))[0][0].step_right


def test_naming_an_innocent_beside_the_intruder_is_wrong_but_a_crawler_may_be_named() -> None:
    innocent = {"client_ips": ["192.0.2.7", "203.0.113.5"], "users": []}
    assert not judge(TRUTH, _report(actor=innocent))[0][0].actor_right
    crawler = {"client_ips": ["192.0.2.7", "66.249.66.1"], "users": []}
    assert judge(TRUTH, _report(actor=crawler))[0][0].actor_right


def test_a_cited_line_must_be_in_that_file_and_at_that_number() -> None:
    near = [{"file": "a.example/access.log.2.gz", "line_no": 13}]
    scores, _ = judge(TRUTH, _report(witnesses=near))
    assert scores[0].found
    assert not scores[0].witness_right
    other = [{"file": "xa.example/access.log.2.gz", "line_no": 12}]
    assert not judge(TRUTH, _report(witnesses=other))[0][0].witness_right


def test_an_entry_on_a_twin_is_false_and_says_whom_it_accuses() -> None:
    actor = {"client_ips": ["198.51.100.9"], "users": []}
    scores, false = judge(TRUTH, _report(site="b.example", actor=actor, witnesses=[]))
    assert not scores[0].found
    assert [accused for _, accused in false] == ["twin upload:twin"]
    text = table(scores, false, parties(TRUTH))
    assert "FALSE entry 1" in text
    assert "0 of 1 left in peace" in text
