"""The report as JSON, schema `siaga.check/1` (docs/schemas/siaga.check-1.schema.json)."""

from __future__ import annotations

import re
from typing import Any, Final

import orjson

from siaga.findings.shape import Actor, Attempt, Entry, Notice, Signal, Witness
from siaga.verdict.report.language import LANGUAGES, words_of
from siaga.verdict.report.moments import utc_stamp
from siaga.verdict.report.overview import overall_share
from siaga.verdict.report.plain_text import unicode_text
from siaga.verdict.result import CheckResult, LineCounts, SiteSummary, SourceSummary

SCHEMA: Final = "siaga.check/1"

Json = dict[str, Any]

# Left raw, these would steer a terminal or an editor that shows the file (C1 controls, bidi, joiners).
_STEERING: Final = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def to_json(result: CheckResult) -> bytes:
    """Write the whole result as indented UTF-8 JSON that ends in a newline; same result, same bytes."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return dump(report(result), options)


def dump(document: Json, options: int) -> bytes:
    """Serialise a document; characters that could steer what shows it are written as JSON escapes."""
    text = orjson.dumps(_clean(document), option=options).decode("utf-8")
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode("utf-8")


def report(result: CheckResult) -> Json:
    """Build the document of schema siaga.check/1."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "siaga", "version": result.version},
        "verdict": result.verdict,
        "verdict_text": {code: words_of(code)(f"verdict.{result.verdict}") for code in LANGUAGES},
        "coverage_share": _share(overall_share(result.sites)),
        "sites": [_site(site) for site in result.sites],
        "entries": [_entry(entry) for entry in result.entries],
        "attempts": [_attempt(attempt) for attempt in result.attempts],
        "attack_hours": [
            {"site": site, "hour": utc_stamp(hour), "lines": lines}
            for site, hour, lines in result.attack_hours
        ],
        "notices": [_notice(notice) for notice in result.notices],
        "lines": _lines(result.lines, result.sites),
        "blind_spots": [
            {"code": spot.code, "site": spot.site or None, "text": spot.text, "text_id": spot.text_id}
            for spot in result.blind_spots
        ],
        "unreadable": [
            {"place": place, "reason": reason, "reason_id": reason_id}
            for place, reason, reason_id in result.unreadable
        ],
        "rule_set": {
            "rules": result.rule_set.rules,
            "behaviours": result.rule_set.behaviours,
            "digest": result.rule_set.digest,
            "refused": [{"rule": rule, "reason": reason} for rule, reason in result.rule_set.refused],
        },
    }


def witness_document(witness: Witness) -> Json:
    """Write one cited line; `marks` are half-open character ranges of `text`."""
    return {
        "file": witness.file,
        "line_no": witness.line_no,
        "offset": witness.offset,
        "sha256": witness.sha256,
        "text": witness.text,
        "role": witness.role,
        "time": utc_stamp(witness.time_us),
        "marks": [list(mark) for mark in witness.marks],
    }


def _site(site: SiteSummary) -> Json:
    coverage = site.coverage
    return {
        "site": site.site,
        "verdict": site.verdict,
        "coverage": {
            "share": _share(coverage.share),
            "from": utc_stamp(coverage.from_us),
            "to": utc_stamp(coverage.to_us),
            "hours_seen": coverage.hours_seen,
            "hours_expected": coverage.hours_expected,
            "grades": [{"grade": grade, "share": _share(share)} for grade, share in coverage.grades],
        },
        "gaps": [
            {
                "from": utc_stamp(gap.from_us),
                "to": utc_stamp(gap.to_us),
                "source": gap.source,
                "cause": gap.cause,
            }
            for gap in site.gaps
        ],
        "clock_skew_seconds": {source.name: source.clock_skew_seconds for source in site.sources},
        "sources": [_source(source) for source in site.sources],
    }


def _source(source: SourceSummary) -> Json:
    return {
        "source": source.name,
        "kind": source.kind,
        "format": source.format,
        "files": list(source.files),
        "first_seen": utc_stamp(source.first_seen_us),
        "last_seen": utc_stamp(source.last_seen_us),
        "coverage": _share(source.coverage),
        "clock_skew_seconds": source.clock_skew_seconds,
        "hours": [{"hour": utc_stamp(hour), "lines": lines} for hour, lines in source.hours],
        "unreadable": list(source.unreadable),
    }


def _seen(item: Entry | Signal | Attempt) -> Json:
    return {"first_seen": utc_stamp(item.first_seen_us), "last_seen": utc_stamp(item.last_seen_us)}


def _actor(actor: Actor) -> Json:
    return {"client_ips": list(actor.client_ips), "users": list(actor.users)}


def _finding(item: Entry | Signal) -> Json:
    return {
        "site": item.site,
        "step": item.step,
        "confidence": item.confidence,
        "behaviour": item.behaviour,
        "actor": _actor(item.actor),
        **_seen(item),
        "why": item.why,
        "why_id": item.why_id,
        "witnesses": [witness_document(witness) for witness in item.witnesses],
    }


def _entry(entry: Entry) -> Json:
    signals = [{**_finding(signal), "links": list(signal.links)} for signal in entry.signals]
    return {**_finding(entry), "signals": signals}


def _attempt(attempt: Attempt) -> Json:
    return {
        "site": attempt.site,
        "rule": attempt.rule,
        "title": attempt.title,
        "family": attempt.family,
        "level": attempt.level,
        "client_ips": list(attempt.client_ips),
        "clients": attempt.clients,
        "lines": attempt.lines,
        "reached": attempt.reached,
        **_seen(attempt),
        "examples": [witness_document(witness) for witness in attempt.examples],
    }


def _notice(notice: Notice) -> Json:
    return {
        "site": notice.site or None,
        "behaviour": notice.behaviour,
        "text": notice.text,
        "text_id": notice.text_id,
        "witnesses": [witness_document(witness) for witness in notice.witnesses],
    }


def _lines(lines: LineCounts, sites: tuple[SiteSummary, ...]) -> Json:
    return {
        "total": lines.total,
        "parsed": lines.parsed,
        "unparsed": lines.unparsed,
        "blank": lines.blank,
        "headers": lines.headers,
        "over_long": lines.over_long,
        "invalid_utf8": lines.invalid_utf8,
        "sources": [
            {
                "site": site.site,
                "source": source.name,
                "total": source.lines,
                "parsed": source.parsed,
                "unparsed": source.unparsed,
                "blank": source.blank,
                "over_long": source.over_long,
                "invalid_utf8": source.invalid_utf8,
            }
            for site in sites
            for source in site.sources
        ],
    }


def _share(value: float) -> float:
    # Six decimals: more would print the noise of floating-point sums.
    return round(value, 6)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return unicode_text(value)
    if isinstance(value, dict):
        return {unicode_text(str(key)): _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value
