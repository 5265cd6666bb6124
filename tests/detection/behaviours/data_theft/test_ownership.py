"""Numbered papers that everybody signs in for and reads his own of, and papers that are there for all."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import CRAWLER, Story

from siaga.detection.behaviours.data_theft.ownership import PEERS, is_own
from siaga.detection.behaviours.data_theft.records import BEHAVIOUR, MANY

BAD = "198.51.100.209"
CITIZENS = [f"192.0.2.{number}" for number in range(1, 2 * PEERS)]
PAGE = "/berkas/lihat/"


def _office(*, signed: bool = True) -> Story:
    """Citizens look at their own papers, most of them after a sign-in."""
    story = Story()
    for place, client in enumerate(CITIZENS):
        if signed:
            story.ask(f"01 09:{place:02}", client, "POST /masuk", 302)
            story.ask(f"01 09:{place:02}:20", client, "/dashboard", size=9_000)
        story.ask(
            f"01 10:{place:02}", client, f"{PAGE}{4_100 + 7 * place}", size=90_000 + place,
            referrer="https://kota.example/permohonan",
        )  # fmt: skip
    return story


def _walk(
    story: Story, client: str = BAD, *, signed: bool = True, referrer: str = "-", step: int = 1
) -> None:
    if signed:
        story.ask("02 00:30", client, "POST /masuk", 302)
        story.ask("02 00:31", client, "/dashboard", size=9_000)
    for place in range(6 * MANY):
        story.ask(
            f"02 {1 + place // 60:02}:{place % 60:02}", client, f"{PAGE}{3_000 + step * place}",
            size=70_000 + 531 * (place % 90), referrer=referrer,
        )  # fmt: skip


def test_a_walk_through_everybody_elses_papers_is_a_raid() -> None:
    story = _office()
    _walk(story)
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.client_ips == (BAD,)
    assert signal.step == "exfiltrated"


@pytest.mark.parametrize(
    "case", ["by links", "not in order", "no sign-in anywhere", "search engines read too"]
)
def test_honest_readers_of_many_papers(case: str) -> None:
    signed = case != "no sign-in anywhere"
    story = _office(signed=signed)
    if case == "search engines read too":
        story.ask("01 11:00", "66.249.66.1", f"{PAGE}4100", size=90_000, agent=CRAWLER)
    _walk(
        story,
        signed=signed,
        referrer="https://kota.example/permohonan" if case == "by links" else "-",
        step=17 if case in {"not in order", "by links"} else 1,
    )
    assert story.signals(BEHAVIOUR) == []


def test_few_readers_show_nothing() -> None:
    story = _office()
    _walk(story)
    scene = story.scene()
    readers = {
        client: {place: move for place, move in enumerate(scene.by_client[client]) if b"berkas" in move.path}
        for client in [*CITIZENS, BAD]
    }
    assert is_own(scene, readers, BAD)
    few = {client: readers[client] for client in [*CITIZENS[: PEERS - 1], BAD]}
    assert not is_own(scene, few, BAD)
