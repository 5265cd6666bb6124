"""Feeds signature hits to the correlation rules, per source, and tells what began to hold as notices."""

from __future__ import annotations

from collections import Counter

import numpy as np

from siaga.detection.engine.correlations import Correlator
from siaga.detection.engine.engine import Hits
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.ledger.digest import Digest
from siaga.detection.ledger.drafts import raw_lines
from siaga.detection.ledger.moves import Place
from siaga.detection.scene.witnesses import line_witness
from siaga.findings.shape import Notice, Witness
from siaga.intake.block import LogFile

MOST = 50
"""Notices per correlation rule: more would tell the same story."""


class Correlations:
    """The state of all correlation rules of a check; does nothing where the rule set has none."""

    def __init__(self, rule_set: RuleSet | None) -> None:
        self._rule_set = rule_set if rule_set is not None and rule_set.correlations else None
        self._by_source: dict[str, Correlator] = {}
        self._told: Counter[str] = Counter()
        self.notices: list[Notice] = []

    def feed(self, file: LogFile, digest: Digest, site: str) -> None:
        """Take one block's hits; blocks of one source come in order."""
        if self._rule_set is None:
            return
        correlator = self._by_source.setdefault(file.source, Correlator(self._rule_set))
        for found in correlator.feed(digest.rows, Hits(digest.hit_row, digest.hit_rule)):
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
                    (_line(file, digest, found.row, found.last_seen_us),),
                )
            )


def _line(file: LogFile, digest: Digest, row: int, time_us: int) -> Witness:
    lines = digest.rows.lines
    place = Place(file.name, int(lines.number[row]), int(lines.offset[row]))
    (raw,) = raw_lines(digest, np.array([row]))
    return line_witness(place, raw, "correlation", time_us)
