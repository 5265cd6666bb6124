"""Walks through numbers that nobody has, where records of others differ in length."""

from __future__ import annotations

from collections.abc import Callable

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.data_theft.hollow import ALIKE, PEERS, Hollow
from siaga.detection.behaviours.data_theft.records import BEHAVIOUR, MANY
from siaga.detection.ledger.moves import Move

BAD = "198.51.100.209"
NONE = 1_912


def _people(sizes: Callable[[int], int] = lambda place: 7_000 + 37 * place) -> Story:
    """Give everybody the one record of which the number was sent to him."""
    story = Story()
    for place in range(3 * PEERS):
        client = f"192.0.{place}.7"
        story.ask(f"01 10:{place:02}", client, f"/penerima/detail/{51_000 + 7 * place}", size=sizes(place))
    return story


def _walk(story: Story, sizes: Callable[[int], int], *, status: int = 200, count: int = 6 * MANY) -> None:
    for place in range(count):
        story.ask(
            f"02 {1 + place // 60:02}:{place % 60:02}",
            BAD,
            f"/penerima/detail/{9_900 + place}",
            status,
            sizes(place),
        )


def test_one_answer_to_all_numbers_where_records_differ_is_no_reading() -> None:
    story = _people()
    # The answer repeats the number that was asked for, which grows by a digit.
    _walk(story, lambda place: NONE + (place > 99))
    assert story.signals(BEHAVIOUR) == []


def test_what_was_found_between_the_gaps_is_counted() -> None:
    story = _people()
    _walk(story, lambda place: NONE if place % 3 else 7_000 + 11 * place, count=12 * MANY)
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.client_ips == (BAD,)
    assert f"at least {4 * MANY} different records" in signal.why


def test_records_that_are_equally_long_for_everybody_were_read() -> None:
    story = _people(lambda _: NONE)
    _walk(story, lambda _: NONE)
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.client_ips == (BAD,)


def test_parts_of_records_are_as_long_as_the_reader_wants_them() -> None:
    story = _people()
    _walk(story, lambda _: NONE, status=206)
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.client_ips == (BAD,)


def test_too_few_readers_or_numbers_show_nothing() -> None:
    moves = _people().moves()
    walk = _people(lambda _: NONE).moves()[:ALIKE]

    def left(peers: list[Move], mine: list[Move]) -> int:
        return len(Hollow(peers).without(dict(enumerate(mine))))

    assert left(moves, walk) == 0
    assert left(moves[:PEERS], walk) == ALIKE
    assert left(moves, walk[1:]) == ALIKE - 1
