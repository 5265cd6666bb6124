"""The options of `siaga check`, and what they mean to the check."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from siaga.entrypoints.cli.key_options import add_keys
from siaga.foundation.errors import SiagaError, UsageError
from siaga.intake.formats.contract import Format
from siaga.intake.formats.json_lines.format import with_mapping
from siaga.intake.formats.template.format import from_text
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.coverage.measure import Window
from siaga.verdict.judging import MINIMUM_COVERAGE
from siaga.verdict.report.moments import Zone


def add(command: argparse.ArgumentParser) -> None:
    """Add the options to the subcommand."""
    command.add_argument("inputs", nargs="*", metavar="PATH", help="file, folder, archive, or - for stdin")
    _add_evidence(command)
    _add_reading(command)
    _add_judging(command)
    _add_output(command)


def _add_evidence(command: argparse.ArgumentParser) -> None:
    evidence = command.add_argument_group("sealed evidence")
    evidence.add_argument(
        "--vault", metavar="DIR", help="read what is sealed in this vault, in place of PATHs"
    )
    evidence.add_argument(
        "--seal", metavar="DIR", help="seal the inputs in this vault, and check what was sealed"
    )
    add_keys(evidence)


def _add_reading(command: argparse.ArgumentParser) -> None:
    reading = command.add_argument_group("reading")
    reading.add_argument("--site", help="everything belongs to this site")
    reading.add_argument(
        "--site-pattern", action="append", default=[], metavar="PATTERN",
        help="which site a file belongs to, e.g. 'logs/{site}/access*.log' (repeatable)",
    )  # fmt: skip
    reading.add_argument(
        "--log-format", action="append", default=[], metavar="FORMAT",
        help="an nginx log_format or Apache LogFormat string to try first (repeatable)",
    )  # fmt: skip
    reading.add_argument(
        "--json-field", action="append", default=[], metavar="COLUMN=FIELD",
        help="which field of JSON lines holds a column, e.g. client_ip=cf.ip (repeatable)",
    )  # fmt: skip
    reading.add_argument("--jobs", type=int, default=1, help="processes that read (default 1)")
    reading.add_argument(
        "--executor", default="", metavar="WHERE", help="read on local (--jobs processes) or dask://HOST:PORT"
    )
    reading.add_argument(
        "--receipts", metavar="DIR", help="keep here what an executor read of a vault: a killed check resumes"
    )
    reading.add_argument(
        "--log-zone", metavar="ZONE", help="of log stamps that name none (default: the report's --zone)"
    )
    reading.add_argument("--zone", default="WIB", help="of the report: WIB, WITA, WIT, UTC or +08:00")


def _add_judging(command: argparse.ArgumentParser) -> None:
    judging = command.add_argument_group("judging")
    judging.add_argument("--since", metavar="TIME", help="the time in question starts here (ISO 8601)")
    judging.add_argument("--until", metavar="TIME", help="the time in question ends here (ISO 8601)")
    judging.add_argument(
        "--min-coverage", type=float, default=MINIMUM_COVERAGE * 100, metavar="PERCENT",
        help="below this coverage the answer is 'cannot tell' (default %(default)s)",
    )  # fmt: skip
    judging.add_argument(
        "--rules", action="append", default=[], type=Path, metavar="DIR",
        help="a folder of your own Sigma rules, besides ours (repeatable)",
    )  # fmt: skip
    judging.add_argument("--only-rules", action="store_true", help="use only the folders given by --rules")
    judging.add_argument(
        "--profile-rules", action="store_true", help="tell what each rule cost (on one process)"
    )


def _add_output(command: argparse.ArgumentParser) -> None:
    output = command.add_argument_group("output (- for stdout)")
    output.add_argument("--html", metavar="FILE", help="write the report as one self-contained page")
    output.add_argument("--json", metavar="FILE", help="write the result as JSON (siaga.check/1)")
    output.add_argument("--sarif", metavar="FILE", help="write the result as SARIF 2.1.0")
    output.add_argument(
        "--language", "--lang", choices=("id", "en"), default="id", help="language of the report"
    )
    output.add_argument("--ascii", action="store_true", help="plain ASCII on the terminal")
    output.add_argument("--quiet", "-q", action="store_true", help="no report, only the exit status")


def options_of(asked: argparse.Namespace, own: Path | None) -> CheckOptions:
    """Turn arguments into options; `own` is the folder of our own rules."""
    if bool(asked.inputs) == bool(asked.vault):
        raise usage("give PATHs to read, or --vault DIR to read what is sealed there")
    if asked.seal and asked.vault:
        raise usage("--seal seals PATHs; --vault reads what is sealed already")
    if asked.jobs < 1:
        raise usage("--jobs must be at least 1")
    if not 0 <= asked.min_coverage <= 100:
        raise usage("--min-coverage is a percentage from 0 to 100")
    for folder in asked.rules:
        if not folder.is_dir():
            raise usage(f"--rules {folder}: there is no such folder")
    offset = timezone(timedelta(minutes=Zone.parse(asked.zone).offset_minutes))
    window = Window(_moment(asked.since, offset), _moment(asked.until, offset))
    if window.from_us is not None and window.to_us is not None and window.from_us >= window.to_us:
        raise usage("--since must lie before --until")
    log_offset_us = Zone.parse(asked.log_zone or asked.zone).offset_minutes * 60_000_000
    return CheckOptions(
        inputs=tuple(asked.inputs),
        rules=_rule_folders(asked, own),
        site=asked.site,
        site_patterns=tuple(asked.site_pattern),
        formats=formats_of(asked.log_format, asked.json_field, log_offset_us),
        window=window,
        minimum_coverage=asked.min_coverage / 100,
        jobs=1 if asked.profile_rules else asked.jobs,
        cache=cache_folder(),
        profile=asked.profile_rules,
        log_offset_us=log_offset_us,
        vault=asked.seal or asked.vault,
        executor=asked.executor,
        receipts=Path(asked.receipts) if asked.receipts else None,
    )


def _rule_folders(asked: argparse.Namespace, own: Path | None) -> tuple[Path, ...]:
    if asked.only_rules:
        if not asked.rules:
            raise usage("--only-rules needs at least one --rules DIR")
        return tuple(asked.rules)
    if own is None:
        raise SiagaError("the rules that come with Siaga are not there: install it again")
    return (own, *asked.rules)


def formats_of(templates: Sequence[str], fields: Sequence[str], log_offset_us: int) -> tuple[Format, ...]:
    """Return the formats that a person describes; raise FormatError."""
    made: list[Format] = [from_text(text, offset_us=log_offset_us) for text in templates]
    if fields:
        made.append(with_mapping(fields, offset_us=log_offset_us))
    return tuple(made)


def _moment(text: str | None, zone: timezone) -> int | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise usage(f"{text}: write the time as 2026-06-23T14:00 or 2026-06-23") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return round(moment.timestamp() * 1_000_000)


def cache_folder() -> Path | None:
    """Return where compiled rules are kept: $SIAGA_CACHE, else the XDG cache folder; "" turns it off."""
    own = os.environ.get("SIAGA_CACHE")
    if own is not None:
        return Path(own) if own else None
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "siaga"


def usage(text: str) -> UsageError:
    """Return a usage error."""
    return UsageError(text)
