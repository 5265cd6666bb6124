"""Sample results for every test of the report."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from siaga.verdict.report.language import words_of
from siaga.verdict.report.notation import Notation
from siaga.verdict.result import CheckResult

from .samples import SAMPLES

Sample = Callable[[str], CheckResult]


@cache
def _made(name: str) -> CheckResult:
    return SAMPLES[name]()


@pytest.fixture
def sample() -> Sample:
    """Give a sample result by name (see samples.py)."""
    return _made


@pytest.fixture(params=sorted(SAMPLES))
def every_sample(request: pytest.FixtureRequest) -> CheckResult:
    """Give each sample in turn."""
    return _made(request.param)


@pytest.fixture
def indonesian() -> Notation:
    """Write for an Indonesian reader in WIB."""
    return Notation(words_of("id"))


@pytest.fixture
def english() -> Notation:
    """Write for an English reader in WIB."""
    return Notation(words_of("en"))
