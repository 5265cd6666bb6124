"""A loaded, compiled rule set: from folders of Sigma files, or from the cache when nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from siaga.detection.engine import cache
from siaga.detection.engine.condition import atoms_of
from siaga.detection.engine.plan import Plan, plan_of
from siaga.detection.engine.probe import Probe
from siaga.detection.engine.rule import Atom, Correlation, Refused, Rule, Rules
from siaga.detection.engine.rule_files import RuleFile, rule_files
from siaga.detection.engine.scanner import Library, Pattern, PatternsError, Scanner

try:
    from siaga.detection.engine.hyperscan_library import HyperscanLibrary

    _DEFAULT: type[Library] = HyperscanLibrary
except ImportError:  # no wheel for this machine
    from siaga.detection.engine.re2_library import Re2Library

    _DEFAULT = Re2Library

Scanners = dict[str, Scanner]
"""Compiled patterns by "column/pass"; see ColumnPlan for the passes."""


@dataclass(slots=True)
class RuleSet:
    """Rules ready to run. `digest` is SHA-256 (hex) over the names and texts of all rule files."""

    rules: list[Rule]
    correlations: list[Correlation]
    refused: list[Refused]
    atoms: list[Atom]
    digest: str
    plan: Plan
    scanners: Scanners

    @classmethod
    def load(
        cls, folders: Sequence[Path], cache_folder: Path | None = None, library: Library | None = None
    ) -> RuleSet:
        """Load all rule files below the folders; a rule that can't be run is in `refused`.

        `cache_folder`: where compiled rule sets are kept; None compiles anew. A cache that is damaged,
        foreign or can't be written costs time, never the result.
        """
        library = library or _DEFAULT()
        files, refused = rule_files(folders)
        digest = digest_of(files)
        key = cache.key_of(digest, library.name)
        if cache_folder is not None and (content := cache.read(cache_folder, key)) is not None:
            restored = _restored(content, digest, library)
            if restored is not None:
                restored.refused = refused + restored.refused
                return restored
        made = _compiled(files, digest, library)
        if cache_folder is not None:
            stored = {name: scanner.stored() for name, scanner in made.scanners.items()}
            cache.write(cache_folder, key, cache.Content(made.loaded(), stored))
        made.refused = refused + made.refused
        return made

    def loaded(self) -> Rules:
        """Return what was loaded, without its compiled form."""
        return Rules(self.atoms, self.rules, self.correlations, self.refused)

    def probes(self) -> list[Probe]:
        """Return what to look for where; keywords ("line") also in what canonical text clients wrote."""
        probes: list[Probe] = []
        for column, plan in self.plan.columns.items():
            first, unusual, second = (
                self.scanners.get(f"{column}/{which}") for which in ("first", "unusual", "second")
            )
            if column == "line":
                probes.append(Probe(plan, "line", first, unusual, second, canonical=False))
                probes += [
                    Probe(plan, text, first, unusual, second, raw=False)
                    for text in ("uri", "referrer", "user_agent")
                ]
            else:
                probes.append(Probe(plan, column, first, unusual, second))
        return probes


def digest_of(files: Sequence[RuleFile]) -> str:
    """Return SHA-256 (hex) over names and texts, each after its length so that none can run together."""
    digest = hashlib.sha256()
    for name, text in files:
        for part in (name.encode(), text.encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _compiled(files: Sequence[RuleFile], digest: str, library: Library) -> RuleSet:
    # pySigma takes longer to import than everything else; a warm start never comes here
    from siaga.detection.engine.loading import parsed_rules  # noqa: PLC0415

    return ready(parsed_rules(files), digest, library)


def ready(rules: Rules, digest: str, library: Library) -> RuleSet:
    """Compile parsed rules; rules with a pattern that the library can't compile are refused."""
    while True:
        plan = plan_of(rules)
        scanners: Scanners = {}
        reasons: dict[int, str] = {}
        for name, patterns in _patterns(plan).items():
            try:
                scanners[name] = library.compile(patterns)
            except PatternsError as error:
                reasons |= error.reasons
        if not reasons:
            return RuleSet(
                rules.rules, rules.correlations, rules.refused, rules.atoms, digest, plan, scanners
            )
        rules = _without(rules, reasons)


def _patterns(plan: Plan) -> dict[str, list[Pattern]]:
    passes = {
        f"{name}/{which}": patterns
        for name, column in plan.columns.items()
        for which, patterns in (
            ("first", column.first),
            ("unusual", column.unusual),
            ("second", column.second),
        )
    }
    return {name: patterns for name, patterns in passes.items() if patterns}


def _without(rules: Rules, reasons: dict[int, str]) -> Rules:
    refused = list(rules.refused)
    kept: list[Rule] = []
    for rule in rules.rules:
        bad = sorted(atoms_of(rule.node) & reasons.keys())
        if bad:
            refused.append(Refused(rule.file, rule.title, reasons[bad[0]]))
        else:
            kept.append(rule)
    return replace(rules, rules=kept, refused=refused)


def _restored(content: cache.Content, digest: str, library: Library) -> RuleSet | None:
    rules = content.rules
    plan = plan_of(rules)
    try:
        scanners = {
            name: library.restore(content.scanners[name], patterns)
            for name, patterns in _patterns(plan).items()
        }
    except (ValueError, KeyError):
        return None
    return RuleSet(rules.rules, rules.correlations, rules.refused, rules.atoms, digest, plan, scanners)
