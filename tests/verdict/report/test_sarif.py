"""The SARIF form has the structure that SARIF 2.1.0 asks for and points at the very bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from siaga.verdict.report.sarif import artifact_uri, to_sarif
from siaga.verdict.result import CheckResult

from .conftest import Sample

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
REGION = {
    "type": "object",
    "required": ["startLine", "byteOffset", "snippet"],
    "properties": {
        "startLine": {"type": "integer", "minimum": 1},
        "byteOffset": {"type": "integer", "minimum": 0},
        "byteLength": {"type": "integer", "minimum": 0},
        "snippet": {"type": "object", "required": ["text"]},
    },
}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "properties": {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9%._~!/:-]+$"}},
                },
                "region": REGION,
            },
        },
        "message": TEXT,
        "id": {"type": "integer", "minimum": 1},
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    "properties": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
        "message": TEXT,
        "locations": {"type": "array", "maxItems": 1, "items": LOCATION},
        "relatedLocations": {"type": "array", "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription", "help"],
    "properties": {"shortDescription": TEXT, "fullDescription": TEXT, "help": TEXT},
}
SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results", "invocations"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {"type": "array", "items": RULE, "uniqueItems": True}
                                },
                            }
                        },
                    },
                    "results": {"type": "array", "items": RESULT},
                    "invocations": {"type": "array", "items": {"required": ["executionSuccessful"]}},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                },
            },
        },
    },
}


def run(result: CheckResult) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_sarif(result))["runs"][0]
    return found


def test_every_result_has_the_structure_of_sarif(every_sample: CheckResult) -> None:
    document = json.loads(to_sarif(every_sample))
    errors = [error.message[:300] for error in Draft202012Validator(SARIF).iter_errors(document)]
    assert errors == []


def test_every_result_names_its_rule(every_sample: CheckResult) -> None:
    found = run(every_sample)
    rules = found["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in found["results"])
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_entries_are_errors_and_attempts_never_are(sample: Sample) -> None:
    levels = [(one["ruleId"].split("/")[0], one["level"]) for one in run(sample("break_in"))["results"]]
    assert levels[:2] == [("behaviour", "error"), ("behaviour", "error")]
    assert set(levels[2:]) == {("signature", "warning"), ("signature", "note")}


def test_a_location_points_at_the_bytes_of_the_line(sample: Sample) -> None:
    witness = sample("break_in").entries[0].witnesses[0]
    location = run(sample("break_in"))["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == witness.file
    assert location["region"]["startLine"] == witness.line_no
    assert location["region"]["byteOffset"] == witness.offset
    assert location["region"]["byteLength"] == len(witness.text)


def test_a_finding_keeps_its_fingerprint_and_others_differ(sample: Sample) -> None:
    results = run(sample("break_in"))["results"]
    prints = [one["partialFingerprints"]["siagaFinding/v1"] for one in results]
    assert len(set(prints)) == len(prints)
    assert to_sarif(sample("break_in")) == to_sarif(sample("break_in"))


def test_unread_inputs_and_refused_rules_are_told(sample: Sample) -> None:
    notes = run(sample("break_in"))["invocations"][0]["toolExecutionNotifications"]
    assert [note["level"] for note in notes] == ["warning", "note"]


@pytest.mark.parametrize(
    ("place", "uri"),
    [
        ("logs.tar!a/access.log", "logs.tar!a/access.log"),
        ("/var/log/a b.log", "file:///var/log/a%20b.log"),
        ("x:y#1?.log", "x%3Ay%231%3F.log"),
        ("name-\udcff.log", "name-%FF.log"),
        ("\ud800", "%5Cud800"),
        ("", "-"),
    ],
)
def test_file_names_become_uris(place: str, uri: str) -> None:
    assert artifact_uri(place) == uri
