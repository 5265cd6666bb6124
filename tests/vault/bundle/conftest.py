"""Fixtures for tests of bundles: a vault, and a bundle exported from it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from siaga.vault.actions.export import Bundle

from .city import City, new_city


@pytest.fixture
def city(tmp_path: Path) -> City:
    return new_city(tmp_path)


@pytest.fixture
def bundle(city: City) -> Bundle:
    made = city.export("bundle")
    # The verifier as it is got from elsewhere: an attacker would exchange the bundle's own.
    shutil.copy(made.folder / "siaga_verify.py", city.folder / "siaga_verify.py")
    return made


