"""Settings files that a page gave out, and pages that say the same to everything."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.data_theft.file_reads import settings_read

BAD = "203.0.113.40"
PAGE = "/unduh.php?file="
FILES = {
    "../../../etc/passwd": 1_966,
    "../index.php": 6_120,
    "../inc/tidakada.php": 187,
    "../inc/koneksi.php": 412,
}


def _reads(sizes: dict[str, int], *, status: int = 200) -> list[str]:
    story = Story()
    for place, (name, size) in enumerate(sizes.items()):
        story.ask(f"10 22:{place:02}", BAD, PAGE + name, status, size, families=("path-traversal",))
    return [move.query.decode() for move in settings_read(story.scene(), BAD)]


def test_each_file_has_its_own_size() -> None:
    assert _reads(FILES) == ["file=../inc/koneksi.php"]


@pytest.mark.parametrize(
    "name",
    [
        "..%2f..%2fwp-config.php",
        "....//....//../.env",
        "/var/www/app/config/database.php",
        "php://filter/convert.base64-encode/resource=config.php",
    ],
)
def test_settings_by_many_names(name: str) -> None:
    assert len(_reads({**FILES, name: 733})) == 2


def test_what_is_not_there_is_always_answered_alike() -> None:
    assert _reads(dict.fromkeys(FILES, 187)) == []
    assert _reads({**FILES, "../inc/koneksi.php": 187}) == []


def test_a_page_that_repeats_the_question() -> None:
    assert _reads({name: 900 + len(name) for name in FILES}) == []


def test_refused_files_and_files_without_passwords() -> None:
    assert _reads(FILES, status=403) == []
    assert _reads({"../arsip/a.pdf": 5_000, "../arsip/b.pdf": 7_000, "../../etc/passwd": 1_966}) == []


def test_one_answer_alone_tells_nothing() -> None:
    assert _reads({"../inc/koneksi.php": 412}) == []
