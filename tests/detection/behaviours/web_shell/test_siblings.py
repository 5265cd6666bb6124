"""One file under several endings: what is handed out, and what runs."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR

BAD = "203.0.113.66"
FOLDER = "/lampiran/aduan"
FILE = 1_733


def _ordinary() -> Story:
    story = Story()
    people = [f"{net}.{number}" for number in range(10, 20) for net in ("192.0.2", "198.51.100")]
    story.visits(range(1, 21), people, "/berita/kerja-bakti")
    return story


def _sent(story: Story, minute: int, name: str, size: int = FILE, client: str = BAD) -> None:
    story.ask(f"10 22:{minute:02}", client, "POST /aduan/kirim", 200, 88)
    story.ask(f"10 22:{minute:02}:20", client, f"{FOLDER}/{name}", 200, size)


def _refused(story: Story, name: str, status: int = 405) -> None:
    for minute in range(40, 44):
        story.ask(f"10 22:{minute}", BAD, f"POST {FOLDER}/{name}", status, 150)


def test_the_same_file_under_another_ending_is_handed_out_like_the_one_that_takes_no_posts() -> None:
    story = _ordinary()
    _sent(story, 10, "9b1f4e6a70c2d8.pht")
    _sent(story, 20, "9b1f4e6a70c2d9.inc")
    _refused(story, "9b1f4e6a70c2d9.inc")
    assert story.signals(BEHAVIOUR) == []


def test_without_a_refusal_the_same_length_says_nothing() -> None:
    story = _ordinary()
    _sent(story, 10, "9b1f4e6a70c2d8.pht")
    _sent(story, 20, "9b1f4e6a70c2d9.inc")
    assert story.signals(BEHAVIOUR)
    _refused(story, "9b1f4e6a70c2d9.inc", 403)
    assert story.signals(BEHAVIOUR)


def test_what_answers_otherwise_than_the_file_ran() -> None:
    story = _ordinary()
    _sent(story, 10, "9b1f4e6a70c2d8.pht", size=FILE - 1_700)
    _sent(story, 20, "9b1f4e6a70c2d9.inc")
    _refused(story, "9b1f4e6a70c2d9.inc")
    (signal,) = story.signals(BEHAVIOUR)
    assert "9b1f4e6a70c2d8.pht" in signal.why


def test_what_was_given_something_is_no_mere_file() -> None:
    story = _ordinary()
    _sent(story, 10, "9b1f4e6a70c2d8.pht")
    story.ask("10 22:12", BAD, f"{FOLDER}/9b1f4e6a70c2d8.pht?c=whoami", 200, FILE)
    _sent(story, 20, "9b1f4e6a70c2d9.inc")
    _refused(story, "9b1f4e6a70c2d9.inc")
    assert story.signals(BEHAVIOUR)


def test_another_sender_s_file_is_another_file() -> None:
    story = _ordinary()
    _sent(story, 10, "9b1f4e6a70c2d8.pht", client="198.18.4.4")
    _sent(story, 20, "9b1f4e6a70c2d9.inc")
    _refused(story, "9b1f4e6a70c2d9.inc")
    assert story.signals(BEHAVIOUR)
