"""Logins to the machine: guessed, strange for their account, or just a mistyping administrator."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.remote_login.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal

OFFICE, BAD = "192.0.2.140", "203.0.113.90"


def _past(days: int = 12, user: str = "andi") -> Story:
    story = Story()
    for day in range(1, days + 1):
        story.tell(f"{day:02} 01:4{day % 10}", "login", "success", user=user, client=OFFICE)
    return story


def _guess(story: Story, count: int, *, user: str = "andi", client: str = BAD, when: str = "14 20:00") -> int:
    at = clock(when)
    for _ in range(count):
        story.tell(at, "login", "failure", user=user, client=client)
        at += 3_000_000
    return at


def _only(story: Story) -> Signal:
    (signal,) = story.signals(BEHAVIOUR)
    return signal


@pytest.mark.parametrize("application", ["ssh", "ftp"])
def test_guessing_until_it_fits(application: str) -> None:
    story = _past()
    at = _guess(story, 60)
    story.tell(at, "login", "success", user="andi", client=BAD, application=application)
    signal = _only(story)
    assert signal.step == "entered"
    assert signal.actor.client_ips == (BAD,)
    assert signal.actor.users == ("andi",)
    assert application.upper() in signal.why
    assert "60 failed guesses" in signal.why
    assert "60 tebakan gagal" in signal.why_id
    assert {"failed login", "login"} <= {witness.role for witness in signal.witnesses}


def test_guessing_from_a_small_network_s_many_addresses() -> None:
    story = Story()
    at = clock("14 20:00")
    for number in range(60):
        story.tell(at + number * 2_000_000, "login", "failure", user="root", client=f"203.0.113.{number + 1}")
    story.tell(at + 130_000_000, "login", "success", user="root", client="203.0.113.200")
    assert _only(story).actor.client_ips == ("203.0.113.200",)


def test_guessing_that_never_fits_is_everyday() -> None:
    story = _past()
    _guess(story, 400, user="root")
    assert story.signals(BEHAVIOUR) == []
    assert story.notices(BEHAVIOUR) == []


def test_an_administrator_who_mistypes() -> None:
    story = _past()
    at = _guess(story, 3, client=OFFICE, when="14 01:40")
    story.tell(at, "login", "success", user="andi", client=OFFICE)
    assert story.signals(BEHAVIOUR) == []
    assert story.notices(BEHAVIOUR) == []


def test_a_new_network_in_working_hours_is_told_not_accused() -> None:
    story = _past()
    story.tell("14 01:45", "login", "success", user="andi", client="198.51.100.61")
    assert story.signals(BEHAVIOUR) == []
    (notice,) = story.notices(BEHAVIOUR)
    assert "198.51.100.61" in notice.text
    assert "198.51.100.61" in notice.text_id


def test_a_stolen_password_needs_no_failures() -> None:
    story = _past()
    story.tell("14 13:00", "login", "success", user="andi", client=BAD)
    story.tell("14 13:03", "privileged", "success", user="andi", what="/usr/bin/id")
    story.tell("14 13:04", "account_change", "success", user="root", what="bantuan")
    signal = _only(story)
    assert "no good login ever came from that network" in signal.why
    assert "accounts or passwords were changed" in signal.why
    assert "act" in {witness.role for witness in signal.witnesses}


def test_in_use_from_two_places_at_the_same_time() -> None:
    story = _past()
    story.tell("14 01:44", "login", "success", user="andi", client=OFFICE)
    story.tell("14 01:46", "login", "success", user="andi", client=BAD)
    signal = _only(story)
    assert "in use from elsewhere" in signal.why
    assert "login elsewhere" in {witness.role for witness in signal.witnesses}


def test_an_account_without_a_past_is_held_against_the_machine_s() -> None:
    story = _past()
    story.tell("14 13:00", "login", "success", user="baru", client=BAD)
    assert [one.actor.users for one in story.signals(BEHAVIOUR)] + [
        one.text for one in story.notices(BEHAVIOUR)
    ]


def test_the_first_logins_of_a_log_have_nothing_to_be_held_against() -> None:
    story = Story()
    story.tell("01 01:40", "login", "success", user="andi", client=OFFICE)
    story.tell("02 13:40", "login", "success", user="budi", client="198.51.100.9")
    assert story.signals(BEHAVIOUR) == []
    assert story.notices(BEHAVIOUR) == []


@pytest.mark.parametrize("client", ["127.0.0.1", "::1", ""])
def test_the_machine_itself_and_lines_without_an_address(client: str) -> None:
    story = _past()
    at = _guess(story, 60, client=client)
    story.tell(at, "login", "success", user="andi", client=client)
    assert story.signals(BEHAVIOUR) == []


def test_scripts_uploaded_after_an_ftp_login_weigh() -> None:
    story = Story()
    for day in range(1, 12):
        story.tell(f"{day:02} 02:00", "login", "success", user="web", client=OFFICE, application="ftp")
    story.tell("14 15:00", "login", "success", user="web", client=BAD, application="ftp")
    story.tell("14 15:01", "upload", "success", user="web", client=BAD, application="ftp", what="/www/a.PHP")
    signal = _only(story)
    assert "scripts were uploaded" in signal.why
    assert "upload" in {witness.role for witness in signal.witnesses}


def test_one_intruder_is_accused_once() -> None:
    story = _past()
    at = _guess(story, 60)
    for number in range(5):
        story.tell(at + number * 60_000_000, "login", "success", user="andi", client=BAD)
    assert len(story.signals(BEHAVIOUR)) == 1


def test_lines_without_a_time_are_passed_over() -> None:
    story = Story()
    for _ in range(60):
        story.tell(None, "login", "failure", user="root", client=BAD)
    story.tell(None, "login", "success", user="root", client=BAD)
    assert story.signals(BEHAVIOUR) == []


def _operators(story: Story, count: int) -> None:
    for number in range(count):
        for day in range(1, 12):
            story.tell(f"{day:02} 02:00", "login", "success", user=f"op{number}", client="192.0.2.140")
        story.tell("11 12:00", "login", "success", user=f"op{number}", client=f"198.{number + 18}.4.5")


def test_a_new_network_tells_nothing_where_everybody_has_one() -> None:
    story = _past()
    _operators(story, 6)
    story.tell("14 18:00", "login", "success", user="andi", client=BAD)
    story.tell("14 18:01", "privileged", "success", user="andi", what="/usr/bin/id")
    story.events.sort(key=lambda event: event.time_us)
    assert story.signals(BEHAVIOUR) == []
    assert story.notices(BEHAVIOUR) == []


def test_guessing_is_guessing_even_there() -> None:
    story = _past()
    _operators(story, 6)
    story.tell(_guess(story, 60), "login", "success", user="andi", client=BAD)
    story.events.sort(key=lambda event: event.time_us)
    assert [one.confidence for one in story.signals(BEHAVIOUR)] == ["confirmed"]


def test_a_journey_at_night_is_told_not_accused() -> None:
    story = _past()
    story.tell("14 18:00", "login", "success", user="andi", client=BAD)
    assert story.signals(BEHAVIOUR) == []
    assert len(story.notices(BEHAVIOUR)) == 1


def test_an_administrator_who_gives_commands_every_day_may_do_so_at_home() -> None:
    story = _past()
    story.tell("13 02:00", "privileged", "success", user="andi", what="/usr/bin/tail /var/log/syslog")
    story.tell("14 18:00", "login", "success", user="andi", client=BAD)
    story.tell("14 18:01", "privileged", "success", user="andi", what="/usr/bin/systemctl status nginx")
    assert story.signals(BEHAVIOUR) == []


def test_covering_tracks_confirms() -> None:
    story = _past()
    story.tell("14 18:00", "login", "success", user="andi", client=BAD)
    story.tell(
        "14 18:01", "privileged", "success", user="andi", what="/usr/bin/truncate -s 0 /var/log/auth.log"
    )
    assert _only(story).confidence == "confirmed"


def test_a_release_sent_from_home_is_told_not_accused() -> None:
    story = Story()
    for day in range(1, 12):
        story.tell(f"{day:02} 02:00", "login", "success", user="web", client=OFFICE, application="ftp")
    story.tell("14 15:00", "login", "success", user="web", client=BAD, application="ftp")
    for name in ("index.php", "app/Berita.php", "css/gaya.css", "img/kop.png"):
        story.tell(
            "14 15:01", "upload", "success", user="web", client=BAD, application="ftp", what=f"/www/{name}"
        )
    assert story.signals(BEHAVIOUR) == []
    assert len(story.notices(BEHAVIOUR)) == 1


def _expired_passwords(let_in: int, refused: int) -> Story:
    """Tell of accounts at one address that mistype, of which some are let in, and then one more."""
    story = Story()
    at = clock("14 01:00")
    for number in range(let_in + refused):
        for _ in range(3):
            at += 20_000_000
            story.tell(at, "login", "failure", user=f"p{number}", client=BAD, application="roundcube")
        if number < let_in:
            story.tell(
                at + 9_000_000, "login", "success", user=f"p{number}", client=BAD, application="roundcube"
            )
    return story


def test_people_at_a_shared_address_who_mistype_their_own_passwords() -> None:
    assert not _expired_passwords(9, 0).signals(BEHAVIOUR)


def test_who_is_refused_at_most_accounts_guesses() -> None:
    story = _expired_passwords(0, 9)
    story.tell("14 03:00", "login", "success", user="p3", client=BAD, application="roundcube")
    assert _only(story).confidence == "confirmed"


def _class_at_one_address(refused: int, let_in: int) -> Story:
    """Tell a learning site's trail: the refused by the name they typed, the others by their full names."""
    story = Story()
    for day in (4, 14):
        for number in range(8):
            story.tell(
                f"{day:02} 01:{number:02}", "login", "success", user=f"Guru {number}", client=OFFICE,
                application="moodle",
            )  # fmt: skip
    at = clock("14 02:00")
    whole = max(refused, let_in)
    for number in range(whole):
        for _ in range(3 if number < refused else 0):
            at += 4_000_000
            story.tell(at, "login", "failure", user=f"siswa{number}", client=BAD, application="moodle")
        if number >= whole - let_in:
            at += 4_000_000
            story.tell(at, "login", "success", user=f"Siswa {number} A", client=BAD, application="moodle")
    return story


def test_a_class_at_one_address_that_the_trail_names_by_full_names() -> None:
    assert not _class_at_one_address(12, 14).signals(BEHAVIOUR)


def test_more_refused_names_than_people_let_in_are_guesses() -> None:
    assert _class_at_one_address(30, 1).signals(BEHAVIOUR)
