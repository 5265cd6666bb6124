"""Pages behind a login that were read by a detour, and odd paths that lead where everybody may go."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.data_theft.detour import leads_to
from siaga.detection.behaviours.data_theft.records import BEHAVIOUR

BAD, ODD = "203.0.113.70", ("path-traversal",)
PEOPLE = [f"192.0.2.{number}" for number in range(1, 8)]


def _site() -> Story:
    story = Story()
    story.visits(range(1, 12), PEOPLE, "/peta/lapisan")
    story.visits(range(1, 12), PEOPLE, "/peta/legenda", size=7_000)
    story.visits(range(1, 12), PEOPLE, "/peta/unduhan", size=5_000)
    return story


def _walk(story: Story, way: str, count: int, *, sizes: int = 1_311, status: int = 200) -> Story:
    for number in range(count):
        page = f"{way}/kasus/{700 + number}"
        story.ask(f"12 02:{number:02}", BAD, page, status, 20_000 + sizes * (number * 7 % 11), families=ODD)
    return story


@pytest.mark.parametrize("way", ["/peta/..;/klinik", "/peta/..;v=1/klinik", "/peta/%2e%2e/klinik"])
def test_a_guarded_part_read_by_a_detour(way: str) -> None:
    story = _site()
    story.ask("12 01:50", BAD, "/klinik/kasus/700", 302)
    (signal,) = _walk(story, way, 8).signals(BEHAVIOUR)
    assert (signal.step, signal.actor.client_ips) == ("exfiltrated", (BAD,))
    assert "in vain (/klinik/kasus/700)" in signal.why
    assert "jalan memutar" in signal.why_id


def test_dozens_need_no_refusal() -> None:
    (signal,) = _walk(_site(), "/peta/..;/klinik", 30).signals(BEHAVIOUR)
    assert signal.step == "exfiltrated"


def test_a_few_without_a_refusal_may_be_anything() -> None:
    assert _walk(_site(), "/peta/..;/klinik", 4).signals(BEHAVIOUR) == []


def test_a_detour_that_is_refused_or_answered_alike_gives_nothing() -> None:
    assert _walk(_site(), "/peta/..;/klinik", 30, status=404).signals(BEHAVIOUR) == []
    assert _walk(_site(), "/peta/..;/klinik", 30, sizes=0).signals(BEHAVIOUR) == []


def test_what_everybody_may_read_needs_no_detour() -> None:
    story = _site()
    for minute, (page, size) in enumerate((("lapisan", 9_000), ("legenda", 7_000), ("unduhan", 5_000))):
        story.ask(f"12 01:{minute}0", BAD, f"/x/..;/peta/{page}", 200, size, families=ODD)
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (b"/a/..;/b/c", b"/b/c"),
        (b"/a/%2e%2e%2fb", b"/b"),
        (b"/a/./b;x=1/c", b"/a/b/c"),
        (b"/../../b", b"/b"),
        (b"/", b"/"),
    ],
)
def test_where_a_path_leads(written: bytes, place: bytes) -> None:
    assert leads_to(written) == place
