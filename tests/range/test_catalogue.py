"""The list of scenarios: complete, each with its twin, each on sites that exist."""

from __future__ import annotations

from pathlib import Path

from range.estate.sites import BY_NAME
from range.scenarios import catalogue

FOLDER = Path(catalogue.__file__).parent


def test_every_folder_is_listed_under_its_own_name() -> None:
    folders = {file.parent.name for file in FOLDER.glob("*/scenario.py")}
    assert {scenario.NAME for scenario in catalogue.SCENARIOS} == folders
    assert len(catalogue.SCENARIOS) == len(folders) >= 24


def test_every_scenario_has_sites_for_both_sides() -> None:
    for scenario in catalogue.SCENARIOS:
        assert scenario.SITES
        assert scenario.TWIN_SITES
        assert {*scenario.SITES, *scenario.TWIN_SITES} <= set(BY_NAME)
        assert not set(scenario.SITES) & set(scenario.TWIN_SITES)


def test_twins_live_on_sites_that_nobody_enters() -> None:
    entered = {site for scenario in catalogue.SCENARIOS for site in scenario.SITES}
    twins = {site for scenario in catalogue.SCENARIOS for site in scenario.TWIN_SITES}
    assert not entered & twins
