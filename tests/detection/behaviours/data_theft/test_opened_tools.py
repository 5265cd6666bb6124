"""A database tool opened with what was read next door, and those who have its password by right."""

from __future__ import annotations

from dataclasses import replace

from tests.detection.behaviours.story import BROWSER, Story

from siaga.detection.behaviours.data_theft.sources import BEHAVIOUR
from siaga.findings.shape import Signal

BAD, OFFICE = "203.0.113.40", "192.0.2.8"
TOOL = "/dbadmin/index.php?route="
FILES = {
    "../../../etc/passwd": 1_966,
    "../index.php": 6_120,
    "../tidakada.php": 187,
    "../inc/koneksi.php": 412,
}


def _neighbour(sizes: dict[str, int] | None = None, client: str = BAD) -> Story:
    story = Story()
    for place, (name, size) in enumerate((sizes or FILES).items()):
        story.ask(
            f"10 03:{place:02}", client, f"/unduh.php?file={name}", 200, size, families=("path-traversal",)
        )
    return story


def _work(story: Story, day: int = 10, client: str = BAD, *, failures: int = 0, agent: str = BROWSER) -> None:
    for second in range(failures):
        story.ask(f"{day:02} 03:30:{second:02}", client, f"POST {TOOL}/", 200, 4_688, agent=agent)
    story.ask(f"{day:02} 03:35", client, f"POST {TOOL}/", 302, 0, agent=agent)
    for place, page in enumerate(("/server/databases", "/database/structure&db=arsip")):
        story.ask(f"{day:02} 03:3{6 + place}", client, TOOL + page, size=22_810 + place, agent=agent)
    story.ask(f"{day:02} 03:39", client, f"POST {TOOL}/export", size=5_120_877, agent=agent)


def _signals(story: Story, neighbour: Story) -> list[Signal]:
    scene = story.scene()
    return list(BEHAVIOUR.look(replace(scene, neighbours=[scene, neighbour.scene()])))


def test_a_password_read_next_door_opens_the_tool_at_the_first_try() -> None:
    story = Story()
    _work(story, day=5, client=OFFICE)
    _work(story)
    (signal,) = _signals(story, _neighbour())
    assert (signal.step, signal.confidence) == ("exfiltrated", "confirmed")
    assert signal.actor.client_ips == (BAD,)
    assert {"secret", "login", "dump"} <= {witness.role for witness in signal.witnesses}
    assert "/unduh.php" in signal.why
    assert "5120877 bita" in signal.why_id


def test_a_password_read_on_the_same_site() -> None:
    story = _neighbour()
    _work(story)
    assert [seen.step for seen in BEHAVIOUR.look(story.scene())] == ["exfiltrated"]


def test_the_tool_s_keeper_also_tries_the_neighbour_s_page() -> None:
    story = Story()
    _work(story, day=5)
    _work(story)
    assert _signals(story, _neighbour()) == []


def test_where_nothing_was_given_nothing_was_used() -> None:
    story = Story()
    _work(story)
    assert _signals(story, _neighbour(dict.fromkeys(FILES, 187))) == []


def test_who_guesses_did_not_read() -> None:
    story = Story()
    _work(story, failures=4)
    assert _signals(story, _neighbour()) == []


def test_somebody_else_behind_the_same_address_or_days_later() -> None:
    other, later = Story(), Story()
    _work(other, agent="Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/128.0")
    _work(later, day=12)
    assert _signals(other, _neighbour()) == []
    assert _signals(later, _neighbour()) == []
