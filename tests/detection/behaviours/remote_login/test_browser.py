"""What speaks for a login from a strange place."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import BROWSER, Story

from siaga.detection.behaviours.remote_login.behaviour import BEHAVIOUR
from siaga.detection.behaviours.remote_login.browser import (
    OWN_BROWSER,
    SECOND_FACTOR,
    STAFF_BROWSER,
    Browsers,
)
from siaga.detection.behaviours.remote_login.past import Past

OFFICE, AWAY = "192.0.2.140", "203.0.113.90"


def _story(agent: str = BROWSER, user_agent: bool = True) -> Story:  # noqa: FBT002 (a table's column)
    story = Story()
    for day in range(1, 6):
        detail = {"user_agent": BROWSER} if user_agent else {}
        story.tell(f"{day:02} 02:00", "login", "success", user="budi", client=OFFICE, detail=detail)
    story.tell(
        "08 02:00",
        "login",
        "success",
        user="budi",
        client=AWAY,
        detail={"user_agent": agent} if agent else {},
    )
    return story


def _in_favour(story: Story) -> int:
    scene = story.scene()
    past = Past()
    for login in scene.happenings:
        if login.event.client_ip == OFFICE:
            past.learn(login)
    good = [h for h in scene.happenings if h.event.outcome == "success"]
    return Browsers(scene, good).in_favour(good[-1], past)


def test_the_browser_that_the_account_signs_in_with() -> None:
    assert _in_favour(_story()) == OWN_BROWSER


@pytest.mark.parametrize("agent", ["Mozilla/5.0 (Windows NT 10.0) Chrome/1", "curl/8.0", ""])
def test_another_browser_a_script_or_none(agent: str) -> None:
    assert _in_favour(_story(agent)) == 0


def test_a_second_factor() -> None:
    story = _story("")
    detail = {"step": "second factor"}
    story.tell("08 02:01", "login", "success", user="budi", client=AWAY, detail=detail)
    assert _in_favour(story) == SECOND_FACTOR


def _with_staff(story: Story) -> Story:
    for day in range(1, 6):
        story.ask(f"{day:02} 03:00", OFFICE, "POST /wp-login.php", 302)
        story.ask(
            f"{day:02} 03:01", OFFICE, "/wp-admin/index.php", referrer="https://kota.example/wp-login.php"
        )
    return story


def test_the_browser_of_those_who_run_the_site_from_the_account_s_place() -> None:
    story = _with_staff(_story("", user_agent=False))
    story.ask("08 02:05", AWAY, "POST /survei/kirim.php", 302)
    assert _in_favour(story) == STAFF_BROWSER
    other = _with_staff(_story("", user_agent=False))
    other.ask("08 02:05", AWAY, "POST /survei/kirim.php", 302, agent="Mozilla/5.0 (other)")
    assert _in_favour(other) == 0


def _downloads(story: Story, agent: str) -> Story:
    detail = {"user_agent": agent}
    for number in range(30):
        story.tell(
            f"08 02:{number + 10}",
            "download",
            "success",
            user="budi",
            client=AWAY,
            what=f"/a-{number}.pdf",
            detail=detail,
        )
    return story


def test_work_on_a_journey_is_no_theft() -> None:
    assert _downloads(_story(), BROWSER).signals(BEHAVIOUR) == []
