"""What tests of several parts share: our own rules, compiled once for all workers."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from siaga.detection.engine.rule_files import own_rules
from siaga.detection.engine.rule_set import RuleSet


@pytest.fixture(scope="session")
def rules_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder for compiled rules ($SIAGA_CACHE), one for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "compiled-rules"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def rules_folder() -> Path:
    """Return the folder of our own rules."""
    folder = own_rules()
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def own_rule_set(rules_folder: Path, rules_cache: Path) -> RuleSet:
    """Return our own rules ready to run; the first worker compiles, the others wait and load."""
    with (rules_cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return RuleSet.load((rules_folder,), rules_cache)
