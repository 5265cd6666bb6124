"""An account that takes everybody's papers, and those whose work it is."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.data_theft.harvest import MANY, MANY_PEERS, PEERS
from siaga.detection.behaviours.data_theft.records import BEHAVIOUR
from siaga.findings.shape import Signal
from siaga.intake.rows import Outcome

BAD, OFFICE = "203.0.113.90", "192.0.2.10"
START = 44_000


def _citizens(count: int = PEERS) -> Story:
    story = Story()
    for number in range(count):
        user, client = f"warga{number}", f"198.51.100.{number + 1}"
        story.tell(f"05 09:{number:02}", "login", "success", user=user, client=client, application="audit")
        _take(story, f"05 09:{number:02}:30", user, client, START - 977 * number)
    return story


def _take(story: Story, when: str, user: str, client: str, number: int, outcome: Outcome = "success") -> None:
    what = f"permohonan/{number}"
    story.tell(
        when, "download", outcome, user=user, client=client, application="audit", what=what, message="unduh"
    )


def _walk(
    story: Story, user: str, client: str, day: int = 9, outcome: Outcome = "success", step: int = 2
) -> None:
    for number in range(2 * MANY):
        when = f"{day:02} 01:{number // 2:02}:{number % 2 * 30:02}"
        _take(story, when, user, client, START - step * number - day * 500, outcome)


def _found(story: Story) -> list[Signal]:
    return story.signals(BEHAVIOUR)


def test_one_account_takes_what_others_only_take_of_their_own() -> None:
    story = _citizens()
    _walk(story, "rudi", BAD)
    (signal,) = _found(story)
    assert (signal.step, signal.behaviour, signal.actor.users) == ("exfiltrated", "bulk_reading", ("rudi",))
    assert signal.actor.client_ips == (BAD,)
    assert f"{2 * MANY} different papers" in signal.why
    assert f"{2 * MANY} dokumen berbeda" in signal.why_id


def test_what_was_refused_was_not_taken() -> None:
    story = _citizens()
    _walk(story, "rudi", BAD, outcome="failure")
    assert not _found(story)


def test_an_office_where_several_sign_in_takes_papers_for_its_work() -> None:
    story = _citizens()
    for number, user in enumerate(("rudi", "sari", "tono")):
        story.tell(f"08 08:0{number}", "login", "success", user=user, client=OFFICE, application="audit")
    _walk(story, "rudi", OFFICE)
    assert not _found(story)


def test_an_exchange_that_goes_on_for_days_is_no_raid() -> None:
    story = _citizens()
    for day in (4, 7, 11):
        _walk(story, "sinkron", BAD, day)
    assert not _found(story)


def test_where_very_many_others_took_their_own_a_walk_leaves_no_doubt() -> None:
    story = _citizens(MANY_PEERS)
    _walk(story, "rudi", BAD)
    assert [signal.confidence for signal in _found(story)] == ["confirmed"]


def test_here_and_there_as_work_comes_in_is_no_walk() -> None:
    story = _citizens()
    _walk(story, "rudi", BAD, step=97)
    assert not _found(story)


def test_with_too_few_others_nobody_can_tell_what_is_usual() -> None:
    story = _citizens(PEERS // 2)
    _walk(story, "rudi", BAD)
    assert not _found(story)


def test_where_everybody_takes_many_nobody_stands_out() -> None:
    story = Story()
    for number in range(25):
        _walk(story, f"petugas{number}", f"198.51.100.{number + 1}")
    assert not _found(story)


def _look(story: Story, when: str, user: str, client: str, what: str, outcome: Outcome = "success") -> None:
    message = "WargaDetail"
    story.tell(
        when, "read", outcome, user=user, client=client, application="audit", what=what, message=message
    )


def _residents(count: int = PEERS) -> Story:
    story = Story()
    for number in range(count):
        user = f"u-{3_000 + 137 * number}"
        _look(story, f"05 09:{number:02}", user, f"198.51.100.{number + 1}", user)
    return story


def _look_at_many(story: Story, user: str, step: int = 1, outcome: Outcome = "success") -> None:
    for number in range(2 * MANY):
        what = f"w-{103_000 + step * number}"
        _look(story, f"09 19:{number // 2:02}:{number % 2 * 30:02}", user, BAD, what, outcome)


def test_records_that_one_resident_looked_at_where_others_see_their_own() -> None:
    story = _residents()
    _look_at_many(story, "u-48213")
    (signal,) = _found(story)
    assert (signal.step, signal.actor.users, signal.actor.client_ips) == ("exfiltrated", ("u-48213",), (BAD,))


def test_an_officer_looks_at_records_as_people_come() -> None:
    story = _residents(MANY_PEERS)
    _look_at_many(story, "pet-07", step=1_337)
    assert not _found(story)


def test_a_look_that_was_refused_showed_nothing() -> None:
    story = _residents()
    _look_at_many(story, "u-48213", outcome="failure")
    assert not _found(story)


def test_where_all_look_at_many_it_is_office_work() -> None:
    story = Story()
    for number in range(PEERS + 1):
        _look_at_many(story, f"petugas{number}")
    assert not _found(story)
