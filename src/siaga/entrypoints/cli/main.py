"""The command `siaga`: finds the subcommand and turns errors into exit statuses."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from siaga.foundation.errors import SiagaError, UsageError
from siaga.foundation.terminal import sentence
from siaga.foundation.version import VERSION

OUR_FAILURE, USAGE, READER_GONE = 1, 2, 141


def parser(chosen: str = "", act: str = "") -> argparse.ArgumentParser:
    """Return the parser of all subcommands, or of the chosen one: loading all takes half a second."""
    made = argparse.ArgumentParser(
        prog="siaga",
        description="Did anyone get in, and how do you know? / Adakah yang masuk, dan apa buktinya?",
    )
    made.add_argument("--version", action="version", version=f"siaga {VERSION}")
    commands = made.add_subparsers(dest="command", metavar="COMMAND", required=True)
    if chosen != "vault":
        from siaga.entrypoints.cli import check  # noqa: PLC0415 (see above)

        check.register(commands)
    if chosen != "check":
        from siaga.entrypoints.cli.vault import group  # noqa: PLC0415 (see above)

        group.register(commands, act)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0, 10 or 20 (see `siaga check --help`), 2 for usage, 1 for our own failure."""
    given = sys.argv[1:] if arguments is None else arguments
    asked = parser(*given[:2]).parse_args(given)
    try:
        status: int = asked.run(asked)
    except (UsageError, SiagaError) as error:
        _tell(str(error))
        return USAGE if isinstance(error, UsageError) else OUR_FAILURE
    except BrokenPipeError:
        # A reader that went away (head, less); nothing more goes out, not at the interpreter's end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except KeyboardInterrupt:
        _tell("interrupted")
        return 130
    return status


def _tell(text: str) -> None:
    # Errors name files and quote logs: a stranger's words, which must not move a cursor or forge a line.
    sys.stderr.write(f"siaga: {sentence(text)}\n")


if __name__ == "__main__":
    sys.exit(main())
