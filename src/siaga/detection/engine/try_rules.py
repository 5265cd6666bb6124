"""Checks rule files: `python -m siaga.detection.engine.try_rules [FOLDER…]`, for people who write rules.

Every file must parse, name what it is, and hold samples that do and don't match; exit status 1 and one
line per failure ("file: reason") when something is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from siaga.detection.engine.cache import default_folder
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_files import own_rules, rule_files
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.samples import readable, rows_of_requests
from siaga.detection.engine.slow_atoms import slow_atoms

LEVELS = ("informational", "low", "medium", "high", "critical")
MIN_SAMPLES = 2


@dataclass(frozen=True, slots=True)
class _Sample:
    """A sample line of a rule (its place in the set), and whether the rule should match it."""

    file: str
    rule: int
    text: str
    wanted: bool


def failures(folders: Sequence[Path], rule_set: RuleSet) -> list[str]:
    """Return what is wrong with the rule files, as "file: reason"."""
    files, _ = rule_files(folders)
    wrong = [f"{refused.file}: {refused.reason}" for refused in rule_set.refused]
    by_id = {rule.id: number for number, rule in enumerate(rule_set.rules)}
    samples: list[_Sample] = []
    seen: dict[str, str] = {}
    for name, content in files:
        documents = [document for document in _documents(content) if isinstance(document, dict)]
        for document in documents:
            wrong += [f"{name}: {reason}" for reason in _document_failures(name, document, seen)]
            if isinstance(own := document.get("siaga"), dict):
                folder = name.rpartition("/")[0].rpartition("/")[2] or _folder_of(name, folders)
                if own.get("family") != folder:
                    wrong.append(f"{name}: family is {own.get('family')}, the folder {folder}")
                samples += _samples(name, own, by_id.get(str(document.get("id"))))
    return sorted(wrong + _sample_failures(rule_set, samples))


def _samples(name: str, own: dict[str, Any], rule: int | None) -> list[_Sample]:
    return [
        _Sample(name, rule, text, wanted=key == "match")
        for key in ("match", "no_match")
        for text in (own.get(key) if isinstance(own.get(key), list) else None) or ()
        if isinstance(text, str) and rule is not None
    ]


def _folder_of(name: str, folders: Sequence[Path]) -> str:
    """Return the name of the folder that a file directly inside one of `folders` lies in."""
    for folder in folders:
        place = folder.resolve()
        if place.is_file() and place.name == name:
            return place.parent.name
        if (place / name).is_file():
            return place.name
    return ""


def _documents(text: str) -> list[Any]:
    try:
        return list(yaml.safe_load_all(text))
    except yaml.YAMLError:
        return []


def _document_failures(name: str, document: dict[str, Any], seen: dict[str, str]) -> list[str]:
    wrong = []
    identifier = str(document.get("id", ""))
    try:
        UUID(identifier)
    except ValueError:
        wrong.append("id is not a UUID")
    if identifier in seen:
        wrong.append(f"id is also that of {seen[identifier]}")
    seen[identifier] = name
    wrong += [f"no {key}" for key in ("title", "description") if not document.get(key)]
    if document.get("level") not in LEVELS:
        wrong.append(f"level must be one of {', '.join(LEVELS)}")
    own = document.get("siaga")
    if not isinstance(own, dict):
        return [*wrong, "no siaga: {family, match, no_match}"]
    for key in ("match", "no_match"):
        samples = own.get(key)
        if not isinstance(samples, list) or len(samples) < MIN_SAMPLES:
            wrong.append(f"fewer than {MIN_SAMPLES} {key} samples")
        elif not all(isinstance(sample, str) for sample in samples):
            wrong.append(f"a {key} sample is not text (quote it)")
    return wrong


def _sample_failures(rule_set: RuleSet, samples: list[_Sample]) -> list[str]:
    """Scan all samples at once; return those that do what they should not."""
    wrong = [
        f"{sample.file}: not an access log line: {sample.text}"
        for sample in samples
        if not readable(sample.text)
    ]
    known = [sample for sample in samples if readable(sample.text)]
    hits = Engine(rule_set).scan(rows_of_requests([sample.text for sample in known]))
    fired = set(zip(hits.row.tolist(), hits.rule.tolist(), strict=True))
    for row, sample in enumerate(known):
        if ((row, sample.rule) in fired) is not sample.wanted:
            said = "does not match its match sample" if sample.wanted else "matches its no_match sample"
            wrong.append(f"{sample.file}: {said}: {sample.text}")
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="try_rules", description="Check Sigma rule files and their samples."
    )
    parser.add_argument("folders", nargs="*", type=Path, help="folders or files (default: Siaga's own rules)")
    parser.add_argument(
        "--request", action="append", default=[], help="print the rules that fire on this line"
    )
    parser.add_argument("--slow", action="store_true", help="list patterns that are dear or unspecific")
    chosen = parser.parse_args(arguments)
    own = own_rules()
    folders = chosen.folders or ([own] if own else [])
    rule_set = RuleSet.load(folders, default_folder())
    out = sys.stdout
    for request in chosen.request:
        hits = Engine(rule_set).scan(rows_of_requests([request]))
        for number in hits.rule.tolist():
            rule = rule_set.rules[number]
            out.write(f"{rule.file}: {rule.title} ({rule.level})\n")
        out.write(f"{len(hits)} rules fire on {request}\n")
    if chosen.slow:
        out.writelines(f"{line}\n" for line in slow_atoms(rule_set))
    if chosen.request or chosen.slow:
        return 0
    wrong = failures(folders, rule_set)
    out.writelines(f"{line}\n" for line in wrong)
    out.write(f"{len(rule_set.rules)} rules, {len(rule_set.atoms)} patterns, {len(wrong)} failures\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
