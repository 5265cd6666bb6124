"""Tells a story's sign-in to WordPress and the two pages of its administration that follow."""

from __future__ import annotations

from tests.detection.behaviours.story import BROWSER, Story, clock

PAGES = (
    ("/wp-login.php", 200),
    ("POST /wp-login.php", 302),
    ("/wp-admin/", 200),
    ("/wp-admin/edit.php", 200),
)


def sign_in(story: Story, when: str, client: str, *, linked: bool = True, agent: str = BROWSER) -> None:
    """Sign in at a time ("dd hh:mm"); `linked` says whether each page leads to the next one."""
    referrer = "https://kota.example/wp-admin/" if linked else "-"
    for place, (request, status) in enumerate(PAGES):
        at = clock(when) + place * 15_000_000
        story.ask(at, client, request, status, 40_000 + place, referrer=referrer, agent=agent)
