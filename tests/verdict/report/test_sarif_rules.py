"""Rules of the SARIF form are described in both languages, once each."""

from __future__ import annotations

from dataclasses import replace

from siaga.verdict.report.sarif_rules import rule_id, rules

from .conftest import Sample


def test_each_rule_is_described_once_in_both_languages(sample: Sample) -> None:
    result = sample("break_in")
    listed = rules(result)
    assert [rule["id"] for rule in listed] == [
        "behaviour/web_shell",
        "behaviour/privileged_session",
        "signature/secret-env-file",
        "signature/sqli-union-select",
        "signature/scanner-nikto",
        "signature/upload-php-extension",
    ]
    assert listed[0]["shortDescription"]["text"] == "Web shell in use"
    assert listed[0]["properties"]["titleId"] == "Pintu belakang (webshell) dipakai"
    assert "SQL injection" in listed[3]["help"]["text"]
    assert "injeksi SQL" in listed[3]["properties"]["helpId"]
    assert rule_id(replace(result.attempts[0], rule="")) == "signature/request_for_an_environment_file"
    assert rule_id(result.entries[0]) == listed[0]["id"]
