"""Feeds signature hits to the correlation rules, per source, and tells what began to hold as notices."""

from __future__ import annotations

from collections import Counter

from siaga.detection.engine.correlations import Correlator
from siaga.detection.engine.engine import Hits
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.ledger.moves import Place
from siaga.detection.scene.witnesses import line_witness
from siaga.findings.shape import Notice, Witness
from siaga.intake.rows import AccessRows
from siaga.verdict.check.parsed import Parsed

MOST = 50
"""Notices per correlation rule: more would tell the same story."""


class Correlations:
    """The state of all correlation rules of a check; does nothing where the rule set has none."""

    def __init__(self, rule_set: RuleSet | None) -> None:
        self._rule_set = rule_set if rule_set is not None and rule_set.correlations else None
        self._by_source: dict[str, Correlator] = {}
        self._told: Counter[str] = Counter()
        self.notices: list[Notice] = []

    def feed(self, parsed: Parsed, rows: AccessRows, site: str) -> None:
        """Take one block's hits; blocks of one source come in order."""
        if self._rule_set is None:
            return
        source = parsed.file.source
        correlator = self._by_source.setdefault(source, Correlator(self._rule_set))
        for found in correlator.feed(rows, Hits(parsed.hits.row, parsed.hits.rule)):
            rule = found.correlation
            self._told[rule.id] += 1
            if self._told[rule.id] > MOST:
                continue
            title, count = rule.title, found.count
            self.notices.append(
                Notice(
                    site,
                    "correlation",
                    f"Correlation rule “{title}” holds: {count} within its time span.",
                    f"Aturan korelasi “{title}” terpenuhi: {count} dalam rentang waktunya.",
                    (self._line(parsed, rows, found.row, found.last_seen_us),),
                )
            )

    @staticmethod
    def _line(parsed: Parsed, rows: AccessRows, row: int, time_us: int) -> Witness:
        number, offset = int(rows.lines.number[row]), int(rows.lines.offset[row])
        start = offset - rows.block.offset
        raw = (
            rows.block.data[start : start + int(rows.lines.length[row])]
            if parsed.raw is None
            else parsed.raw.get(row, b"")
        )
        return line_witness(Place(parsed.file.name, number, offset), raw, "correlation", time_us)
