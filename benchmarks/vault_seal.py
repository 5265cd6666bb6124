"""Measures sealing by the command: processor time from the log to the fsynced checkpoint, and what is stored.

`python benchmarks/vault_seal.py [--lines N] [--runs N]` seals mixed lines into a fresh local vault each
time, with derived columns. The run with the median processor time counts; exit 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mixed_lines import write
from processes import Cost, cost, median_cost

from siaga.vault.layout import INDEX

SIAGA = str(Path(sys.executable).with_name("siaga"))
INIT = ("--origin", "siaga.example/evidence", "--node", "bench")
BAR_PER_CPU_SECOND, BAR_EVIDENCE, BAR_STORED = 400_000, 10.0, 6.0


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one sealing cost, and the bytes that the vault holds: of the index, and of all else."""

    cost: Cost
    evidence: int
    index: int


def main() -> int:
    """Write the log, seal it, run the peers, print a table; return 1 when a bar is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=5_000_000)
    asked.add_argument("--runs", type=int, default=3)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        log = place / "access.log"
        lines, size = write(log, options.lines)
        print(f"{lines:,} lines of {size / lines:.0f} bytes on average")
        runs = [seal(log, place / f"run{number}") for number in range(options.runs)]
        found = sorted(runs, key=lambda one: one.cost.cpu)[options.runs // 2]
        peers = [
            ("zstd -3", _peer(["zstd", "-3", "-q", "-f", "-T1", str(log), "-o", f"{log}.zst"], options.runs)),
            ("sha256sum", _peer(["sha256sum", str(log)], options.runs)),
        ]
        packed = Path(f"{log}.zst").stat().st_size
    bars = [
        ("sealing, lines per CPU-second", lines / found.cost.cpu, BAR_PER_CPU_SECOND, ",.0f"),
        ("raw : evidence (all but the index)", size / found.evidence, BAR_EVIDENCE, ".2f"),
        ("raw : evidence and index", size / (found.evidence + found.index), BAR_STORED, ".2f"),
    ]
    for name, value, bar, form in bars:
        met = "met" if value >= bar else "MISSED"
        print(f"  {name:46s}{value:>14{form}}   >= {bar:<12,}{met}")
    spread = ", ".join(f"{lines / one.cost.cpu:,.0f}" for one in runs)
    print(f"  {'each run':46s}{spread}")
    print(f"  {'peak memory of the largest process':46s}{found.cost.peak_mb:>11,.0f} MB")
    for name, peer in peers:
        ratio = found.cost.cpu / peer.cpu
        print(f"  {name + ', CPU-seconds; sealing takes':46s}{peer.cpu:>14.2f}   {ratio:.1f}x")
    print(f"  {'raw : zstd -3 of the whole file':46s}{size / packed:>14.2f}")
    return int(any(value < bar for _, value, bar, _ in bars))


def seal(log: Path, place: Path) -> Sealed:
    """Make a vault in `place` and seal the log into it; only the sealing is measured."""
    place.mkdir()
    vault = place / "vault"
    _done(cost([SIAGA, "vault", "init", *INIT, "--vault", str(vault)]), "siaga vault init")
    spent = cost([SIAGA, "vault", "seal", "-q", "--vault", str(vault), str(log)])
    _done(spent, "siaga vault seal")
    index = _bytes(vault / INDEX)
    return Sealed(spent, _bytes(vault) - index, index)


def _peer(command: list[str], runs: int) -> Cost:
    peer = median_cost(command, runs)
    _done(peer, command[0])
    return peer


def _done(spent: Cost, what: str) -> None:
    # A command that stopped early would look fast.
    if spent.status != 0:
        raise SystemExit(f"{what} ended with status {spent.status}")


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
