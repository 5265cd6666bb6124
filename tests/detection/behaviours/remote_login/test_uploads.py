"""Uploads after a login: an intruder's scripts or a release of the site's program."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.remote_login.uploads import weigh
from siaga.detection.ledger.happenings import Happening

RELEASE = ("/www/index.php", "/www/app/Controller.php", "/www/css/gaya.css", "/www/js/menu.js")


def _uploads(*names: str, size: str = "") -> list[Happening]:
    story = Story()
    for name in names:
        story.tell("14 13:05", "upload", "success", user="web", client="203.0.113.90", what=name)
    found = story.scene().happenings
    return [
        replace(h, event=replace(h.event, detail={"bytes": size or str(1_000 + place)}))
        for place, h in enumerate(found)
    ]


def _points(*names: str, size: str = "") -> int:
    case = Case()
    weigh(_uploads(*names, size=size), case)
    return case.suspicion.points


def test_a_release_touches_programs_styles_and_pictures() -> None:
    assert _points(*RELEASE) == 0


@pytest.mark.parametrize(
    "names", [("/www/index.php",), ("/www/index.php", "/www/x.html"), ("/www/a/.htaccess",)]
)
def test_a_replaced_page_or_a_single_script_is_no_release(names: tuple[str, ...]) -> None:
    assert _points(*names) > 0


def test_one_script_strewn_over_folders_is_no_release() -> None:
    strewn = ("/www/inc/a.php", "/www/lib/b.php", "/www/app/c.php")
    assert _points(*strewn, size="666") > 0
    assert _points(*strewn) == 0


def test_a_script_among_data_weighs_most_even_in_a_release() -> None:
    assert _points(*RELEASE, "/www/uploads/x.php") > _points("/www/x.php")


def test_pictures_are_everyday() -> None:
    assert _points("/www/uploads/foto.jpg", "/www/uploads/foto2.jpg") == 0
