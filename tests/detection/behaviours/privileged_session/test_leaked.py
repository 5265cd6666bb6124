"""Only a settings file that was really served, to others than the site's people, and lately, leaked."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.privileged_session.leaked import LeakedSecrets

BAD, READER = "203.0.113.77", "198.51.100.20"
LEAK = ("secret-files",)


def _session(story: Story, day: str = "10") -> bool:
    story.ask(f"{day} 02:10", BAD, "POST /phpmyadmin/index.php?route=/", 302)
    story.ask(f"{day} 02:11", BAD, "/phpmyadmin/index.php?route=/server/databases")
    scene = story.scene()
    return LeakedSecrets(scene).before(scene.sessions[-1]) is not None


def test_a_file_that_anybody_was_served_shortly_before() -> None:
    story = Story()
    story.ask("09 21:00", READER, "/.env", size=1_187, families=LEAK)
    assert _session(story)


@pytest.mark.parametrize(("path", "status"), [("/.env", 403), ("/.env.example", 200), ("/berita", 200)])
def test_what_was_refused_or_holds_no_secret(path: str, status: int) -> None:
    story = Story()
    story.ask("09 21:00", READER, path, status, 1_187, families=LEAK)
    assert not _session(story)


def test_what_the_site_says_to_anything_is_no_file() -> None:
    story = Story()
    for place in range(8):
        story.ask(f"09 21:{place:02}", READER, f"/v{place}/.env", size=4_512, families=LEAK)
    assert not _session(story)


def test_what_was_read_weeks_before_or_afterwards() -> None:
    before, after = Story(), Story()
    before.ask("01 21:00", READER, "/.env", size=1_187, families=LEAK)
    after.ask("11 21:00", READER, "/.env", size=1_187, families=LEAK)
    assert not _session(before, "28")
    assert not _session(after)
