"""A vault survives kills and power cuts at any point; $SIAGA_CRASH_ROUNDS asks for more of each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .power_cuts import CUTS_PER_LIFE, one_life

ROUNDS = int(os.environ.get("SIAGA_CRASH_ROUNDS", "50"))
FIRST_OPERATIONS = 500
"""More elementary operations than creating a vault and a few acts take."""

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seed", range(max(1, ROUNDS // CUTS_PER_LIFE)))
def test_power_cuts(tmp_path: Path, seed: int) -> None:
    assert one_life(tmp_path, seed) == CUTS_PER_LIFE


@pytest.mark.parametrize("cut", range(0, FIRST_OPERATIONS, max(1, FIRST_OPERATIONS // ROUNDS)))
def test_a_power_cut_before_each_operation_of_a_new_vault(tmp_path: Path, cut: int) -> None:
    assert one_life(tmp_path, seed=cut, cuts=1, first_cut=cut) == 1


def test_kills() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.killing", "--rounds", str(ROUNDS)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{ROUNDS // 12 * 12 + ROUNDS % 12} kills" in done.stdout
