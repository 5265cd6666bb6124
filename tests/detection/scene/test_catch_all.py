"""A site's answer to anything is learned from many different paths, never from a few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.moves import Move
from siaga.detection.scene.catch_all import DIFFERENT_PATHS, PROBED_FAMILIES, PROBED_PATHS, CatchAll, learn

from .moving import move, post

NAMES = [f"/{'x' * number}{number}.php" for number in range(1, 40)]
NOTHING = CatchAll(frozenset(), frozenset())


def same(count: int, size: int = 9_000, status: int = 200) -> list[Move]:
    return [move(name, size=size, status=status) for name in NAMES[:count]]


def echo(count: int, times: int = 1, base: int = 700) -> list[Move]:
    return [move(name, size=base + times * len(name)) for name in NAMES[:count]]


def test_one_size_for_many_names_is_a_catch_all() -> None:
    learned = learn(same(DIFFERENT_PATHS))
    assert learned.covers(move("/never-seen.php", size=9_000))
    assert learned.covers(move("/never-seen.php", size=9_004))
    assert not learned.covers(move("/never-seen.php", size=9_100))
    assert not learned.covers(move("/never-seen.php", size=9_000, status=201))


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_page_that_repeats_the_path_is_a_catch_all(times: int) -> None:
    learned = learn(echo(12, times))
    asked = "/quite/another/name.php?a=1"
    assert learned.covers(move(asked, size=700 + times * len(asked)))
    assert not learned.covers(move(asked, size=70_000))


@pytest.mark.parametrize(
    "moves",
    [
        [],
        same(DIFFERENT_PATHS - 1),
        [move("/a.php", size=9_000)] * 50,
        [move(f"/a.php?id={number}", size=9_000) for number in range(50)],
        [move(f"/admin/warga/{number}", size=700 + 40 * (number % 7)) for number in range(1_000, 1_050)],
        echo(DIFFERENT_PATHS - 1),
        same(30, status=404),
        same(30, status=302),
        same(30, size=0),
        same(30, size=-1),
        [post(name) for name in NAMES],
    ],
)
def test_nothing_is_learned_from_too_little(moves: list[Move]) -> None:
    assert learn(moves) == NOTHING


def test_an_answer_of_unknown_size_is_never_covered() -> None:
    assert not learn(same(30)).covers(move("/a.php", size=-1))


def probes(paths: int, families: int, served: int) -> list[tuple[Move, frozenset[str]]]:
    return [
        (
            move(f"/probe-{number}", size=4_000 + 37 * number, status=200 if number < served else 404),
            frozenset({f"family-{number % families}"}),
        )
        for number in range(paths)
    ]


def test_a_site_that_answers_every_probe_answers_anything() -> None:
    learned = learn([], probes(PROBED_PATHS * 2, PROBED_FAMILIES, PROBED_PATHS * 2))
    assert learned.band is not None
    assert learned.covers(move("/shell.php", size=4_100))
    assert not learned.covers(move("/shell.php", size=90_000))


@pytest.mark.parametrize(
    ("paths", "families", "served"),
    [
        (PROBED_PATHS - 1, PROBED_FAMILIES, PROBED_PATHS),
        (PROBED_PATHS * 2, PROBED_FAMILIES - 1, PROBED_PATHS * 2),
        (PROBED_PATHS * 2, PROBED_FAMILIES, PROBED_PATHS),
        (PROBED_PATHS * 2, PROBED_FAMILIES, 0),
    ],
)
def test_a_site_that_refuses_probes_does_not(paths: int, families: int, served: int) -> None:
    assert learn([], probes(paths, families, served)).band is None


@given(moves=st.permutations(same(7) + echo(9)))
def test_the_order_of_requests_does_not_matter(moves: list[Move]) -> None:
    assert learn(moves) == learn(same(7) + echo(9))


def test_what_a_page_is_about_is_no_probe() -> None:
    told = [(found, frozenset({"gambling"})) for found, _ in probes(40, 1, 40)]
    few = probes(PROBED_PATHS * 2, PROBED_FAMILIES, PROBED_PATHS * 2)
    assert learn([], [*few, *told]).band == learn([], few).band
