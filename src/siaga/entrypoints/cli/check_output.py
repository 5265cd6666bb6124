"""What `siaga check` shows while it runs and when it is done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from siaga.detection.engine.rule_set import RuleSet
from siaga.intake.reading.plan import Plan
from siaga.verdict.check.fold import FirstFinding
from siaga.verdict.check.parsed import Parsed
from siaga.verdict.report.json_report import to_json
from siaga.verdict.report.moments import Zone
from siaga.verdict.report.progress import ProgressLine
from siaga.verdict.report.terminal import print_report
from siaga.verdict.result import CheckResult


class Output:
    """The progress on stderr, the report on stdout."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self._asked = asked
        self._progress: ProgressLine | None = None
        self._source = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.close()

    def on_plan(self, planned: Plan) -> None:
        """Start the progress line once it is known how much there is to read."""
        if not self._asked.quiet:
            self._progress = ProgressLine(
                sys.stderr,
                language=self._asked.language,
                total_bytes=planned.total_bytes,
                ascii_only=self._asked.ascii,
            )

    def on_bytes(self, count: int) -> None:
        """Count stored bytes."""
        if self._progress is not None:
            self._progress.advance(self._source, count, 0)

    def on_lines(self, source: str, count: int) -> None:
        """Count lines."""
        self._source = source
        if self._progress is not None:
            self._progress.advance(source, 0, count)

    def on_first(self, rule_set: RuleSet) -> FirstFinding:
        """Return what tells the first finding, at once and also where stderr is no terminal."""

        def tell(parsed: Parsed, rule: int) -> None:
            if self._asked.quiet or parsed.digest is None:
                return
            number = int(parsed.digest.rows.lines.number[parsed.digest.hit_row[0]])
            text = f"{rule_set.rules[rule].title} · {parsed.file.name}:{number}"
            if self._progress is not None and self._progress.shown:
                self._progress.found(text)
            else:
                sys.stderr.write(f"siaga: {text}\n")
                sys.stderr.flush()

        return tell

    def show(self, result: CheckResult) -> None:
        """Print the report, unless something else was asked to go to stdout."""
        if self._asked.quiet or "-" in (self._asked.html, self._asked.json, self._asked.sarif):
            return
        print_report(
            result,
            sys.stdout,
            language=self._asked.language,
            zone=Zone.parse(self._asked.zone),
            ascii_only=self._asked.ascii or None,
        )


def files(asked: argparse.Namespace, result: CheckResult) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of every report file that was asked for."""
    if asked.json:
        yield asked.json, to_json(result)
    if asked.sarif:
        from siaga.verdict.report.sarif import to_sarif  # noqa: PLC0415 (few ask, and every start would pay)

        yield asked.sarif, to_sarif(result)
    if asked.html:
        from siaga.verdict.report.html import to_html  # noqa: PLC0415 (likewise: Jinja takes 30 ms)

        page = to_html(result, language=asked.language, zone=Zone.parse(asked.zone))
        yield asked.html, page.encode()
