"""Papers given out in a row without an account, and trails in which that is nothing strange."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.data_theft.records import BEHAVIOUR
from siaga.detection.behaviours.data_theft.unnamed import EXCEPTIONS, MANY, MANY_PEERS, PEERS
from siaga.intake.rows import Outcome

BAD = "203.0.113.90"
START = 7_000


def _take(story: Story, when: str, user: str, client: str, number: int, outcome: Outcome = "success") -> None:
    what = f"surat/{number}"
    story.tell(
        when, "download", outcome, user=user, client=client, application="audit", what=what, message="unduh"
    )


def _citizens(count: int = PEERS, each: int = 1) -> Story:
    story = Story()
    for person in range(count):
        user, client = f"warga{person}", f"198.51.{person}.10"
        story.tell(f"05 09:{person:02}", "login", "success", user=user, client=client, application="audit")
        for paper in range(each):
            _take(story, f"05 09:{person:02}:{30 + paper}", user, client, START + 31 * person + paper)
    return story


def _walk(
    story: Story, client: str = BAD, *, step: int = 1, day: int = 9, outcome: Outcome = "success"
) -> Story:
    for place in range(MANY + 10):
        _take(story, f"{day:02} 22:{place:02}", "", client, START + step * place + day * 1_000, outcome)
    return story


def test_a_walk_without_an_account_where_others_take_their_own() -> None:
    (signal,) = _walk(_citizens()).signals(BEHAVIOUR)
    assert (signal.behaviour, signal.step, signal.confidence) == ("bulk_reading", "exfiltrated", "likely")
    assert (signal.actor.client_ips, signal.actor.users) == ((BAD,), ())
    assert f"{MANY + 10} different papers" in signal.why
    assert f"{MANY + 10} dokumen berbeda" in signal.why_id
    assert {witness.role for witness in signal.witnesses} == {"record"}


def test_very_many_others_leave_no_doubt() -> None:
    (signal,) = _walk(_citizens(MANY_PEERS)).signals(BEHAVIOUR)
    assert signal.confidence == "confirmed"


def test_a_walk_that_was_refused() -> None:
    assert not _walk(_citizens(), outcome="failure").signals(BEHAVIOUR)


def test_papers_that_many_are_given_without_an_account_are_public() -> None:
    story = _walk(_citizens())
    for visitor in range(PEERS // EXCEPTIONS + 1):
        _take(story, f"06 10:{visitor:02}", "", f"192.0.{visitor}.77", START + visitor)
    assert not story.signals(BEHAVIOUR)


def test_at_an_address_where_people_of_the_site_work_the_name_was_lost() -> None:
    story = _citizens()
    story.tell("08 08:00", "login", "success", user="operator", client=BAD, application="audit")
    assert not _walk(story).signals(BEHAVIOUR)


def test_a_crawler_of_a_search_engine_reads_what_is_public() -> None:
    assert not _walk(_citizens(), "66.249.73.214").signals(BEHAVIOUR)


def test_an_exchange_that_goes_on_for_days() -> None:
    story = _citizens()
    for day in (4, 7, 11):
        _walk(story, day=day)
    assert not story.signals(BEHAVIOUR)


def test_here_and_there_is_no_walk() -> None:
    assert not _walk(_citizens(), step=19).signals(BEHAVIOUR)


def test_where_accounts_take_many_or_are_few_nobody_can_tell_whose_papers_they_are() -> None:
    assert not _walk(_citizens(PEERS - 1)).signals(BEHAVIOUR)
    assert not _walk(_citizens(PEERS, each=5)).signals(BEHAVIOUR)
