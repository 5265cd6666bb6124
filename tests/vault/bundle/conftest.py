"""Fixtures for tests of bundles: a vault, and a bundle exported from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.acceptance.vault_city import City, new_bundle, new_city

from siaga.vault.actions.export import Bundle


@pytest.fixture
def city(tmp_path: Path) -> City:
    return new_city(tmp_path)


@pytest.fixture
def bundle(city: City) -> Bundle:
    return new_bundle(city)
