"""Pages behind a login, and pages that are merely called admin."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.privileged_session.guarded import GuardedPages
from siaga.detection.scene.sessions import Session


def _proof(story: Story, client: str) -> bool:
    scene = story.scene()
    (session,) = (found for found in scene.sessions if found.client == client)
    return GuardedPages(scene).proves(session)


def test_a_good_login_proves_a_session() -> None:
    story = Story()
    story.ask("01 08:00", "192.0.2.7", "POST /wp-login.php", 302, 20)
    story.ask("01 08:01", "192.0.2.7", "/wp-admin/")
    assert _proof(story, "192.0.2.7")


def test_a_page_that_nobody_was_refused_proves_nothing() -> None:
    story = Story()
    story.ask("01 08:01", "192.0.2.7", "/admin/index.php")
    assert not _proof(story, "192.0.2.7")


def test_a_weighty_act_that_was_carried_out_proves_a_session() -> None:
    story = Story()
    story.ask("01 08:01", "192.0.2.7", "POST /wp-admin/user-new.php", 302, 20)
    assert _proof(story, "192.0.2.7")


def test_two_pages_that_refused_others_prove_a_session() -> None:
    story = Story()
    for page in ("/admin/berita", "/admin/galeri"):
        story.ask("01 07:00", "198.51.100.3", page, 302, 0)
        story.ask("01 08:01", "192.0.2.7", page)
    assert _proof(story, "192.0.2.7")


def test_one_refused_page_is_not_enough() -> None:
    story = Story()
    story.ask("01 07:00", "198.51.100.3", "/admin/berita", 302, 0)
    story.ask("01 08:01", "192.0.2.7", "/admin/berita")
    assert not _proof(story, "192.0.2.7")


def test_what_three_strangers_were_given_is_open() -> None:
    story = Story()
    for page in ("/admin/berita", "/admin/galeri"):
        story.ask("01 06:00", "198.51.100.200", page, 302, 0)
        for number in range(4):
            story.ask(f"01 07:0{number}", f"198.51.100.{number}", page)
    for session in story.scene().sessions:
        assert not GuardedPages(story.scene()).proves(session)


def test_a_catch_all_is_no_administration() -> None:
    story = Story()
    names = ("admin", "administrator", "panel", "dashboard", "kelola", "backend", "operator")
    for place, name in enumerate(names):
        story.ask(f"01 07:{place:02}", "198.51.100.3", f"/{name}/x", 302, 0)
        story.ask(f"01 08:{place:02}", "192.0.2.7", f"/{name}/x", size=4_321)
    assert not _proof(story, "192.0.2.7")


def test_an_empty_scene_proves_no_session_of_nobody() -> None:
    story = Story()
    story.ask("01 08:01", "192.0.2.7", "/admin/berita")
    scene = story.scene()
    assert not GuardedPages(scene).proves(Session("192.0.2.7", scene.moves))
