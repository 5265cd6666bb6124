"""The JSON form keeps its schema, loses nothing of the result and is the same every time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from siaga.verdict.report.json_report import to_json
from siaga.verdict.result import CheckResult

from .conftest import Sample

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "siaga.check-1.schema.json"


def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


def test_every_result_keeps_the_schema(every_sample: CheckResult) -> None:
    validator = Draft202012Validator(schema(), format_checker=FormatChecker())
    assert list(validator.iter_errors(json.loads(to_json(every_sample)))) == []


def test_the_schema_is_valid_and_strict_everywhere() -> None:
    Draft202012Validator.check_schema(schema())
    loose = [place for place, node in nodes(schema(), "") if "properties" in node and not strict(node)]
    assert loose == []


def strict(node: dict[str, Any]) -> bool:
    return node.get("additionalProperties") is False and set(node["required"]) == set(node["properties"])


def nodes(node: object, place: str) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(node, list):
        return [found for index, item in enumerate(node) for found in nodes(item, f"{place}/{index}")]
    if not isinstance(node, dict):
        return []
    below = [found for key, item in node.items() for found in nodes(item, f"{place}/{key}")]
    return [(place, node), *below] if node.get("type") == "object" else below


def test_every_field_is_described() -> None:
    dumb = [
        f"{place}/{name}"
        for place, node in nodes(schema(), "")
        for name, field in node.get("properties", {}).items()
        if not ({"description", "$ref", "const"} & field.keys())
    ]
    assert dumb == []


@pytest.mark.parametrize("key", ["sites", "entries", "lines", "verdict", "blind_spots", "rule_set"])
def test_a_missing_field_is_refused(sample: Sample, key: str) -> None:
    document = json.loads(to_json(sample("break_in")))
    del document[key]
    assert not Draft202012Validator(schema()).is_valid(document)


def test_the_names_that_the_issue_fixes_are_there(sample: Sample) -> None:
    document = json.loads(to_json(sample("break_in")))
    entry, site = document["entries"][0], document["sites"][0]
    assert document["schema"] == "siaga.check/1"
    assert site["gaps"][0] == {
        "from": "2026-11-12T03:00:00Z",
        "to": "2026-11-14T09:00:00Z",
        "source": "kelurahan-contoh.example/access.log",
        "cause": "rotation_missing",
    }
    assert document["sites"][1]["clock_skew_seconds"]["dinas-contoh.example/auth.log"] == 18_000.0
    assert site["coverage"]["share"] == 0.934
    assert (entry["step"], entry["confidence"]) == ("exfiltrated", "confirmed")
    assert entry["actor"] == {"client_ips": ["198.51.100.23", "203.0.113.77"], "users": ["admin"]}
    witness = entry["witnesses"][1]
    start, end = witness["marks"][0]
    assert witness["text"][start:end] == "/unggahan/foto/kegiatan.php?cari=id"
    assert witness["time"] == "2026-11-20T19:14:07Z"
    assert document["lines"]["total"] == sum(one["total"] for one in document["lines"]["sources"])
    assert document["attempts"][1]["reached"] == 1


def test_it_ends_in_one_newline_and_never_changes(every_sample: CheckResult) -> None:
    first, second = to_json(every_sample), to_json(every_sample)
    assert first == second
    assert first.endswith(b"}\n")


def test_hostile_text_stays_exact_but_steers_nothing(sample: Sample) -> None:
    written = to_json(sample("hostile"))
    text = written.decode("utf-8")
    assert not any(bad in text for bad in "\x1b\x9b\x00\x07\u202e\u200b")
    assert json.loads(written)["entries"][0]["witnesses"][0]["text"] == sample("hostile").entries[0].why


def test_a_name_that_is_not_utf8_is_written_as_escapes(sample: Sample) -> None:
    places = [one["place"] for one in json.loads(to_json(sample("hostile")))["unreadable"]]
    assert "name-\\xff.log" in places


def test_a_line_without_a_time_has_null(sample: Sample) -> None:
    entry = json.loads(to_json(sample("hostile")))["entries"][0]
    assert entry["first_seen"] is None
    assert entry["last_seen"] is None


def test_why_an_input_was_not_read_is_told_in_both_languages(sample: Sample) -> None:
    result = sample("hostile")
    written = json.loads(to_json(result))["unreadable"]
    assert [one["reason_id"] for one in written] == [told for _, _, told in result.unreadable]
