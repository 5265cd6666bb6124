"""Stolen accounts, and the honest people who look like them."""

from __future__ import annotations

from tests.detection.behaviours.stolen_account.diary import (
    BAD,
    HOME,
    LINUX,
    MAC,
    OFFICE,
    PHONE,
    WINDOWS,
    WORSE,
    Diary,
)
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.stolen_account.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal

HIDING = (
    '[{"Name": "Name", "Value": ".."}, {"Name": "MarkAsRead", "Value": "True"}, {"Name": "MoveToFolder"}]'
)
ONE = "bd982bc7-7713-452a"


def _office(**detail: str) -> Diary:
    diary = Diary()
    diary.work(range(1, 8), "budi", "sari", "tono", **detail)
    return diary


def _only(diary: Story) -> Signal:
    (signal,) = diary.signals(BEHAVIOUR)
    return signal


def test_a_cookie_used_in_another_browser() -> None:
    diary = _office()
    diary.fetch("09 05:00", "budi", BAD, LINUX, 24)
    diary.lock_open("09 05:10", "budi", BAD, LINUX)
    signal = _only(diary)
    assert (signal.step, signal.confidence) == ("exfiltrated", "confirmed")
    assert (signal.actor.client_ips, signal.actor.users) == ((BAD,), ("budi",))
    assert "had no login of its own" in signal.why
    assert "tidak pernah login" in signal.why_id
    assert {"session", "dump", "act"} == {witness.role for witness in signal.witnesses}


def test_the_owner_s_own_laptop_on_a_journey() -> None:
    diary = _office()
    diary.fetch("09 05:00", "budi", BAD, WINDOWS, 24)
    diary.lock_open("09 05:10", "budi", BAD, WINDOWS)
    assert diary.signals(BEHAVIOUR) == []


def test_a_new_computer_that_was_signed_in_to() -> None:
    diary = _office()
    diary.note("09 04:59", "login", "budi", HOME, LINUX)
    diary.fetch("09 05:00", "budi", HOME, LINUX, 24)
    diary.lock_open("09 05:10", "budi", HOME, LINUX)
    assert diary.signals(BEHAVIOUR) == []


def test_a_home_computer_that_remembers_and_daily_work() -> None:
    diary = _office()
    diary.fetch("09 05:00", "budi", HOME, LINUX, 4)
    assert diary.signals(BEHAVIOUR) == []


def test_a_colleague_s_desk_at_another_office() -> None:
    diary = _office()
    diary.work(range(1, 8), "wati", "agus", "dewi", client=BAD, agent=LINUX)
    diary.fetch("09 05:00", "budi", BAD, LINUX, 24)
    diary.lock_open("09 05:10", "budi", BAD, LINUX)
    assert diary.signals(BEHAVIOUR) == []


def test_a_phone_that_has_long_been_signed_in() -> None:
    diary = _office()
    diary.fetch("09 05:00", "budi", HOME, PHONE, 24)
    diary.lock_open("09 05:10", "budi", HOME, PHONE)
    assert diary.signals(BEHAVIOUR) == []


def _relayed(diary: Diary, first: str, second: str, **detail: str) -> None:
    """Sign in by way of a relay, and go on elsewhere with the session's number."""
    diary.note("09 03:42", "login", "budi", BAD, first, session=ONE, country="US", **detail)
    diary.note(
        "09 06:30", "session", "budi", WORSE, second, session=ONE, country="NG", renewed="yes", **detail
    )
    diary.note(
        "09 06:45", "privileged", "budi", WORSE, "", action="New-InboxRule", Parameters=HIDING, session=ONE
    )
    diary.fetch("09 06:47", "budi", WORSE, "", 22, session=ONE)


def test_an_approved_prompt_and_a_session_that_went_abroad() -> None:
    diary = _office(device="d-1", country="ID")
    _relayed(diary, WINDOWS, MAC)
    signal = _only(diary)
    assert (signal.step, signal.confidence) == ("exfiltrated", "confirmed")
    assert signal.actor.client_ips == tuple(sorted((BAD, WORSE)))
    assert "another kind of device" in signal.why
    assert "not registered" in signal.why
    assert "(NG, US)" in signal.why
    assert "hides or forwards mail" in signal.why


def test_the_same_journey_with_the_enrolled_laptop() -> None:
    diary = _office(device="d-1", country="ID")
    _relayed(diary, WINDOWS, WINDOWS, device="d-1")
    assert diary.signals(BEHAVIOUR) == []


