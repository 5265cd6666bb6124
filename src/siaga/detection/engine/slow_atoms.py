"""Names patterns that cost time in harmless text: those found too often."""

from __future__ import annotations

from siaga.detection.engine.condition import atoms_of
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.harmless import harmless_rows
from siaga.detection.engine.rule_set import RuleSet

MAX_SHARE = 0.02
"""A trigger found in a larger share of harmless lines than this is unspecific."""


def slow_atoms(rule_set: RuleSet) -> list[str]:
    """Return one line for each trigger found too often in harmless lines, with a rule that uses it."""
    rows = harmless_rows()
    found = Engine(rule_set).triggers_found(rows)
    users: dict[int, str] = {}
    for rule in reversed(rule_set.rules):
        users |= dict.fromkeys(atoms_of(rule.node), rule.file)
    lines = []
    for number in sorted(rule_set.plan.candidates):
        atom = rule_set.atoms[number]
        share = found[number] / len(rows)
        if share > MAX_SHARE:
            where = atom.column or atom.kind
            lines.append(
                f"{users[number]}: {where} {(atom.scan or atom.scan_unusual)[:120]}: "
                f"found in {share:.0%} of harmless lines"
            )
    lines += [
        f"{rule_set.rules[rule].file}: no pattern that must be there: looked at on every line"
        for rule in rule_set.plan.always
    ]
    return lines
