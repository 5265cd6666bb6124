"""The command `siaga`: finds the subcommand and turns errors into exit statuses."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from siaga.entrypoints.cli import check
from siaga.foundation.errors import SiagaError, UsageError

OK, OUR_FAILURE, USAGE = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    """Return the parser of all subcommands."""
    made = argparse.ArgumentParser(
        prog="siaga",
        description="Did anyone get in, and how do you know? / Adakah yang masuk, dan apa buktinya?",
    )
    made.add_argument("--version", action="version", version=f"siaga {check.VERSION}")
    commands = made.add_subparsers(dest="command", metavar="COMMAND", required=True)
    check.register(commands)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0, 10 or 20 (see `siaga check --help`), 2 for usage, 1 for our own failure."""
    asked = parser().parse_args(arguments)
    try:
        status: int = asked.run(asked)
    except (UsageError, SiagaError) as error:
        sys.stderr.write(f"siaga: {error}\n")
        return USAGE if isinstance(error, UsageError) else OUR_FAILURE
    except BrokenPipeError:
        # The reader of our output went away (head, less): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        sys.stderr.write("siaga: interrupted\n")
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