def test_a_phone_on_the_move_goes_on_with_its_session() -> None:
    diary = _office(country="ID")
    for number in range(30):
        client = f"10{number % 9}.{number}.4.7"
        diary.note(f"09 {number % 20:02}:10", "session", "budi", client, PHONE, session=ONE, renewed="yes")
    diary.lock_open("09 20:00", "budi", "110.9.4.7", PHONE, session=ONE)
    assert diary.signals(BEHAVIOUR) == []


def test_mail_for_a_new_password_sent_to_a_second_mailbox() -> None:
    diary = _office()
    boxes = {"step": "asked", "mailboxes": "2"}
    diary.tell(
        "09 05:00",
        "password_reset",
        "success",
        client=BAD,
        what="budi@kota.example, x@surel.example",
        detail=boxes,
    )
    diary.tell("09 05:03", "password_reset", "success", client=BAD, detail={"step": "set"})
    diary.note("09 05:04", "login", "budi", BAD, WINDOWS)
    diary.fetch("09 05:05", "budi", BAD, WINDOWS, 5, "tar.gz")
    signal = _only(diary)
    assert "second mailbox" in signal.why
    assert {"reset", "login", "dump"} == {witness.role for witness in signal.witnesses}


def _reset(diary: Diary, client: str, agent: str) -> None:
    diary.tell("09 05:03", "password_reset", "success", client=client, detail={"step": "set"})
    diary.note("09 05:04", "login", "budi", client, agent)
    diary.fetch("09 05:05", "budi", client, agent, 24)
    diary.lock_open("09 05:20", "budi", client, agent)


def test_a_password_set_by_a_stranger_who_reads_the_mail() -> None:
    diary = _office()
    _reset(diary, BAD, LINUX)
    assert "set anew from that place" in _only(diary).why


def test_an_owner_locked_out_by_it() -> None:
    diary = _office()
    _reset(diary, BAD, LINUX)
    for minute in (1, 2, 3):
        diary.tell(f"10 02:0{minute}", "login", "failure", user="budi", client=OFFICE)
    assert "owner's own logins failed" in _only(diary).why


def test_a_forgotten_password() -> None:
    at_home, after_failing = _office(), _office()
    _reset(at_home, OFFICE, WINDOWS)
    after_failing.tell("09 05:00", "login", "failure", user="budi", client=HOME)
    _reset(after_failing, HOME, LINUX)
    usual_browser = _office()
    usual_browser.tell("09 05:03", "password_reset", "success", client=HOME, detail={"step": "set"})
    usual_browser.note("09 05:04", "login", "budi", HOME, WINDOWS)
    usual_browser.fetch("09 05:05", "budi", HOME, WINDOWS, 24)
    for diary in (at_home, after_failing, usual_browser):
        assert diary.signals(BEHAVIOUR) == []


def test_the_thief_who_comes_back_with_more_in_mind() -> None:
    diary = _office()
    diary.note("09 05:00", "download", "budi", BAD, LINUX, "/a.pdf")
    assert diary.signals(BEHAVIOUR) == []
    diary.fetch("11 05:00", "budi", BAD, LINUX, 24)
    diary.lock_open("11 05:10", "budi", BAD, LINUX)
    assert _only(diary).first_seen_us < diary.of("budi")[-1].time_us - 47 * 3_600_000_000


def test_a_control_panel_s_token_in_the_path() -> None:
    story = Diary()
    for day in range(1, 8):
        for place, user in enumerate(("budi", "sari")):
            token = f"/cpsess{4_000_000_000 + day * 10 + place}"
            story.note(f"{day:02} 02:00", "login", user, OFFICE, WINDOWS)
            story.ask(
                f"{day:02} 02:01", OFFICE, f"{token}/frontend/jupiter/index.html", user=user, agent=WINDOWS
            )
    token = "/cpsess4000000070"
    for request in (
        "POST /frontend/jupiter/passwd/changepass.html",
        "POST /frontend/jupiter/ftp/doaddftp.html",
    ):
        method, _, path = request.partition(" ")
        story.ask("07 05:00", BAD, f"{method} {token}{path}", user="budi", agent=LINUX)
    story.note("07 05:02", "account_change", "budi", BAD, LINUX, what="ftp user baru")
    story.fetch("07 05:03", "budi", BAD, LINUX, 12)
    assert _only(story).actor.client_ips == (BAD,)


def test_logs_that_tell_no_browser_are_judged_elsewhere() -> None:
    story = Story()
    for day in range(1, 8):
        story.tell(f"{day:02} 02:00", "login", "success", user="budi", client=OFFICE)
    story.tell("09 05:00", "login", "success", user="budi", client=BAD)
    story.tell("09 05:01", "account_change", "success", user="budi", client=BAD)
    assert story.signals(BEHAVIOUR) == []
