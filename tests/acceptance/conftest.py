"""Whole checks for whole walks; the compiled rules come from the tests' common fixture."""

from __future__ import annotations

from functools import partial

import pytest

from siaga.detection.engine.rule_set import RuleSet

from .hostile_checking import Check, checked


@pytest.fixture
def check(own_rule_set: RuleSet) -> Check:
    """Give a function that checks paths and holds what must be true of every result."""
    return partial(checked, own_rule_set)
