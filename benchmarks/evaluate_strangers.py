"""Judges `siaga check` by log sets whose authors had not read its detection; see strangers/README.md."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "out" / "strangers"
SIAGA = str(Path(sys.executable).with_name("siaga"))
ARCHIVES = ("earlier", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
ANSWERS = frozenset({0, 10, 20})
Json = dict[str, Any]


def main() -> int:
    """Build what is asked for, judge it, print what went wrong and the totals; exit 1 when a check fails."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", choices=ARCHIVES, action="append")
    options = asked.parse_args()
    failed = 0
    for name in options.only or ARCHIVES:
        totals: Counter[str] = Counter()
        for folder in _sets(name):
            wrong = _judge(folder)
            entered = _truth(folder)["entry"]
            totals["break-ins" if entered else "look-alikes"] += 1
            totals["right"] += not wrong
            totals["missed"] += "missed" in wrong
            totals["called an entry"] += "called an entry" in wrong
            failed += "failed" in wrong
            if wrong:
                print(f"  {name}/{folder.name}: {', '.join(wrong)}", flush=True)
        print(f"{name}: " + ", ".join(f"{count} {what}" for what, count in totals.items()), flush=True)
    return int(failed > 0)


def _sets(name: str) -> Iterator[Path]:
    """Yield the folders of one archive's sets, built anew where they are not there yet."""
    place = OUT / name
    if not (place / "built").is_file():
        (place / "gen").mkdir(parents=True, exist_ok=True)
        with tarfile.open(HERE / "strangers" / f"{name}.tar.xz") as archive:
            # As an attribute: Pythons older than PEP 706 (3.11.4) know no such argument.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(place / "source")  # noqa: S202 - our own archive
        subprocess.run(
            [sys.executable, str(place / "source" / name / "build.py")],
            env={**os.environ, "HELDOUT_OUT": str(place)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        (place / "built").touch()
    yield from sorted(path.parent for path in place.glob("*/expected.json"))


def _truth(folder: Path) -> Json:
    truth: Json = json.loads((folder / "expected.json").read_text())
    return truth


def _judge(folder: Path) -> list[str]:
    """Return what is wrong with the answer about one set; nothing when it is right."""
    report = folder / "report.json"
    # Run inside the logs: no name of a set may reach the answer.
    command = [SIAGA, "check", "--quiet", "--json", str(report), "."]
    done = subprocess.run(command, cwd=folder / "logs", capture_output=True, check=False)
    if done.returncode not in ANSWERS:
        return ["failed"]
    truth, entries = _truth(folder), json.loads(report.read_text())["entries"]
    if not truth["entry"]:
        return ["called an entry"] if entries else []
    return _shortcomings(truth, entries)


def _shortcomings(truth: Json, entries: list[Json]) -> list[str]:
    lines = {(file, line) for file, numbers in truth["witness"].items() for line in numbers}
    proven = [entry for entry in entries if _cites(entry, lines)]
    named = [entry for entry in entries if _names(entry, truth)]
    if not proven and not named:
        return ["missed"]
    wrong = []
    if not named:
        wrong.append("actor")
    if not any(entry["step"] in truth["steps"] for entry in named or proven):
        wrong.append("step")
    if not proven:
        wrong.append("no right line")
    if any(entry not in named and entry not in proven for entry in entries):
        wrong.append("somebody else accused")
    return wrong


def _names(entry: Json, truth: Json) -> bool:
    actor = entry["actor"]
    return bool({*actor["client_ips"], *actor["users"]} & {*truth["ips"], *truth["users"]})


def _cites(entry: Json, lines: set[tuple[str, int]]) -> bool:
    # A member of an archive is told as `logs.zip!member`.
    cited = ((witness["file"].replace("!", "/"), witness["line_no"]) for witness in entry["witnesses"])
    return any(
        number == line and (file == name or file.endswith(f"/{name}"))
        for file, number in cited
        for name, line in lines
    )


if __name__ == "__main__":
    sys.exit(main())
