"""Bank accounts of several people that one account changed."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.behaviour import BEHAVIOUR
from siaga.detection.behaviours.remote_login.payees import changed, most
from siaga.findings.shape import Signal

DESK, HOME, BAD = "192.0.2.140", "198.51.100.7", "203.0.113.90"
HOUR_US = 3_600_000_000


def _changes(*records: str) -> Story:
    story = Story()
    for place, record in enumerate(records):
        story.tell(f"10 08:{place:02}", "content_change", user="tata", client=DESK, what=record)
    return story


@pytest.mark.parametrize(
    ("record", "paid"),
    [
        ("guru/17/rekening", True),
        ("staff/17/bank-account", True),
        ("honor 17: No. Rekening", True),
        ("guru/17/alamat", False),
        ("belanja/kode_rekening/5", False),
        ("guru/17/rekeningku", False),
    ],
)
def test_which_records_tell_where_pay_goes(record: str, *, paid: bool) -> None:
    assert bool(changed(_changes(record).scene().happenings)) is paid


def test_a_record_counts_once_and_only_what_was_changed() -> None:
    story = _changes("guru/1/rekening", "guru/1/rekening", "guru/2/rekening")
    story.tell("10 09:00", "read", user="tata", client=DESK, what="guru/3/rekening")
    story.tell("10 09:10", "content_change", "failure", user="tata", client=DESK, what="guru/4/rekening")
    assert len(changed(story.scene().happenings)) == 2


def test_most_slides() -> None:
    found = changed(_changes("a/1/iban", "a/2/iban", "a/3/iban").scene().happenings)
    assert most(found, HOUR_US) == 3
    assert most(found, 60_000_000) == 2
    assert most([], HOUR_US) == 0


def _payroll(*, public: bool = True) -> Story:
    """Tell of a clerk who works at a desk and at home, where the public signs in from everywhere."""
    story = Story()
    for day in range(1, 15):
        story.tell(f"{day:02} 02:10", "login", "success", user="tata", client=DESK, application="audit")
        if day % 3 == 0:
            story.tell(f"{day:02} 13:30", "login", "success", user="tata", client=HOME, application="audit")
        for number in range(3) if public else ():
            who, whence = f"guru{day}-{number}", f"100.{day * 3 + number}.7.8"
            story.tell(
                f"{day:02} 04:{number:02}", "login", "success", user=who, client=whence, application="audit"
            )
    return story


def _stay(story: Story, client: str, records: int, *, export: bool = True, when: str = "12 06") -> None:
    story.tell(f"{when}:00", "login", "success", user="tata", client=client, application="audit")
    if export:
        story.tell(
            f"{when}:04",
            "export",
            "success",
            user="tata",
            client=client,
            application="audit",
            what="guru.xlsx",
        )
    for number in range(records):
        story.tell(
            f"{when}:{number + 10}",
            "content_change",
            "success",
            user="tata",
            client=client,
            application="audit",
            what=f"guru/{number}/rekening",
        )


def _signals(story: Story) -> list[Signal]:
    story.events.sort(key=lambda event: event.time_us)
    return story.signals(BEHAVIOUR)


def test_a_clerk_s_account_sends_the_pay_of_several_elsewhere() -> None:
    story = _payroll()
    _stay(story, BAD, 4)
    (signal,) = _signals(story)
    assert signal.actor.client_ips == (BAD,)
    assert signal.actor.users == ("tata",)
    assert signal.step == "exfiltrated"
    assert "4 people" in signal.why
    assert "4 orang" in signal.why_id


@pytest.mark.parametrize(("client", "records", "export"), [(HOME, 4, True), (BAD, 1, True), (BAD, 0, True)])
def test_work_at_home_and_a_single_correction_on_a_journey_are_honest(
    client: str,
    records: int,
    *,
    export: bool,
) -> None:
    story = _payroll()
    _stay(story, client, records, export=export)
    assert _signals(story) == []


def test_whoever_does_so_at_the_desk_does_so_on_a_journey() -> None:
    story = _payroll()
    _stay(story, DESK, 3, when="05 03")
    _stay(story, BAD, 4)
    assert _signals(story) == []


def test_a_forgotten_password_on_a_journey_is_no_theft_where_the_public_moves_about() -> None:
    story = _payroll()
    for minute in range(6):
        story.tell(f"12 05:5{minute}", "login", "failure", user="tata", client=BAD, application="audit")
    story.tell("12 06:00", "login", "success", user="tata", client=BAD, application="audit")
    assert _signals(story) == []
