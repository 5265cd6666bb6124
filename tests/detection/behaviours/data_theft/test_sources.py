"""Version control folders that were read out, and scanners that merely ask for them."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.data_theft.sources import BEHAVIOUR, FILES, MANY_FILES

BAD = "203.0.113.40"
NAMES = ("HEAD", "config", "index", "packed-refs", "logs/HEAD", "refs/heads/main")


def _asked(count: int, *, status: int = 200, size: int = 0, folder: str = "/.git") -> Story:
    """Let somebody ask for files of a repository; without a size each gets one of its own."""
    story = Story()
    names = [*NAMES, *(f"objects/{number:02x}/abcdef" for number in range(40))][:count]
    for place, name in enumerate(names):
        story.ask(
            f"10 03:{place:02}", BAD, f"{folder}/{name}", status, size or 40 + 391 * place,
            families=("secret-files",),
        )  # fmt: skip
    return story


@pytest.mark.parametrize("folder", ["/.git", "/lama/.git", "/.svn", "/.GIT"])
def test_a_repository_that_was_taken_file_by_file(folder: str) -> None:
    (signal,) = _asked(2 * MANY_FILES, folder=folder).signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("exfiltrated", "confirmed")
    assert signal.actor.client_ips == (BAD,)
    assert f"{2 * MANY_FILES} different files" in signal.why
    assert f"{2 * MANY_FILES} berkas berbeda" in signal.why_id


def test_a_look_at_its_first_file_is_no_theft() -> None:
    assert _asked(FILES - 2).signals(BEHAVIOUR) == []


@pytest.mark.parametrize("status", [301, 403, 404])
def test_a_repository_that_was_refused(status: int) -> None:
    assert _asked(2 * MANY_FILES, status=status).signals(BEHAVIOUR) == []


def test_a_site_that_answers_the_same_to_anything() -> None:
    assert _asked(2 * MANY_FILES, size=9_431).signals(BEHAVIOUR) == []


def test_other_files_that_match_signatures() -> None:
    assert _asked(2 * MANY_FILES, folder="/assets").signals(BEHAVIOUR) == []
