"""Fixtures for tests of proofs: a vault with one sealed log."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.acceptance.vault_city import City, new_city


@pytest.fixture
def city(tmp_path: Path) -> City:
    return new_city(tmp_path)
