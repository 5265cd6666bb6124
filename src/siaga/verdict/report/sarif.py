"""The report as SARIF 2.1.0 (OASIS), for code-scanning and ticket systems that read it."""

from __future__ import annotations

import hashlib
from typing import Any, Final
from urllib.parse import quote

import orjson

from siaga.findings.shape import Attempt, Entry, Witness
from siaga.verdict.report.excerpt import merged_marks
from siaga.verdict.report.json_report import Json, dump
from siaga.verdict.report.language import words_of
from siaga.verdict.report.moments import utc_stamp
from siaga.verdict.report.overview import overall_share
from siaga.verdict.report.plain_text import unicode_text
from siaga.verdict.report.sarif_rules import rule_id, rules
from siaga.verdict.result import CheckResult

VERSION: Final = "2.1.0"
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
TEXT_LIMIT: Final = 4000
"""`Witness.text` is cut here (characters): beyond it a line's byte length is not known from its text."""


def to_sarif(result: CheckResult) -> bytes:
    """Write entries (error) and attempts (warning where answered, else note) as one SARIF run."""
    listed = rules(result)
    index = {rule["id"]: place for place, rule in enumerate(listed)}
    results = [_entry(entry, index) for entry in result.entries]
    results += [_attempt(attempt, index) for attempt in result.attempts]
    driver = {"name": "siaga", "version": result.version, "language": "en", "rules": listed}
    run: Json = {
        "tool": {"driver": driver},
        "language": "en",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result)],
        "results": results,
        "properties": {
            "verdict": result.verdict,
            "verdictText": words_of("en")(f"verdict.{result.verdict}"),
            "verdictTextId": words_of("id")(f"verdict.{result.verdict}"),
            "coverageShare": round(overall_share(result.sites), 6),
            "ruleSetDigest": result.rule_set.digest,
            "blindSpots": [spot.text for spot in result.blind_spots],
        },
    }
    document = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return dump(document, orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _invocation(result: CheckResult) -> Json:
    notes = [
        {
            "level": "warning",
            "message": {"text": f"Could not be read: {reason}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": artifact_uri(place)}}}],
        }
        for place, reason, _ in result.unreadable
    ]
    notes += [
        {"level": "note", "message": {"text": f"Rule {rule} was not run: {reason}"}}
        for rule, reason in result.rule_set.refused
    ]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _entry(entry: Entry, index: dict[str, int]) -> Json:
    rule = rule_id(entry)
    return _result(
        rule,
        index,
        "error",
        f"{entry.why} (site {entry.site}, step {entry.step}, {entry.confidence})",
        entry.witnesses,
        ("entry", entry.site, entry.behaviour, *entry.actor.client_ips, *entry.actor.users),
        {
            "site": entry.site,
            "step": entry.step,
            "confidence": entry.confidence,
            "clientIps": list(entry.actor.client_ips),
            "users": list(entry.actor.users),
            "firstSeen": utc_stamp(entry.first_seen_us),
            "lastSeen": utc_stamp(entry.last_seen_us),
            "whyId": entry.why_id,
        },
    )


def _attempt(attempt: Attempt, index: dict[str, int]) -> Json:
    return _result(
        rule_id(attempt),
        index,
        "warning" if attempt.reached else "note",
        f"{attempt.title}: {attempt.lines} lines from {attempt.clients} addresses on {attempt.site}, "
        f"{attempt.reached} of them answered. An attempt, not by itself an entry.",
        attempt.examples,
        ("attempt", attempt.site, rule_id(attempt)),
        {
            "site": attempt.site,
            "step": "reached" if attempt.reached else "attempt",
            "lines": attempt.lines,
            "reached": attempt.reached,
            "clients": attempt.clients,
            "clientIps": list(attempt.client_ips),
            "firstSeen": utc_stamp(attempt.first_seen_us),
            "lastSeen": utc_stamp(attempt.last_seen_us),
        },
    )


def _result(
    rule: str,
    index: dict[str, int],
    level: str,
    text: str,
    witnesses: tuple[Witness, ...],
    identity: tuple[str, ...],
    properties: Json,
) -> Json:
    digest = hashlib.sha256("\0".join(identity).encode("utf-8", "surrogatepass")).hexdigest()
    prints = {"siagaFinding/v1": digest}
    if witnesses:
        prints["siagaLine/v1"] = witnesses[0].sha256
    found: Json = {
        "ruleId": rule,
        "ruleIndex": index[rule],
        "kind": "fail",
        "level": level,
        "message": {"text": text},
        "locations": [_location(witness) for witness in witnesses[:1]],
        "partialFingerprints": prints,
        "properties": properties,
    }
    if len(witnesses) > 1:
        # One result, one location (SARIF 3.27.12); the other witnesses tell the same story.
        found["relatedLocations"] = [
            {"id": number, "message": {"text": witness.role}, **_location(witness)}
            for number, witness in enumerate(witnesses[1:], 1)
        ]
    return found


def _location(witness: Witness) -> Json:
    region: Json = {"startLine": witness.line_no, "byteOffset": witness.offset}
    marks = merged_marks(len(witness.text), witness.marks)
    # Columns and byte counts are exact only while the text holds no escapes and is not cut.
    if "\\x" not in witness.text and len(witness.text) < TEXT_LIMIT:
        region["byteLength"] = len(witness.text.encode("utf-8", "surrogatepass"))
    region["snippet"] = {"text": witness.text}
    properties: dict[str, Any] = {"sha256": witness.sha256, "time": utc_stamp(witness.time_us)}
    properties["marks"] = [list(mark) for mark in marks]
    return {
        "physicalLocation": {"artifactLocation": {"uri": artifact_uri(witness.file)}, "region": region},
        "properties": {**properties, "role": witness.role},
    }


def artifact_uri(place: str) -> str:
    """Return a file name as a URI reference (RFC 3986): relative as it is, absolute as file://."""
    try:
        raw = place.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raw = unicode_text(place).encode("utf-8")
    encoded = quote(raw, safe="/!")
    if place.startswith("/"):
        return "file:///" + encoded.lstrip("/")
    return encoded or "-"
