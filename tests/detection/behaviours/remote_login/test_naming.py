"""Whether a trail names those it refuses as it names those it lets in."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.naming import NAMES, named_twice
from siaga.intake.rows import Outcome


def _named(story: Story, outcome: Outcome, names: list[str]) -> Story:
    for place, name in enumerate(names):
        story.tell(f"05 09:{place:02}", "login", outcome, user=name, client="192.0.2.9", application="moodle")
    return story


def _applications(refused: list[str], accepted: list[str]) -> frozenset[str]:
    story = _named(_named(Story(), "failure", refused), "success", accepted)
    return named_twice(story.scene().happenings)


def test_typed_names_against_full_names() -> None:
    refused = [f"siswa{number}" for number in range(NAMES)]
    assert _applications(refused, [f"Siswa {number} Delapan" for number in range(NAMES)]) == {"moodle"}


def test_one_name_on_both_sides_shows_that_they_are_the_same() -> None:
    names = [f"siswa{number}" for number in range(NAMES)]
    assert not _applications([*names, "Sari"], [*(f"orang{number}" for number in range(NAMES)), "sari"])


def test_a_few_names_tell_nothing() -> None:
    refused = [f"root{number}" for number in range(NAMES)]
    assert not _applications(refused, [f"andi{number}" for number in range(NAMES - 1)])


def test_failures_that_name_nobody_are_not_counted() -> None:
    assert not _applications([""] * NAMES, [f"andi{number}" for number in range(NAMES)])
