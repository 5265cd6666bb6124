"""Runs what takes long: fuzzing for ten minutes, ten million lines and a line of 100 MiB within 600 MB."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import mixed_lines
import varied_lines
from processes import Cost, cost

SIAGA = str(Path(sys.executable).with_name("siaga"))
FUZZ = str(Path(__file__).with_name("fuzz_formats.py"))
PEAK_MB = 600.0
LONG_BYTES = 100 * 1024 * 1024
LONG_PATHS = 100_000
ANSWERS = frozenset({0, 10, 20})
"""Exit statuses that are an answer; any other is a failure of ours."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what ran, what was measured, the bar, and whether it was met."""

    name: str
    value: str
    bar: str
    met: bool


def main() -> int:
    """Run all parts (or those asked for), print a table; exit 1 when a bar is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=600, help="of fuzzing")
    asked.add_argument("--lines", type=int, default=10_000_000)
    asked.add_argument("--only", choices=("fuzz", "lines", "line"), action="append")
    options = asked.parse_args()
    wanted = options.only or ["fuzz", "lines", "line"]
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        for row in _rows(wanted, options.seconds, options.lines, Path(folder)):
            print(
                f"  {row.name:44s}{row.value:>34s}   {row.bar:24s}{'met' if row.met else 'MISSED'}",
                flush=True,
            )
            missed |= not row.met
    return int(missed)


def _rows(wanted: list[str], seconds: int, lines: int, folder: Path) -> Iterator[Row]:
    if "fuzz" in wanted:
        yield _fuzzing(seconds, folder)
    if "lines" in wanted:
        log = folder / "access.log"
        varied_lines.write(log, lines)
        yield _within("varied lines", f"{lines:,} lines", cost([SIAGA, "check", "-q", str(log)]))
        log.unlink()
        if mixed_lines.EXAMPLES.is_dir() and mixed_lines.example_lines():
            mixed_lines.write(log, lines)
            yield _within("lines of the examples", f"{lines:,} lines", cost([SIAGA, "check", "-q", str(log)]))
            log.unlink()
        _long_paths(log)
        yield _within("paths of 7,000 bytes", f"{LONG_PATHS:,} lines", cost([SIAGA, "check", "-q", str(log)]))
        log.unlink()
    if "line" in wanted:
        yield _within("one line of 100 MiB", "", cost([SIAGA, "check", "-q", str(_long_line(folder))]))


def _fuzzing(seconds: int, folder: Path) -> Row:
    out = folder / "fuzzing.txt"
    done = cost([sys.executable, FUZZ, "--seconds", str(seconds), "--corpus", str(folder / "corpus")], out)
    said = out.read_text(errors="replace").splitlines()
    summary = next((line for line in reversed(said) if " inputs, " in line), f"exit status {done.status}")
    for line in said:
        if line.startswith(("WRONG", "atheris")):
            print(f"    {line}")
    return Row(f"fuzzing the formats for {seconds} s", summary, "nothing goes wrong", done.status == 0)


def _within(name: str, what: str, done: Cost) -> Row:
    value = f"{what} {done.peak_mb:.0f} MB, {done.cpu:.0f} s CPU".strip()
    return Row(name, value, f"<= {PEAK_MB:.0f} MB", done.status in ANSWERS and done.peak_mb <= PEAK_MB)


def _long_paths(log: Path) -> None:
    """Write requests for different paths about as long as servers let them be, with agents to match."""
    dice = random.Random(7)  # noqa: S311 - filler, no secret
    with log.open("wb") as out:
        for number in range(LONG_PATHS):
            clock = f"{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}"
            path, agent = dice.randbytes(3_500).hex(), dice.randbytes(500).hex()
            out.write(
                f"203.0.113.{number % 250} - - [10/Mar/2026:{clock} +0700] "
                f'"GET /{path} HTTP/1.1" 404 153 "-" "{agent}"\n'.encode()
            )


def _long_line(folder: Path) -> Path:
    """Write a log with one line of 100 MiB among usual ones."""
    path = folder / "long" / "access.log"
    path.parent.mkdir()
    usual = b"".join(varied_lines.batches(1_000))
    head, _, rest = usual.partition(b"\n")
    with path.open("wb") as out:
        out.write(usual + head[:60])
        for _ in range(LONG_BYTES // 4096):
            out.write(b"%41" * 1365 + b"/")
        out.write(b"\n" + rest)
    return path


if __name__ == "__main__":
    sys.exit(main())
