"""A release spreads over several folders, and leaves no script of one size in two of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.release import is_release
from siaga.detection.ledger.happenings import Happening

RELEASE = ("/www/index.php", "/www/app/Controller.php", "/www/css/gaya.css", "/www/js/menu.js")
STREWN = ("/www/inc/a.php", "/www/lib/b.php", "/www/app/c.php")


def sent(*names: str, size: str = "") -> list[Happening]:
    story = Story()
    for name in names:
        story.tell("14 13:05", "upload", "success", user="web", client="203.0.113.90", what=name)
    return [
        replace(h, event=replace(h.event, detail={"bytes": size or str(1_000 + place)}))
        for place, h in enumerate(story.scene().happenings)
    ]


def test_programs_styles_and_pictures_in_their_folders_are_a_release() -> None:
    assert is_release(sent(*RELEASE))


@pytest.mark.parametrize("names", [("/www/index.php",), ("/www/index.php", "/www/x.html"), RELEASE[:2]])
def test_files_in_few_folders_are_none(names: tuple[str, ...]) -> None:
    assert not is_release(sent(*names))


def test_one_script_strewn_over_folders_is_none() -> None:
    assert is_release(sent(*STREWN))
    assert not is_release(sent(*STREWN, size="666"))
