"""The bytes of the leaves of acts never change: logs that were written have them."""

from __future__ import annotations

from siaga.vault.leaves.acts import ActionLeaf, Detail, ReportLeaf, RetentionLeaf
from siaga.vault.leaves.kinds import encode_leaf


def test_report() -> None:
    leaf = ReportLeaf(1, "check", b"\xab")
    assert encode_leaf(leaf) == (b'{"at":1,"kind":"report/1","sha256":"ab","what":"check"}')


def test_retention() -> None:
    leaf = RetentionLeaf(1, "90 days", (3, 4))
    assert encode_leaf(leaf) == (b'{"at":1,"kind":"retention/1","rule":"90 days","segments":[3,4]}')


def test_action() -> None:
    leaf = ActionLeaf(1, "who", "seal", (Detail("run", "r"),))
    assert encode_leaf(leaf) == (
        b'{"at":1,"details":[{"name":"run","value":"r"}],"kind":"action/1","what":"seal","who":"who"}'
    )
