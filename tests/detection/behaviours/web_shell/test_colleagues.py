"""A vendor's new page is taken up by many accounts at their desks; a tool by one, or by strangers to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.detection.behaviours.story import SITE, Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR

OFFICE, BAD = "192.0.2.140", "203.0.113.66"
ACCOUNTS = ("ana.s", "budi", "citra.w")
MENU, PAGE = f"https://{SITE}/Menu.aspx", "/Laporan/RekapBaru.aspx"
Client = Callable[[int], str]


def _at_work(accounts: tuple[str, ...] = ACCOUNTS) -> Story:
    story = Story()
    story.visits(range(1, 12), [f"198.51.100.{number}" for number in range(30)], "/berita")
    for day in range(1, 10):
        for place, user in enumerate(accounts):
            story.ask(f"{day:02} 08:{place:02}", OFFICE, "/Laporan/Cuti.aspx", user=user, referrer=MENU)
            story.ask(f"{day:02} 09:{place:02}", OFFICE, "POST /Laporan/Cuti.aspx", user=user, referrer=MENU)
    return story


def _taken_up(
    story: Story, *, users: tuple[str, ...] = ACCOUNTS, client: str = OFFICE, came: str = MENU
) -> None:
    for place, user in enumerate(users * (3 if len(users) > 1 else 9)):
        story.ask(f"10 09:{place:02}:00", client, PAGE, size=480, user=user, referrer=came)
        for step in (1, 2):
            size = 2_000 + 900 * place + 300 * step
            story.ask(
                f"10 09:{place:02}:{20 * step}",
                client,
                f"POST {PAGE}",
                size=size,
                user=user,
                referrer=f"https://{SITE}{PAGE}",
            )


def test_a_new_page_that_colleagues_work_with_is_a_page() -> None:
    story = _at_work()
    _taken_up(story)
    assert not story.signals(BEHAVIOUR)


@pytest.mark.parametrize(
    "unlike",
    [
        {"users": ("ana.s",)},
        {"users": ("ana.s", "budi")},
        {"users": ("-",)},
        {"client": BAD},
        {"came": "-"},
        {"came": "https://www.example.net/Menu.aspx"},
    ],
)
def test_what_few_accounts_or_strangers_use_or_no_page_leads_to_is_looked_at(
    unlike: dict[str, object],
) -> None:
    story = _at_work()
    story.ask("10 08:59", str(unlike.get("client", OFFICE)), "POST /Laporan/unggah", 302)
    _taken_up(story, **unlike)  # type: ignore[arg-type]
    assert story.signals(BEHAVIOUR)


def test_accounts_that_nobody_knew_before_vouch_for_nothing() -> None:
    story = _at_work(("dewi",))
    story.ask("10 08:59", OFFICE, "POST /Laporan/unggah", 302)
    _taken_up(story)
    assert story.signals(BEHAVIOUR)
