"""Each witness in the replies, and the page that would feign it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.injection.replies import (
    Reply,
    answers_at_random,
    beyond_baseline,
    differs_by_variant,
    leaks_bit_by_bit,
    unlike_its_failures,
    waits_as_told,
)
from siaga.detection.ledger.moves import Move
from siaga.detection.ledger.paths import PathFigures

BAD = "203.0.113.5"


def _attacks(*answers: tuple[str, int], status: int = 200, method: str = "GET") -> list[Move]:
    story = Story()
    for place, (query, size) in enumerate(answers):
        story.ask(
            place * 1_000_000,
            BAD,
            f"{method} /berita.php?id={query}",
            status,
            size,
            families=("sql-injection",),
        )
    return story.moves()


def _timed(*answers: tuple[str, float]) -> list[Move]:
    story = Story()
    for place, (query, seconds) in enumerate(answers):
        story.ask(
            place * 99_000_000, BAD, f"/berita.php?id={query}", seconds=seconds, families=("sql-injection",)
        )
    return story.moves()


def _baseline(sizes: Sequence[int]) -> PathFigures | None:
    story = Story()
    for place, size in enumerate(sizes):
        story.ask(place * 1_000_000, f"192.0.2.{place}", "/berita.php?id=1", size=size)
    return story.scene().ledger.paths.figures(b"/berita.php")


def test_replies_beyond_what_visitors_ever_got() -> None:
    attacks = _attacks(("1'", 4_000), ("1+UNION+SELECT+1", 30_000), ("1+UNION+SELECT+2", 31_000))
    found = beyond_baseline(attacks, _baseline([4_000, 4_100, 4_200, 4_300, 4_400]))
    assert found is not None
    assert found.kind == "large"
    assert [move.size for move in found.lines] == [30_000, 31_000]
    assert "4400" in found.en
    assert "31000" in found.idn


@pytest.mark.parametrize(
    ("sizes", "largest"),
    [
        ([4_000] * 4, 30_000),  # too little is known of the page
        ([4_000, 9_000, 12_000, 28_000, 30_000], 30_000),  # visitors got as much
        ([4_000] * 5, 4_300),  # a little more than ever is nothing
    ],
)
def test_large_replies_that_prove_nothing(sizes: list[int], largest: int) -> None:
    assert beyond_baseline(_attacks(("1'", largest), ("2'", largest)), _baseline(sizes)) is None


def test_an_unknown_page_has_no_baseline() -> None:
    assert beyond_baseline(_attacks(("1'", 90_000)), None) is None


def test_an_echo_of_a_long_payload_is_not_beyond_the_baseline() -> None:
    attacks = _attacks(("x" * 3_000, 4_000 + 3 * 3_000))
    assert beyond_baseline(attacks, _baseline([4_000] * 6)) is None


def test_few_variants_answered_unlike_the_failures() -> None:
    answers = [(f"1+AND+{number}", 4_000) for number in range(8)]
    found = unlike_its_failures(_attacks(*answers, ("1+UNION+SELECT+1", 21_000)))
    assert found is not None
    assert [move.size for move in found.lines] == [21_000]


def test_files_that_are_there_have_sizes_of_their_own_among_those_that_are_not() -> None:
    missing = [(f"..%2f{number}", 3_318) for number in range(6)]
    there = [("..%2fpasswd", 1_988), ("..%2fconfig.php", 18_402), ("..%2fkoneksi.php", 4_527)]
    found = unlike_its_failures(_attacks(*missing, *there), reads=True)
    assert found is not None
    assert found.points == 3
    two = unlike_its_failures(_attacks(*missing, *there[:2]), reads=True)
    assert two is not None
    assert two.points == 2


def test_variants_that_all_fail_alike_prove_nothing() -> None:
    assert unlike_its_failures(_attacks(*((f"1+AND+{n}", 4_000 + n) for n in range(9)))) is None


def test_each_variant_with_an_answer_of_its_own() -> None:
    sizes = (210, 4_400, 900, 18_000, 2_700)
    found = differs_by_variant(_attacks(*((f"%7Ccommand{n}", size) for n, size in enumerate(sizes))))
    assert found is not None
    assert len(found.lines) == len(sizes)


def test_the_same_answer_to_each_variant_proves_nothing() -> None:
    assert differs_by_variant(_attacks(*((f"%7Ccommand{n}", 4_000) for n in range(6)))) is None


def test_a_search_page_that_echoes_proves_nothing_by_its_variants() -> None:
    queries = ["x" * 70 * n for n in range(1, 9)]
    assert differs_by_variant(_attacks(*((query, 3_000 + len(query)) for query in queries))) is None
    assert unlike_its_failures(_attacks(*((query, 3_000 + len(query)) for query in queries))) is None


def test_posts_alike_in_the_log_are_variants_by_their_lines() -> None:
    found = differs_by_variant(_attacks(*(("", size) for size in (10, 5_000, 900, 14_000)), method="POST"))
    assert found is not None


def _asked(*sizes: int, families: tuple[str, ...] = ()) -> list[Move]:
    story = Story()
    for place, size in enumerate(sizes):
        story.ask(f"01 10:{place:02}", f"192.0.2.{place}", "/acak.php?x=1", size=size, families=families)
    return story.moves()


def test_a_page_that_answers_at_random_is_known_by_its_repetitions() -> None:
    assert answers_at_random(_asked(4_000, 9_000, 6_000))
    assert not answers_at_random(_asked(4_000, 4_020, 4_010))
    assert not answers_at_random(_asked(4_000))
    assert not answers_at_random([])


def test_attacks_may_carry_their_difference_where_no_log_shows_it() -> None:
    assert not answers_at_random(_asked(4_000, 9_000, 6_000, families=("shellshock",)))


def _bits(lead: str, answers: Sequence[bool]) -> list[Move]:
    queries = [
        f"{lead}+AND+ASCII(SUBSTRING((SELECT+database()),{place // 4 + 1},1))%3E{64 + place}"
        for place in range(len(answers))
    ]
    return _attacks(*((query, 4_560 if yes else 2_110) for query, yes in zip(queries, answers, strict=True)))


def test_yes_and_no_leak_bit_by_bit() -> None:
    found = leaks_bit_by_bit(_bits("104", [place % 3 == 0 for place in range(24)]))
    assert found is not None
    assert found.kind == "bits"
    assert len(found.lines) >= 20


def test_always_the_same_answer_leaks_nothing() -> None:
    assert leaks_bit_by_bit(_bits("104", [True] * 24)) is None


def test_a_page_that_turns_its_parameter_into_a_number_answers_by_the_number_alone() -> None:
    # id=7 exists and id=8 does not: what comes behind the number is thrown away
    moves = [
        (f"{n}+AND+ASCII(SUBSTRING((SELECT+user()),{n},1))%3E64", 4_560 if n % 2 else 2_110)
        for n in range(10, 40)
    ]
    assert leaks_bit_by_bit(_attacks(*moves)) is None


def test_a_handful_of_answers_is_no_leak() -> None:
    assert leaks_bit_by_bit(_bits("104", [True, False, True, False])) is None


SLEEPS = (
    "1+AND+SLEEP({})",
    "1%3BSELECT+pg_sleep({})",
    "1%3BWAITFOR+DELAY+'0:0:{}'",
    "1%3Bsleep+{}",
    "1+AND+DBMS_PIPE.RECEIVE_MESSAGE('a',{})",
)


@pytest.mark.parametrize("order", SLEEPS)
def test_delays_as_ordered(order: str) -> None:
    attacks = _timed(
        (order.format(5), 5.1),
        (order.format(5), 5.2),
        (order.format(3), 3.1),
        ("1'", 0.1),
        ("1+AND+1=1", 0.1),
    )
    found = waits_as_told(attacks, [])
    assert found is not None
    assert len(found.lines) == 3
    assert found.kind == ""


def test_neighbours_on_the_page_may_be_honest_visitors() -> None:
    attacks = _timed(("1+AND+SLEEP(5)", 5.1), ("1+AND+SLEEP(4)", 4.1))
    assert waits_as_told(attacks, []) is None
    assert waits_as_told(attacks, _timed(("1", 0.2), ("2", 0.1))) is not None


def test_a_page_that_is_always_slow_proves_nothing() -> None:
    attacks = _timed(("1+AND+SLEEP(5)", 5.1), ("1+AND+SLEEP(5)", 5.6), ("1'", 5.2))
    assert waits_as_told(attacks, _timed(("1", 5.3), ("2", 6.1))) is None


def test_orders_that_were_not_obeyed_prove_nothing() -> None:
    attacks = _timed(*(("1+AND+SLEEP(5)", 0.1) for _ in range(6)), ("1'", 0.1))
    assert waits_as_told(attacks, _timed(("1", 0.2))) is None


def test_one_slow_answer_may_be_chance() -> None:
    attacks = _timed(("1+AND+SLEEP(5)", 5.1), ("1'", 0.1))
    assert waits_as_told(attacks, _timed(("1", 0.2))) is None


def test_without_durations_in_the_log_nothing_is_said() -> None:
    attacks = _timed(("1+AND+SLEEP(5)", -1), ("1+AND+SLEEP(5)", -1), ("1'", -1))
    assert waits_as_told(attacks, []) is None


@pytest.mark.parametrize(
    "witness", [unlike_its_failures, differs_by_variant, leaks_bit_by_bit], ids=["unlike", "variant", "bits"]
)
def test_no_attacks_no_witness(witness: Callable[[list[Move]], Reply | None]) -> None:
    assert witness([]) is None


def test_on_a_well_known_page_several_replies_need_less_room_above_the_largest() -> None:
    sizes = [12_000 + place % 90 * 120 for place in range(300)]
    carried = tuple((f"-1+union+select+1,{place}", 25_500 + 400 * place) for place in range(4))
    attacks = _attacks(("1'", 11_900), ("-1+union+select+1", 12_100), *carried)
    found = beyond_baseline(attacks, _baseline(sizes))
    assert found is not None
    assert len(found.lines) == 4
    assert beyond_baseline(attacks, _baseline(sizes[:90])) is None  # hardly known
    assert beyond_baseline(attacks[:4], _baseline(sizes)) is None  # an accident or two
