"""Every rule, format, behaviour and application is on its list, with its samples and guidance beside it."""

from __future__ import annotations

from pathlib import Path

from siaga.detection.applications.application import APPLICATIONS
from siaga.detection.behaviours import ALL_BEHAVIOURS
from siaga.intake.formats import ALL_FORMATS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "siaga"
GUIDANCE = ("guidance.id.md", "guidance.en.md")


def _folders(place: Path, holding: str) -> set[str]:
    return {path.parent.name for path in place.glob(f"*/{holding}")}


def test_every_behaviour_folder_is_on_the_list() -> None:
    listed = {type(behaviour).__module__.split(".")[3] for behaviour in ALL_BEHAVIOURS}
    assert listed == {path.parent.name for path in (SOURCE / "detection/behaviours").glob("*/__init__.py")}


def test_every_behaviour_has_guidance_in_two_languages_and_samples() -> None:
    place = SOURCE / "detection" / "behaviours"
    wanted = (*GUIDANCE, "samples/match.log", "samples/no_match.log")
    missing = [
        f"{folder.name}/{name}"
        for folder in sorted(path.parent for path in place.glob("*/__init__.py"))
        for name in wanted
        if not (folder / name).is_file()
    ]
    assert not missing


def test_behaviour_names_are_unique() -> None:
    names = [behaviour.name for behaviour in ALL_BEHAVIOURS]
    assert len(names) == len(set(names))


def test_every_application_folder_is_on_the_list() -> None:
    assert set(APPLICATIONS) == _folders(SOURCE / "detection" / "applications", "application.toml")


def test_every_format_folder_is_on_the_list_and_has_samples() -> None:
    place = SOURCE / "intake" / "formats"
    folders = _folders(place, "__init__.py")
    listed = {type(each).__module__.split(".")[3] for each in ALL_FORMATS}
    assert folders <= listed | {"template", "json_lines"}
    assert folders == _folders(place, "samples.json")


def test_every_rule_family_has_guidance_in_two_languages() -> None:
    families = sorted(path for path in (ROOT / "rules").iterdir() if path.is_dir())
    assert families
    missing = [
        f"{family.name}/{name}" for family in families for name in GUIDANCE if not (family / name).is_file()
    ]
    assert not missing
