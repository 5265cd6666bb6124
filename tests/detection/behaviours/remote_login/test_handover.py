"""Accounts that follow one another at one address."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal

HOME = "203.0.113.90"


def _signals(story: Story) -> list[Signal]:
    for day in range(1, 12):
        for user in ("petugas", "kepala"):
            story.tell(
                f"{day:02} 02:00", "login", "success", user=user, client="192.0.2.9", application="audit"
            )
    story.tell("12 16:04", "login", "success", user="kepala", client=HOME, application="audit")
    story.tell(
        "12 16:05", "export", "success", user="kepala", client=HOME, application="audit", what="penduduk"
    )
    story.events.sort(key=lambda event: event.time_us)
    return story.signals(BEHAVIOUR)


def test_refused_and_back_as_somebody_else() -> None:
    story = Story()
    story.tell("12 16:00", "login", "success", user="petugas", client=HOME, application="audit")
    story.tell(
        "12 16:01", "export", "failure", user="petugas", client=HOME, application="audit", what="penduduk"
    )
    (signal,) = _signals(story)
    assert signal.actor.users == ("kepala",)
    assert signal.step == "exfiltrated"
    assert "petugas was refused" in signal.why
    assert "petugas ditolak" in signal.why_id
    assert "refused" in {witness.role for witness in signal.witnesses}


def test_two_colleagues_at_one_address_without_a_refusal() -> None:
    story = Story()
    story.tell("12 16:00", "login", "success", user="petugas", client=HOME, application="audit")
    assert not any("was refused" in signal.why for signal in _signals(story))


def test_a_refusal_at_another_address() -> None:
    story = Story()
    story.tell("12 16:00", "login", "success", user="petugas", client="198.51.100.7", application="audit")
    story.tell("12 16:01", "export", "failure", user="petugas", client="198.51.100.7", application="audit")
    assert not any("was refused" in signal.why for signal in _signals(story))
