"""Whole checks and whole vaults for whole walks; the compiled rules come from the tests' common fixture."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from siaga.detection.engine.rule_set import RuleSet

from .hostile_checking import Check, checked
from .vault_estate import Estate, make


@pytest.fixture
def check(own_rule_set: RuleSet) -> Check:
    """Give a function that checks paths and holds what must be true of every result."""
    return partial(checked, own_rule_set)


@pytest.fixture(scope="module")
def true_estate(tmp_path_factory: pytest.TempPathFactory) -> Estate:
    """Return a vault with everything in it, made once for a module: to be copied, never altered."""
    return make(tmp_path_factory.mktemp("estate"))


@pytest.fixture
def estate(true_estate: Estate, tmp_path: Path) -> Estate:
    """Return a copy of it, to be attacked."""
    return true_estate.copied(tmp_path / "vault")
