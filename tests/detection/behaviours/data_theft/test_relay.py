"""Papers read by many addresses as one, and the many who each read their own."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import BROWSER, CRAWLER, Story, clock

from siaga.detection.behaviours.data_theft.records import BEHAVIOUR

SLIP = "/pendaftaran/bukti/"
FIRST, MINUTE_US = 46_600, 60_000_000
RENTED = [f"{place}.0.113.{place}" for place in range(101, 113)]
OTHER = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0.0.0 Mobile Safari/537.36"


def _register(story: Story, days: range, *, agent: str = BROWSER, guarded: bool = True) -> None:
    """Let patients register one after another, each reading the slip that was just made; some look again."""
    for day in days:
        for place in range(20):
            number = FIRST + 20 * (day - 1) + place
            client = f"{20 + place}.{day}.100.{place}"
            slip = f"{SLIP}{number}?k=h{number * 7919 % 100_003}x"
            at = clock(f"{day:02} 08:00") + place * 10 * MINUTE_US
            story.ask(at, client, slip, size=52_000 + place, referrer="https://kota.example/", agent=agent)
            if place % 3 == 0:
                story.ask(at + 300 * MINUTE_US, client, slip, size=52_000 + place, agent=agent)
        if guarded:
            story.ask(f"{day:02} 13:00", "198.51.100.9", f"{SLIP}{FIRST}", 403, 871)


def _walk(
    story: Story,
    clients: list[str],
    *,
    first: int = FIRST,
    status: int = 200,
    agent: str = BROWSER,
    referrer: str = "-",
) -> None:
    for place in range(90):
        at = clock("09 01:00") + place * MINUTE_US // 3
        client = clients[place * 7 % 11 % len(clients)]
        size = 52_000 + place % 17 if status == 200 else 871
        slip = f"{SLIP}{first + place}?k=1"
        story.ask(at, client, slip, status, size, agent=agent, referrer=referrer)


def _site(*, guarded: bool = True) -> Story:
    story = Story()
    _register(story, range(1, 9), agent=OTHER, guarded=guarded)
    return story


def test_old_slips_read_once_each_in_turns_are_one_reader_s() -> None:
    story = _site()
    _walk(story, RENTED)
    (signal,) = story.signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("exfiltrated", "confirmed")
    assert set(signal.actor.client_ips) <= set(RENTED)
    assert len(signal.actor.client_ips) >= 10
    assert "one and the same key" in signal.why
    assert "satu kunci yang sama" in signal.why_id
    assert {witness.role for witness in signal.witnesses} == {"record"}


def test_the_newest_slips_are_their_owners_also_where_many_use_one_browser() -> None:
    story = _site()
    for place in range(120):
        agent = BROWSER if place % 2 else OTHER
        at = clock("09 08:00") + place * 4 * MINUTE_US
        client = f"{20 + place}.9.100.{place}"
        story.ask(at, client, f"{SLIP}{FIRST + 160 + place}?k=q{place * 7919 % 100_003}x", agent=agent)
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize(
    ("status", "agent", "referrer"),
    [(403, BROWSER, "-"), (200, CRAWLER, "-"), (200, BROWSER, "https://kota.example/petugas/daftar")],
)
def test_walks_that_were_refused_or_are_a_crawler_s_or_follow_a_list(
    status: int, agent: str, referrer: str
) -> None:
    story = _site()
    _walk(story, RENTED, status=status, agent=agent, referrer=referrer)
    assert story.signals(BEHAVIOUR) == []


def test_documents_that_nobody_was_ever_refused_are_everybody_s() -> None:
    story = _site(guarded=False)
    _walk(story, RENTED)
    assert story.signals(BEHAVIOUR) == []


def test_a_few_addresses_and_numbers_out_of_order_are_no_relay() -> None:
    few, mixed = _site(), _site()
    _walk(few, RENTED[:3])
    for place in range(90):
        at = clock("09 01:00") + place * MINUTE_US
        mixed.ask(at, RENTED[place % 12], f"{SLIP}{FIRST + place * 37 % 120}?k=1", size=52_000 + place)
    assert few.signals(BEHAVIOUR) == []
    assert mixed.signals(BEHAVIOUR) == []
