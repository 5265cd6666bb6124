"""`siaga check PATH…`: did anyone get in? Reads logs, prints the answer, writes the reports asked for."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_files import own_rules
from siaga.detection.engine.rule_set import RuleSet
from siaga.entrypoints.cli import check_options, check_output
from siaga.entrypoints.cli.report_file import write_report
from siaga.entrypoints.cli.rule_costs import rule_costs
from siaga.foundation.errors import SiagaError
from siaga.verdict.check.run import Hooks, run
from siaga.verdict.result import CheckResult

EXIT = {"no_evidence": 0, "entry_likely": 10, "entry_confirmed": 10, "cannot_tell": 20}
"""Exit status by verdict; 2 is usage, 1 our own failure."""

_EPILOG = """\
exit status: 0 no evidence of entry was found (the report says with what coverage), 10 entry likely or
confirmed, 20 cannot tell, 2 usage, 1 our own failure. Siaga never says "safe".
"""


def register(commands: Any) -> None:
    """Add the subcommand to the parser."""
    command = commands.add_parser(
        "check",
        help="did anyone get in? an answer from the logs, with proof and coverage",
        description="Reads logs (files, folders, archives, - for stdin) and answers: did anyone get in?",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check_options.add(command)
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    options = check_options.options_of(asked, own_rules())
    if asked.seal:
        options = replace(options, vault_run=_sealed(asked))
    rule_set = RuleSet.load(options.rules, options.cache)
    output = check_output.Output(asked)
    engines: list[Engine] = []
    if asked.profile_rules and asked.jobs > 1:
        sys.stderr.write("siaga: --profile-rules reads on one process: --jobs is set to 1\n")
    hooks = Hooks(
        on_plan=output.on_plan,
        on_bytes=output.on_bytes,
        on_lines=output.on_lines,
        on_first=output.on_first(rule_set),
        on_engine=engines.append,
    )
    # What a check keeps, it keeps to the end: looking for garbage among it costs a tenth of the time.
    gc.disable()
    with output:
        result = run(options, rule_set, hooks)
    _deliver(asked, result, output)
    if asked.profile_rules:
        for line in rule_costs(engines[0].profile(), rule_set.rules):
            sys.stderr.write(line + "\n")
    # Nor is there anything to collect at the end, where the interpreter would look once more.
    gc.freeze()
    return EXIT[result.verdict]


def _sealed(asked: argparse.Namespace) -> str:
    """Seal the inputs, and return the run that what is checked belongs to: just what was sealed."""
    # Cryptography takes a tenth of a second to load, and few seal.
    from siaga.entrypoints.cli.vault.place import session_of  # noqa: PLC0415 (see above)
    from siaga.entrypoints.cli.vault.seal import run_sealing  # noqa: PLC0415 (likewise)

    asked.vault = asked.seal
    asked.log_zone = asked.log_zone or asked.zone
    with session_of(asked) as session:
        return run_sealing(asked, session).run


def _deliver(asked: argparse.Namespace, result: CheckResult, output: check_output.Output) -> None:
    """Write the files, then standard output: an answer that cannot be filed is still shown."""
    to_stdout: list[bytes] = []
    try:
        for path, content in check_output.files(asked, result):
            if path == "-":
                to_stdout.append(content)
            else:
                write_report(Path(path), content)
    finally:
        try:
            for content in to_stdout:
                sys.stdout.buffer.write(content)
            output.show(result)
            sys.stdout.flush()
        except OSError as error:
            _close_stdout()
            # A reader that went away (head, less) is no error; the exit status still carries the verdict.
            if not isinstance(error, BrokenPipeError):
                raise SiagaError(f"standard output: cannot write the report: {error.strerror}") from error


def _close_stdout() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not stumble over it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


__all__ = ["EXIT", "register"]
