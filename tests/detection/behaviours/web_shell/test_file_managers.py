"""Upload tools are known by where they lie and what they are called; their neighbours are not."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR
from siaga.detection.behaviours.web_shell.file_managers import is_file_manager

BAD, OPERATOR = "203.0.113.5", "192.0.2.30"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/plugins/elfinder/php/connector.minimal.php",
        "/elFinder-2.1/php/connector.php",
        "/assets/plugins/kcfinder/browse.php",
        "/ckfinder/core/connector/php/connector.php",
        "/filemanager/dialog.php",
        "/fckeditor/editor/filemanager/connectors/aspx/connector.aspx",
        "/jquery-file-upload/server/php/",
    ],
)
def test_tools_that_are_shipped(path: str) -> None:
    assert is_file_manager(path.encode())


@pytest.mark.parametrize(
    "path",
    [
        "/files/connector.php",
        "/assets/plugins/elfinder/files/kontak.php",
        "/kcfinder/upload/galeri.php",
        "/filemanager/x.php",
        "/userfiles/files/galeri.phtml",
    ],
)
def test_what_lies_beside_them(path: str) -> None:
    assert not is_file_manager(path.encode())


def test_an_operator_who_uses_the_tool_is_not_taken_for_the_robot_that_tries_it() -> None:
    story = Story()
    tool = "/assets/plugins/elfinder/php/connector.minimal.php"
    for minute, size in enumerate((4_046, 413, 402, 391)):
        verb = "POST " if minute else ""
        story.ask(
            f"10 10:1{minute}",
            OPERATOR,
            f"{verb}{tool}",
            size=size,
            referrer="https://kota.example/admin/kabar/baru",
        )
        story.ask(
            f"18 04:2{minute}",
            BAD,
            f"{verb}{tool}?cmd=x",
            size=size + 40,
            families=("editor-upload-exploit",),
        )
    assert story.signals(BEHAVIOUR) == []
