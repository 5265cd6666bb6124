"""A program that poses as one of many cached pictures, and folders that take data as a rule."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR
from siaga.detection.behaviours.web_shell.posing import SIBLINGS

STORE = "/media/cache/{:02x}/{:014x}"
POSING = "/media/cache/fc/ba9c5d46a6dc6f"
PHONES = [f"203.0.113.{number}" for number in range(1, 7)]
PEOPLE = [f"192.0.2.{number}" for number in range(1, 5)]


def _site(files: int = SIBLINGS + 5) -> Story:
    story = Story()
    for number in range(files):
        story.visits(range(1, 3), PEOPLE, STORE.format(number, number * 7_919 + 10**12), 40_000)
    return story


def _use(story: Story, path: str = POSING, *, status: int = 200, vary: bool = True) -> Story:
    for place, phone in enumerate(PHONES):
        size = 70 + 530 * place if vary else 70
        story.ask(
            f"{3 + place:02} 22:05", phone, f"POST {path}", status, size, referrer="https://kota.example/"
        )
    return story


def test_the_only_file_that_takes_posted_data() -> None:
    story = _use(_site())
    (signal,) = story.signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("entered", "likely")
    assert signal.actor.client_ips == tuple(sorted(PHONES))
    assert "poses as data" in signal.why
    assert "menyamar sebagai data" in signal.why_id


def test_the_server_s_refusal_for_its_neighbours_makes_it_sure() -> None:
    story = _use(_site())
    story.ask("04 10:00", PEOPLE[0], "POST " + STORE.format(1, 7_919 + 10**12), 405, 150)
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.confidence == "confirmed"
    assert "refused beside it" in {witness.role for witness in signal.witnesses}


def test_refused_equal_or_read_files_are_files() -> None:
    assert not _use(_site(), status=405).signals(BEHAVIOUR)
    assert not _use(_site(), vary=False).signals(BEHAVIOUR)


def test_a_folder_that_takes_data_elsewhere_too_is_an_application_s() -> None:
    story = _use(_site())
    story.ask("04 10:00", PEOPLE[0], "POST " + STORE.format(1, 7_919 + 10**12), 200, 300)
    assert not story.signals(BEHAVIOUR)


def test_a_name_that_means_something_among_few_is_a_page() -> None:
    assert not _use(_site(), "/media/cache/cari").signals(BEHAVIOUR)
    assert not _use(_site(3)).signals(BEHAVIOUR)


def test_a_page_behind_a_front_script_lies_in_no_folder() -> None:
    front = "/index.php/apps/files"
    story = Story()
    for number in range(SIBLINGS + 5):
        story.visits(range(1, 3), PEOPLE, front + STORE.format(number, number * 7_919 + 10**12), 40_000)
    assert _use(story, front + POSING).signals(BEHAVIOUR) == []
