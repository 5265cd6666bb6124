"""Measures what the signature engine costs per line, in CPU time, on harmless and hostile lines.

`first` is the cost when no value was seen before (a new engine for each run), `again` when all were. The
harmless lines are made up (or those of --log), the hostile ones are the samples that Siaga's own rules
must match. Start-up is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from siaga.detection.engine.cache import default_folder
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_files import own_rules, rule_files
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.samples import readable, rows_of_requests
from siaga.intake.rows import AccessRows

RUNS = 5
LINES = 17_000
"""About what a block of 4 MiB holds."""
AGENTS = [
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{n} Safari/537"
    for n in range(90, 130)
]
START = """
import time
from pathlib import Path
from siaga.detection.engine.cache import default_folder
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_files import own_rules
from siaga.detection.engine.rule_set import RuleSet
Engine(RuleSet.load([own_rules()], default_folder()))
print(time.process_time())
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the signature engine.")
    parser.add_argument(
        "--rules", type=Path, action="append", default=[], help="rule folders besides our own"
    )
    parser.add_argument("--log", type=Path, help="a combined access log to take as the harmless lines")
    chosen = parser.parse_args(arguments)
    own = own_rules()
    if own is None:
        print("no rules found")
        return 1
    rule_set = RuleSet.load([own, *chosen.rules], default_folder())
    print(f"{len(rule_set.rules)} rules, {len(rule_set.atoms)} patterns, {len(rule_set.refused)} refused")
    for name, lines in (("harmless", harmless(chosen.log)), ("hostile", hostile(own))):
        rows = rows_of_requests(lines)
        engine = Engine(rule_set)
        hits = len(engine.scan(rows))
        first = best(lambda rows=rows: Engine(rule_set).scan(rows))  # type: ignore[misc]  # bound per turn
        again = best(lambda rows=rows, engine=engine: engine.scan(rows))  # type: ignore[misc]  # bound per turn
        distinct = sum(len(column.values) for column in (rows.target, rows.user_agent, rows.referrer))
        each = (
            f"first {first / len(rows) * 1e6:6.3f} µs a line, again {again / len(rows) * 1e6:6.3f} µs a line"
        )
        print(
            f"{name:9} {len(rows):6} lines, {size(rows):4.0f} bytes each, {distinct:6} distinct values, "
            f"{hits:6} hits: {each}"
        )
    command = [sys.executable, "-c", START]
    starts = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(3)]
    least = min(float(done.stdout) for done in starts)
    print(f"start with a warm cache: {least:.3f} s of CPU, imports included")
    return 0


def harmless(log: Path | None) -> list[str]:
    """Return a block's worth of harmless lines: few pages asked for often, many asked for once."""
    if log is not None:
        lines = log.read_text("utf-8", "surrogateescape").splitlines()
        return [line for line in lines if readable(line)][:LINES]
    return [harmless_line(number) for number in range(LINES)]


def harmless_line(number: int) -> str:
    """Return one made-up line of an ordinary visitor."""
    when = f"02/Mar/2026:08:{number // 60 % 60:02}:{number % 60:02} +0700"
    sender = f'"https://kota.example/berita?page={number % 40}" "{AGENTS[number * 7 % len(AGENTS)]}"'
    request = f'"GET {page(number)} HTTP/1.1" 200 {number * 37 % 9000}'
    return f"203.0.113.{number % 250} - - [{when}] {request} {sender}"


def page(number: int) -> str:
    """Return the target of one harmless request."""
    if number % 10 == 0:
        return f"/layanan/permohonan/{number}/berkas-pendukung.pdf?unduh=1&kunci={number * 7919}"
    if number % 13 == 0:
        return f"/cari?q=jadwal%20imunisasi+anak+{number % 400}&halaman={number % 9}"
    return f"/berita/{number % 300}/pelayanan-administrasi-kependudukan-hari-ini.html"


def hostile(folder: Path) -> list[str]:
    """Return every sample that one of our own rules must match."""
    samples: list[str] = []
    for _, text in rule_files([folder])[0]:
        samples += yaml.safe_load(text)["siaga"]["match"]
    return [sample for sample in samples if readable(sample)]


def size(rows: AccessRows) -> float:
    """Return the mean length of the lines, in bytes."""
    return float(rows.lines.length.mean())


def best(run: Callable[[], object]) -> float:
    """Return the least CPU time of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        before = time.process_time()
        run()
        times.append(time.process_time() - before)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
