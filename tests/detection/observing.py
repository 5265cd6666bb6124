"""Hands rows to a ledger as a check does: worked into a digest first, hosts named by their site."""

from __future__ import annotations

from dataclasses import replace

from siaga.detection.ledger.digest import Digest, digest_of
from siaga.detection.ledger.ledger import Ledger
from siaga.detection.ledger.lightening import lightened
from siaga.detection.ledger.quota import Quota
from siaga.detection.ledger.selection import Selector
from siaga.intake.rows import AccessRows, Coded, Int32s, Int64s


def digested(rows: AccessRows, sites: Coded, hit_row: Int64s, hit_rule: Int32s) -> tuple[Digest, list[str]]:
    """Return a digest of rows, and the site of each of its hosts; `sites` names each row's."""
    digest = digest_of(replace(rows, host=sites), hit_row, hit_rule, Selector())
    return digest, [(host or b"").decode() for host in digest.hosts]


def observe(
    ledger: Ledger,
    rows: AccessRows,
    sites: Coded,
    hit_row: Int64s,
    hit_rule: Int32s,
    light: Quota | None = None,
) -> None:
    """Let a ledger take a block; with `light`, the raw lines alone go with it, not the block."""
    digest, names = digested(rows, sites, hit_row, hit_rule)
    if light is not None:
        digest = lightened(digest, light, every_hit=False)
    ledger.observe(digest, names)
