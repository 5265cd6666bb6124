"""What a script was given, and whether its answers depend on that."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import BROWSER, Story

from siaga.detection.behaviours.web_shell.usage import Usage, usage_of

BAD = "203.0.113.66"


def _usage(*requests: tuple[str, int], families: tuple[str, ...] = ()) -> Usage:
    story = Story()
    for place, (request, size) in enumerate(requests):
        story.ask(f"10 22:{place:02}", BAD, request, size=size, families=families)
    scene = story.scene()
    return usage_of(scene, scene.moves)


def test_input_is_a_body_or_a_query() -> None:
    usage = _usage(("/x.php", 50), ("/x.php?a=1", 70), ("POST /x.php", 90))
    assert [move.size for move in usage.given] == [70, 90]


def test_answers_count_by_their_sizes() -> None:
    usage = _usage(*(("POST /x.php", size) for size in (100, 5_000, 100, 900)))
    assert usage.answers == 3
    assert not usage.static


def test_what_changes_by_itself_does_not_count() -> None:
    usage = _usage(*(("/x.php?a=1", size) for size in (100, 5_000, 900, 12_000)))
    assert usage.answers <= 1


def test_an_echo_of_the_input_is_one_answer() -> None:
    queries = ["x" * 60 * n for n in range(1, 6)]
    assert _usage(*((f"/x.php?a={query}", 300 + len(query)) for query in queries)).answers == 1


def test_a_picture_answers_the_same_to_anything() -> None:
    assert _usage(*((f"/x.php?a={n}", 4_000) for n in range(4))).static


@pytest.mark.parametrize(
    ("query", "tool"),
    [
        ("c=id", True),
        ("x=cat+/etc/hostname", True),
        ("x=%77hoami", True),
        ("id=12", False),
        ("q=identitas", False),
        ("halaman=lsm", False),
        ("ip=192.0.2.1%3Bid", False),  # an injection into an honest page
    ],
)
def test_a_parameter_that_is_a_command(query: str, tool: bool) -> None:
    assert bool(_usage((f"/x.php?{query}", 100)).tool) == tool


def test_the_signatures_know_some_tools() -> None:
    assert _usage(("POST /x.php", 100), families=("web-shell",)).tool
    assert not _usage(("POST /x.php", 100), families=("sql-injection",)).tool


def test_obeying_takes_tool_like_input_and_answers_to_match() -> None:
    commands = ("/x.php?c=id", "/x.php?c=uname", "/x.php?c=ls", "/x.php?c=pwd")
    assert _usage(*zip(commands, (90, 400, 9_000, 1_700), strict=True)).commanded
    assert not _usage(*zip(commands, (900, 900, 900, 900), strict=True)).commanded


def test_days_of_use() -> None:
    story = Story()
    for day in (3, 3, 5):
        story.ask(f"{day:02} 10:00", BAD, "POST /x.php")
    scene = story.scene()
    assert usage_of(scene, scene.moves).days == 2


@pytest.mark.parametrize(("agent", "exchanged"), [("SIAK-Sync/2.0", True), (BROWSER, False)])
def test_a_program_under_its_own_name_exchanges_data(agent: str, exchanged: bool) -> None:
    story = Story()
    for day in (3, 4, 5):
        story.ask(f"{day:02} 09:00", BAD, "POST /data/sync.php?cmd=push", size=900 + 97 * day, agent=agent)
    usage = usage_of(story.scene(), story.moves())
    assert usage.exchanged is exchanged
    assert not usage.scheduled


def _by_agent(*agents: str) -> Usage:
    story = Story()
    for place, agent in enumerate(agents):
        story.ask(f"10 22:{place:02}", BAD, "/x.php", size=40 + 900 * place, agent=agent)
    scene = story.scene()
    return usage_of(scene, scene.moves)


def test_orders_may_travel_in_the_user_agent() -> None:
    usage = _by_agent(*(f"Mozilla/5.0 qOlbbSbBfkua{n}LlhT88c99UabZ==" for n in range(4)))
    assert (len(usage.given), usage.answers, usage.commanded) == (4, 4, True)


def test_browsers_of_many_names_give_no_orders() -> None:
    assert not _by_agent(BROWSER, "facebookexternalhit/1.1", "Mozilla/5.0 Gecko/20100101", "curl/8").given
    assert not _by_agent("Mozilla/5.0 qOlbbSbBfkua1LlhT88c99UabZ==").given
