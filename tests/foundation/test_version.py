"""The version that the program tells is the one that it is packaged under."""

from __future__ import annotations

import tomllib
from pathlib import Path

from siaga.foundation.version import VERSION


def test_the_package_has_the_same_version() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION
