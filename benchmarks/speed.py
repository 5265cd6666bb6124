"""Measures a full check against GoAccess and ripgrep on the same lines in one run."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from mixed_lines import write
from processes import Cost, median_cost

SIAGA = str(Path(sys.executable).with_name("siaga"))
BAR_PER_CPU_SECOND, BAR_GOACCESS, BAR_RIPGREP, BAR_TWO = 600_000, 6.0, 4.0, 1.7
PATTERNS = 200


def main() -> int:
    """Write the lines, run the peers, print a table; exit 1 when a bar is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lines", type=int, default=10_000_000)
    asked.add_argument(
        "--fewer", type=int, nargs="*", default=[4_800_000, 1_200_000], help="lines of smaller logs"
    )
    asked.add_argument("--runs", type=int, default=3)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "access.log"
        lines, size = write(log, options.lines)
        print(f"{lines:,} lines of {size / lines:.0f} bytes on average")
        rows = _measure(log, lines, options.runs)
        for fewer in options.fewer:
            small, _ = write(log, fewer)
            cost = median_cost([SIAGA, "check", "-q", str(log)], options.runs)
            rows.append((f"lines per CPU-second, {small:,} lines", f"{small / cost.cpu:,.0f}", "", None))
    missed = False
    for name, value, bar, met in rows:
        print(f"  {name:58s}{value:>16s}   {bar:24s}{'' if met is None else 'met' if met else 'MISSED'}")
        missed |= met is False
    return int(missed)


def _measure(log: Path, lines: int, runs: int) -> list[tuple[str, str, str, bool | None]]:
    one = median_cost([SIAGA, "check", "-q", str(log)], runs)
    two = median_cost([SIAGA, "check", "-q", "--jobs", "2", str(log)], runs)
    speed = lines / one.cpu
    rows: list[tuple[str, str, str, bool | None]] = [
        (
            "siaga check, lines per CPU-second",
            f"{speed:,.0f}",
            f">= {BAR_PER_CPU_SECOND:,}",
            speed >= BAR_PER_CPU_SECOND,
        ),
        ("siaga check, peak memory", f"{one.peak_mb:.0f} MB", "", None),
        (
            "two processes against one, wall",
            f"{one.wall / two.wall:.2f}",
            f">= {BAR_TWO}",
            one.wall / two.wall >= BAR_TWO,
        ),
    ]
    rows += _against_goaccess(log, lines, speed, runs) + _against_ripgrep(log, lines, speed, runs)
    return rows


def _against_goaccess(
    log: Path, lines: int, speed: float, runs: int
) -> list[tuple[str, str, str, bool | None]]:
    if shutil.which("goaccess") is None:
        return [("GoAccess", "not installed", f">= {BAR_GOACCESS}", False)]
    report = log.with_suffix(".json")
    command = ["goaccess", str(log), "--log-format=COMBINED", "--no-global-config", "-o", str(report)]
    peer = median_cost(command, max(1, runs // 2))
    return _ratio("GoAccess", lines, peer, speed, BAR_GOACCESS)


def _against_ripgrep(
    log: Path, lines: int, speed: float, runs: int
) -> list[tuple[str, str, str, bool | None]]:
    if shutil.which("rg") is None:
        return [("ripgrep", "not installed", f">= 1/{BAR_RIPGREP}", False)]
    patterns = log.with_suffix(".patterns")
    patterns.write_text("\n".join(_patterns()) + "\n")
    peer = median_cost(["rg", "-c", "-j", "1", "-f", str(patterns), str(log)], runs)
    return _ratio(f"rg -c -f with {PATTERNS} patterns", lines, peer, speed, 1 / BAR_RIPGREP)


def _ratio(
    name: str, lines: int, peer: Cost, speed: float, bar: float
) -> list[tuple[str, str, str, bool | None]]:
    theirs = lines / peer.cpu
    return [
        (f"{name}, lines per CPU-second", f"{theirs:,.0f}", "", None),
        (f"siaga check against {name}", f"{speed / theirs:.2f}", f">= {bar:.2f}", speed / theirs >= bar),
    ]


def _patterns() -> list[str]:
    """Return 200 plain strings as an analyst's list would have them, out of our rules' own samples."""
    rules = Path(__file__).resolve().parents[1] / "rules"
    found: dict[str, None] = {}
    for path in sorted(rules.rglob("*.yml")):
        for line in path.read_text().splitlines():
            text = line.strip().removeprefix("- ").strip("'\"")
            if (
                text.startswith("/")
                and 6 <= len(text) <= 40
                and text.replace("/", "").replace("-", "").isalnum()
            ):
                found.setdefault(text, None)
    return list(found)[:PATTERNS]


if __name__ == "__main__":
    sys.exit(main())
