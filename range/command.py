"""The command line of the range: what to play, for how long, and where the result goes."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from range.estate_run import Wish, run
from range.scenarios.catalogue import SCENARIOS

NEEDED = ("nginx", "apache2", "php-fpm8.2", "sshd", "vsftpd", "ssh", "openssl", "unshare")


def missing() -> list[str]:
    """Return which programs of Debian's packages are not installed."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    return [name for name in NEEDED if shutil.which(name, path=path) is None]


def main() -> int:
    """Play the range as the arguments say; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for logs/, truth.json, lines.tsv.gz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--days", type=int, default=24, help="length of the story (scenarios are squeezed into it)"
    )
    parser.add_argument("--people", type=int, default=16, help="citizens per site and working day")
    parser.add_argument("--only", action="append", default=[], metavar="SCENARIO", help="may be repeated")
    parser.add_argument(
        "--no-tools", action="store_true", help="leave out the real scanners (sqlmap, wapiti, …)"
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep the temporary folder with the servers' own files"
    )
    given = parser.parse_args()
    known = {scenario.NAME for scenario in SCENARIOS}
    if unknown := sorted(set(given.only) - known):
        parser.error(f"no such scenario: {', '.join(unknown)}; there are: {', '.join(sorted(known))}")
    if os.geteuid() != 0:
        parser.error("the range starts sshd and mounts a namespace: run it as root, on a throw-away machine")
    if gone := missing():
        parser.error(f"not installed: {', '.join(gone)}; range/install.sh installs what the range needs")
    given.out.mkdir(parents=True, exist_ok=True)
    os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    wish = Wish(
        given.seed, given.days, given.people, tuple(given.only), tools=not given.no_tools, keep=given.keep
    )
    truth = run(given.out, wish)
    failures = truth["failed"]
    assert isinstance(failures, list)
    for sentence in failures:
        print(f"did not bite: {sentence}")
    actors = truth["actors"]
    assert isinstance(actors, list)
    for kind in ("intrusion", "twin", "scanner"):
        print(f"{kind}: {sum(actor['kind'] == kind for actor in actors)}")
    print(f"written: {given.out / 'logs'}, {given.out / 'truth.json'}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
