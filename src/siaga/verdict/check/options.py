"""What a person asks of a check."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from siaga.intake.formats.contract import Format
from siaga.intake.reading.limits import Limits
from siaga.verdict.coverage.measure import Window
from siaga.verdict.judging import MINIMUM_COVERAGE


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """Inputs (files, folders, "-") and everything that changes the answer.

    `formats` are tried before the built-in ones (`--log-format`, `--json-field`). `rules` are
    folders of Sigma rules, ours first. `log_offset_us` is the zone, in µs east of UTC, of stamps that
    name none. `minimum_coverage` is a share from 0.0 to 1.0. `jobs` is the
    number of processes that read; it never changes the result. `vault` is the vault (a folder or s3://…)
    whose sealed texts are read in the place of inputs; with `vault_run`, only those of that run of sealing.
    `executor` ("local", "dask://…") reads in the place of our own processes, and keeps what it read of
    sealed texts in the folder `receipts`.
    """

    inputs: tuple[str, ...]
    rules: tuple[Path, ...]
    site: str | None = None
    site_patterns: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    window: Window = field(default_factory=Window)
    minimum_coverage: float = MINIMUM_COVERAGE
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    cache: Path | None = None
    profile: bool = False
    log_offset_us: int = 0
    vault: str | None = None
    vault_run: str = ""
    executor: str = ""
    receipts: Path | None = None
