"""The rules of a SARIF run: one descriptor per behaviour and per signature that found something."""

from __future__ import annotations

from siaga.findings.shape import Attempt, Entry
from siaga.verdict.report.json_report import Json
from siaga.verdict.report.language import slug, words_of
from siaga.verdict.result import CheckResult


def rule_id(item: Entry | Attempt) -> str:
    """Return the stable id of what found this: `behaviour/…` for entries, `signature/…` for attempts."""
    if isinstance(item, Entry):
        return f"behaviour/{item.behaviour}"
    return f"signature/{item.rule or slug(item.title)}"


def rules(result: CheckResult) -> list[Json]:
    """Describe every rule that the results refer to, in the order in which they do."""
    found: dict[str, Json] = {}
    for entry in result.entries:
        found.setdefault(rule_id(entry), _behaviour(entry))
    for attempt in result.attempts:
        found.setdefault(rule_id(attempt), _signature(attempt))
    return list(found.values())


def _behaviour(entry: Entry) -> Json:
    english, indonesian = words_of("en"), words_of("id")
    return _described(
        rule_id(entry),
        english.named("behaviour", entry.behaviour),
        english("sarif.entry_help"),
        indonesian.named("behaviour", entry.behaviour),
        indonesian("sarif.entry_help"),
        "error",
    )


def _signature(attempt: Attempt) -> Json:
    english, indonesian = words_of("en"), words_of("id")
    family = indonesian.named("family", attempt.family)
    return _described(
        rule_id(attempt),
        attempt.title,
        english("sarif.attempt_help", family=english.named("family", attempt.family), level=attempt.level),
        f"{attempt.title} ({family})",
        indonesian("sarif.attempt_help", family=family, level=indonesian.named("level", attempt.level)),
        "note",
    )


def _described(name: str, title: str, text: str, title_id: str, text_id: str, level: str) -> Json:
    return {
        "id": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": text},
        "help": {"text": text},
        "defaultConfiguration": {"level": level},
        "properties": {"titleId": title_id, "helpId": text_id},
    }
