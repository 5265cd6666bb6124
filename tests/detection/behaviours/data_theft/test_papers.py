"""Which entries of a trail tell that a numbered paper was given out."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.data_theft.papers import WALKED, comes_back, onward, papers_of
from siaga.intake.rows import Action, Outcome

CLIENT = "198.51.100.7"


def _told(
    action: Action,
    what: str,
    outcome: Outcome = "success",
    client: str = CLIENT,
    when: str | None = "05 09:00",
) -> list[tuple[str, str, int]]:
    story = Story()
    story.tell(when, action, outcome, client=client, application="audit", what=what, message=f"unduh {what}")
    return [(paper.act, paper.kind, paper.number) for paper in papers_of(story.scene())]


def test_a_paper_has_a_kind_and_a_number_and_its_act_has_none() -> None:
    assert _told("download", "arsip/2024/surat/512") == [
        ("download audit unduh arsip//surat/", "arsip/2024/surat/", 512)
    ]


def test_what_gives_out_no_numbered_paper() -> None:
    assert not _told("download", "pedoman.pdf")
    assert not _told("content_change", "surat/512")
    assert not _told("download", "surat/512", "failure")
    assert not _told("download", "surat/512", client="127.0.0.1")
    assert not _told("download", "surat/512", when=None)


@pytest.mark.parametrize(
    ("numbers", "share"),
    [([7], 1.0), ([1, 2, 4, 7], 1.0), ([9, 8, 7], 1.0), ([1, 50, 51, 90], 1 / 3), ([5, 5], 0.0)],
)
def test_a_walk_goes_from_number_to_number(numbers: list[int], share: float) -> None:
    assert onward(numbers) == pytest.approx(share)
    assert (onward(numbers) >= WALKED) == (share > 0.5)


@pytest.mark.parametrize(
    ("days", "work"), [((5, 5, 5), False), ((5, 6, 7), False), ((5, 20), False), ((5, 8, 10), True)]
)
def test_who_comes_back_over_days_is_at_work(days: tuple[int, ...], *, work: bool) -> None:
    story = Story()
    for day in days:
        story.tell(
            f"{day:02} 09:00", "download", "success", client=CLIENT, application="audit", what="surat/5"
        )
    assert comes_back(paper.taken for paper in papers_of(story.scene())) == work
