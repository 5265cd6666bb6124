"""Parses Sigma files with pySigma; what can't be run is kept with its reason, never skipped in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import yaml
from sigma.collection import SigmaCollection
from sigma.correlations import SigmaCorrelationRule
from sigma.exceptions import SigmaError
from sigma.rule import SigmaRule

from siaga.detection.engine.correlation_rules import correlation_of
from siaga.detection.engine.rule import Atom, Refused, Rule, Rules
from siaga.detection.engine.rule_files import RuleFile
from siaga.detection.engine.translate import UnsupportedError, translated


def parsed_rules(files: Sequence[RuleFile]) -> Rules:
    """Parse rule files; every rule of every file ends either in `rules`/`correlations` or in `refused`."""
    rules = Rules()
    atoms: dict[Atom, int] = {}
    correlations: list[tuple[str, SigmaCorrelationRule]] = []
    for name, text in files:
        for parsed in _collection(name, text, rules.refused):
            if isinstance(parsed, SigmaCorrelationRule):
                correlations.append((name, parsed))
            else:
                _add(name, parsed, rules, atoms)
    known = {rule.id: rule for rule in rules.rules} | {rule.name: rule for rule in rules.rules if rule.name}
    for name, correlation in correlations:
        try:
            rules.correlations.append(correlation_of(name, correlation, known))
        except UnsupportedError as error:
            rules.refused.append(Refused(name, correlation.title, _sentence(error)))
    rules.atoms = list(atoms)
    unique_ids(rules)
    return rules


def _collection(name: str, text: str, refused: list[Refused]) -> list[SigmaRule | SigmaCorrelationRule]:
    try:
        documents = list(yaml.load_all(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        if not all(isinstance(document, dict) for document in documents if document is not None):
            refused.append(Refused(name, "", "it is not a Sigma rule: a YAML mapping is wanted"))
            return []
        collection = SigmaCollection.from_dicts(documents, collect_errors=True, resolve_references=False)
    except yaml.YAMLError as error:
        refused.append(Refused(name, "", f"it is not YAML: {_reason(error)}"))
        return []
    except (SigmaError, RecursionError, ValueError, TypeError, AttributeError, KeyError) as error:
        # pySigma lets a few malformed documents out as plain Python errors
        refused.append(Refused(name, "", f"it is not a Sigma rule: {_reason(error)}"))
        return []
    known = [error for rule in collection.rules for error in rule.errors]
    refused += [Refused(name, "", _sentence(error)) for error in collection.errors if error not in known]
    return list(collection.rules)


def _add(name: str, parsed: SigmaRule, rules: Rules, atoms: dict[Atom, int]) -> None:
    if parsed.errors:
        rules.refused.append(Refused(name, parsed.title, _sentence(parsed.errors[0])))
        return
    before = len(atoms)
    try:
        node = translated(parsed, lambda atom: atoms.setdefault(atom, len(atoms)))
    except UnsupportedError as error:
        for atom in list(atoms)[before:]:
            del atoms[atom]
        rules.refused.append(Refused(name, parsed.title, _sentence(error)))
        return
    rules.rules.append(
        Rule(
            id=str(parsed.id or name),
            name=parsed.name or "",
            title=parsed.title,
            family=family_of(name, parsed.custom_attributes),
            level=parsed.level.name.lower() if parsed.level else "",
            file=name,
            tags=tuple(str(tag) for tag in parsed.tags),
            description=parsed.description or "",
            node=node,
        )
    )


def family_of(name: str, attributes: dict[str, Any]) -> str:
    """Return the family a rule names in its own attribute, else the folder it lies in."""
    own = attributes.get("siaga")
    if isinstance(own, dict) and isinstance(own.get("family"), str):
        return str(own["family"])
    return name.rpartition("/")[0].rpartition("/")[2] or "other"


def unique_ids(rules: Rules) -> None:
    """Give a rule whose id is taken already an id of its own, so that reports can tell them apart."""
    taken: set[str] = set()
    for at, rule in enumerate(rules.rules):
        if rule.id in taken:
            rules.rules[at] = replace(rule, id=f"{rule.id}#{rule.file}")
        taken.add(rules.rules[at].id)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _sentence(error: Exception) -> str:
    text = _reason(error)
    if "invalid perl operator: (?" in text or "invalid escape sequence" in text:
        return f"regular expression outside the linear-time subset: {text}"
    return text
