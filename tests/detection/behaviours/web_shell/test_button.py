"""A button on a page is told from a tool that somebody works."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.detection.behaviours.story import SITE, Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR

OFFICE = "203.0.113.66"
PEOPLE = [f"{net}.{number}" for number in range(10, 20) for net in ("192.0.2", "198.51.100", "203.0.113")]
EXPORT = "/assets/tabel/ekspor.php"
PAGE = f"https://{SITE}/absensi"
SIZES = (41_811, 43_230, 48_627, 45_817, 47_206, 46_401)


def _ordinary() -> Story:
    story = Story()
    story.visits(range(1, 13), PEOPLE, "/berita/kerja-bakti")
    story.visits(range(1, 13), PEOPLE[:4], "/")
    story.visits(range(2, 13), PEOPLE[:4], "/absensi")
    return story


def _press(
    sizes: Sequence[int] = SIZES,
    days: Sequence[int] = range(5, 11),
    times: Sequence[str] = ("07:30",),
    page: str = PAGE,
    request: str = f"POST {EXPORT}",
) -> Story:
    story = _ordinary()
    for day, size in zip(days, sizes, strict=False):
        for time in times:
            story.ask(f"{day:02} {time}", OFFICE, request, size=size, referrer=page)
    return story


def test_an_export_that_the_office_presses_day_by_day() -> None:
    assert not _press().signals(BEHAVIOUR)


@pytest.mark.parametrize(
    "worked",
    [
        _press(sizes=(120, 4_000, 900, 17_000, 47_206, 552)),  # orders have answers of all sizes
        _press(days=(5, 5, 5, 6, 6, 7), times=("07:30",)),  # on too few days
        _press(times=("07:30", "07:31", "07:33")),  # order after order in one sitting
        _press(page=f"https://{SITE}{EXPORT}"),  # the tool's own form
        _press(page=f"https://{SITE}/"),  # what anybody would forge
        _press(page=f"https://{SITE}/tidak/ada"),  # a page that nobody reads
        _press(page="https://lain.example/absensi"),
        _press(page="-"),
        _press(request=f"{EXPORT}?cmd=whoami"),  # commands
    ],
)
def test_a_tool_that_is_worked(worked: Story) -> None:
    assert worked.signals(BEHAVIOUR)


def test_a_page_that_came_with_the_script_is_no_page_of_the_site() -> None:
    story = _press(page=f"https://{SITE}/rekap")
    story.visits(range(5, 11), PEOPLE[:4], "/rekap")
    assert story.signals(BEHAVIOUR)


def test_whoever_attacks_the_site_presses_no_buttons() -> None:
    story = _press()
    for minute in range(3):
        story.ask(f"05 06:1{minute}", OFFICE, f"/berita?id={minute}%27", families=("sql-injection",))
    assert story.signals(BEHAVIOUR)


def test_only_the_one_who_sent_the_script_up() -> None:
    story = _press()
    story.tell(
        "05 07:00", "upload", "success", user="web", client=OFFICE, application="ftp", what=f"/www{EXPORT}"
    )
    assert story.signals(BEHAVIOUR)
    story.ask("11 08:00", PEOPLE[0], f"POST {EXPORT}", size=44_000, referrer=PAGE)
    assert not story.signals(BEHAVIOUR)
