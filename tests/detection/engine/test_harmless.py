"""How common a pattern is, judged on made-up harmless requests."""

from __future__ import annotations

import re2

from siaga.detection.engine.harmless import harmless_rows, share_of_harmless


def test_shares() -> None:
    assert share_of_harmless("method", re2.compile("^GET$")) == 0.7
    assert share_of_harmless("method", re2.compile("^PUT$")) == 0
    assert 0 < share_of_harmless("query", re2.compile("id=")) < 0.5
    assert share_of_harmless("line", re2.compile("Mozilla")) == 1
    assert share_of_harmless("host", re2.compile(".")) == 0


def test_the_requests_are_varied() -> None:
    rows = harmless_rows()
    assert len(rows) == 600
    assert len(rows.target.values) > 100
