"""Walks through records, and people and crawlers who read a lot."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.detection.behaviours.story import BROWSER, CRAWLER, Story

from siaga.detection.behaviours.data_theft.records import BEHAVIOUR, MANY
from siaga.findings.shape import Signal

BAD = "198.51.100.209"
SCRIPT = "python-requests/2.31.0"


def _site() -> Story:
    story = Story()
    for day in range(1, 8):
        for place in range(6):
            story.ask(
                f"{day:02} 09:{place:02}",
                f"192.0.2.{place}",
                f"/permohonan/cetak?no={day * 100 + place}",
                size=15_000,
                referrer="https://kota.example/permohonan",
            )
    return story


def _walk(
    story: Story,
    numbers: Iterable[int],
    *,
    client: str = BAD,
    agent: str = SCRIPT,
    page: str = "/permohonan/cetak?no=",
) -> None:
    for place, number in enumerate(numbers):
        story.ask(
            f"08 {1 + place // 60:02}:{place % 60:02}",
            client,
            f"{page}{number}",
            size=15_000 + number % 90,
            agent=agent,
        )


def _only(story: Story) -> Signal:
    (signal,) = story.signals(BEHAVIOUR)
    return signal


@pytest.mark.parametrize("page", ["/permohonan/cetak?no=", "/api/penduduk/", "/warga?aksi=lihat&id="])
def test_a_walk_through_numbers(page: str) -> None:
    story = _site()
    _walk(story, range(4_000, 4_000 + 3 * MANY), page=page)
    signal = _only(story)
    assert (signal.step, signal.behaviour) == ("exfiltrated", "bulk_reading")
    assert signal.actor.client_ips == (BAD,)
    assert "different records" in signal.why
    assert "data berbeda" in signal.why_id
    assert {witness.role for witness in signal.witnesses} == {"record"}


def test_the_same_record_again_and_again_is_one_record() -> None:
    story = _site()
    _walk(story, [4_000] * 150)
    assert story.signals(BEHAVIOUR) == []


def test_a_few_dozen_records_are_a_clerk_s_day() -> None:
    story = _site()
    _walk(story, range(4_000, 4_000 + MANY // 2), agent=BROWSER)
    assert story.signals(BEHAVIOUR) == []


def test_a_walk_that_was_refused_read_nothing() -> None:
    story = _site()
    for number in range(150):
        story.ask(
            f"08 {1 + number // 60:02}:{number % 60:02}",
            BAD,
            f"/permohonan/cetak?no={number}",
            403,
            900,
            agent=SCRIPT,
        )
    assert story.signals(BEHAVIOUR) == []


def test_a_walk_that_got_one_and_the_same_page_read_nothing() -> None:
    story = _site()
    for number in range(150):
        story.ask(
            f"08 {1 + number // 60:02}:{number % 60:02}",
            BAD,
            f"/penduduk/{number}",
            size=2_222,
            agent=SCRIPT,
            families=("scanner",),
        )
    assert story.signals(BEHAVIOUR) == []


def test_a_search_engine_from_its_own_network_may_read_all() -> None:
    story = _site()
    _walk(story, range(1, 150), client="66.249.66.12", agent=CRAWLER, page="/anggota/")
    assert story.signals(BEHAVIOUR) == []


def test_claiming_to_be_a_search_engine_from_elsewhere_does_not_help() -> None:
    story = _site()
    _walk(story, range(1, 150), agent=CRAWLER, page="/anggota/")
    assert _only(story).actor.client_ips == (BAD,)


def test_pages_that_are_no_records_may_be_read_in_order() -> None:
    story = _site()
    _walk(story, range(1, 150), page="/berita/")
    assert story.signals(BEHAVIOUR) == []


def _pages(story: Story, *, refused: bool) -> None:
    for number in range(1, 3 * MANY):
        target = f"/api/v1/warga?page={number}&per_page=500"
        story.ask(
            f"08 {1 + number // 60:02}:{number % 60:02}", BAD, target, size=90_000 + number, agent=SCRIPT
        )
    if refused:
        story.ask("07 03:00", "203.0.113.9", "/api/v1/warga?page=1&per_page=500", 401, 70, agent=SCRIPT)


def test_the_pages_of_a_guarded_list_are_counted_by_their_own_number() -> None:
    story = _site()
    _pages(story, refused=True)
    signal = _only(story)
    assert "/api/v1/warga?page=#" in signal.why
    assert signal.actor.client_ips == (BAD,)


def test_the_pages_of_a_list_that_is_open_to_all_may_be_read() -> None:
    story = _site()
    _pages(story, refused=False)
    assert story.signals(BEHAVIOUR) == []


def _clerk(*, referrer: str) -> Story:
    """Somebody looks up hundreds of records within days, as people come to the counter."""
    story = Story()
    for place in range(30):
        story.ask(
            f"08 08:{place:02}",
            f"192.0.{place}.2",
            f"/warga/{8_000 + 13 * place}",
            size=9_000,
            referrer=referrer,
        )
    for place in range(6 * MANY):
        number = 3_000 + 7 * place if place % 2 else 9_000 - 11 * place
        story.ask(
            f"{8 + place // 80:02} 09:{place % 60:02}:{place // 80:02}",
            BAD,
            f"/warga/{number}",
            size=9_000 + place,
        )
    return story


def test_a_log_without_referrers_does_not_say_that_no_page_led_there() -> None:
    assert _clerk(referrer="-").signals(BEHAVIOUR) == []
    assert "no page led there" in _only(_clerk(referrer="https://kota.example/cek")).why
