"""Strangers in the administration, and staff on a journey."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.sign_in_story import sign_in
from tests.detection.behaviours.story import BROWSER, Story, clock

from siaga.detection.behaviours.privileged_session.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal

STAFF, BAD = "192.0.2.140", "203.0.113.77"


def _step(
    story: Story, at: int, client: str, pages: list[tuple[str, int]], *, linked: bool, agent: str
) -> None:
    for place, (request, status) in enumerate(pages):
        story.ask(
            at + place * 15_000_000,
            client,
            request,
            status,
            40_000 + place,
            referrer="https://kota.example/wp-admin/" if linked else "-",
            agent=agent,
        )


def _act(story: Story, when: str, client: str, *requests: tuple[str, int], agent: str = BROWSER) -> None:
    _step(story, clock(when), client, list(requests), linked=False, agent=agent)


def _office(days: int = 9) -> Story:
    story = Story()
    for day in range(1, days + 1):
        sign_in(story, f"{day:02} 08:3{day}", STAFF)
    return story


TAKEOVER = (
    ("POST /wp-admin/user-new.php", 302),
    ("POST /wp-admin/update.php?action=upload-plugin", 200),
    ("/wp-admin/plugins.php", 200),
)


def _only(story: Story) -> Signal:
    (signal,) = story.signals(BEHAVIOUR)
    return signal


def test_staff_alone_raise_no_suspicion() -> None:
    assert _office().signals(BEHAVIOUR) == []
    assert _office().notices(BEHAVIOUR) == []


def test_a_clean_takeover_without_any_failedsign_in() -> None:
    story = _office()
    sign_in(story, "10 02:10", BAD, linked=False)
    _act(story, "10 02:12", BAD, *TAKEOVER)
    signal = _only(story)
    assert signal.step == "entered"
    assert signal.actor.client_ips == (BAD,)
    assert {"login", "act"} <= {witness.role for witness in signal.witnesses}
    assert "created an account" in signal.why
    assert "membuat akun baru" in signal.why_id
    assert "nobody works there" in signal.why


def test_a_backup_that_was_taken_along_is_exfiltration() -> None:
    story = _office()
    sign_in(story, "10 02:10", BAD, linked=False)
    _act(
        story,
        "10 02:12",
        BAD,
        ("POST /wp-admin/user-new.php", 302),
        ("/wp-admin/export.php?download=true", 200),
    )
    story.ask("10 02:20", BAD, "/wp-content/backups/db.sql.gz", size=4_000_000)
    signal = _only(story)
    assert signal.step == "exfiltrated"
    assert "dump" in {witness.role for witness in signal.witnesses}


def test_staff_on_a_journey_who_write_news_are_told_not_accused() -> None:
    story = _office()
    sign_in(story, "10 09:10", "198.51.100.20")
    assert story.signals(BEHAVIOUR) == []
    (notice,) = story.notices(BEHAVIOUR)
    assert "198.51.100.20" in notice.text
    assert "198.51.100.20" in notice.text_id
    assert notice.witnesses


def test_staff_may_do_weighty_things_from_their_network() -> None:
    story = _office()
    sign_in(story, "10 09:10", STAFF)
    _act(story, "10 09:12", STAFF, *TAKEOVER)
    assert story.signals(BEHAVIOUR) == []


def test_a_second_office_that_comes_back_over_weeks_is_no_stranger() -> None:
    story = _office(9)
    for day in (2, 5, 9):
        sign_in(story, f"{day:02} 09:05", "198.51.100.20")
    sign_in(story, "10 09:05", "198.51.100.20")
    _act(story, "10 09:07", "198.51.100.20", ("POST /wp-admin/user-new.php", 302))
    assert story.signals(BEHAVIOUR) == []


def test_a_guessed_password_counts_its_failures() -> None:
    story = _office()
    for number in range(30):
        story.ask(clock("10 02:00") + number * 2_000_000, BAD, "POST /wp-login.php", 200, 5_000)
    sign_in(story, "10 02:05", BAD, linked=False)
    signal = _only(story)
    assert "30 failed logins" in signal.why
    assert "30 kali gagal masuk" in signal.why_id
    assert "failed login" in {witness.role for witness in signal.witnesses}


def test_failed_logins_alone_are_no_entry() -> None:
    story = _office()
    for number in range(200):
        story.ask(clock("10 02:00") + number * 2_000_000, BAD, "POST /wp-login.php", 200, 5_000)
    assert story.signals(BEHAVIOUR) == []


def test_a_script_with_a_stolen_session_needs_nosign_in() -> None:
    story = _office()
    for page in ("/wp-admin/", "/wp-admin/users.php", "/wp-admin/edit.php"):
        story.ask("05 03:00", "198.51.100.3", page, 302, 0)
    _act(
        story,
        "10 02:12",
        BAD,
        ("/wp-admin/", 200),
        ("/wp-admin/users.php", 200),
        *TAKEOVER,
        agent="python-requests/2",
    )
    signal = _only(story)
    assert "no login was seen" in signal.why
    assert "a script" in signal.why
    assert signal.step == "entered"


@pytest.mark.parametrize("client", ["127.0.0.1", "::1"])
def test_the_server_s_own_jobs_are_left_alone(client: str) -> None:
    story = _office()
    sign_in(story, "10 02:10", client, linked=False)
    _act(story, "10 02:12", client, *TAKEOVER)
    assert story.signals(BEHAVIOUR) == []


def test_a_suspicious_session_does_not_become_a_habit() -> None:
    story = _office()
    sign_in(story, "10 02:10", BAD, linked=False)
    _act(story, "10 02:12", BAD, *TAKEOVER)
    sign_in(story, "11 02:10", BAD, linked=False)
    _act(story, "11 02:12", BAD, *TAKEOVER)
    assert len(story.signals(BEHAVIOUR)) == 2


def test_earlier_attacks_of_the_same_address_weigh() -> None:
    story = _office()
    for number in range(4):
        story.ask(f"09 01:0{number}", BAD, f"/cari?q={number}", families=("sql-injection",))
    sign_in(story, "10 02:10", BAD, linked=False)
    _act(story, "10 02:12", BAD, *TAKEOVER)
    assert "attack" in _only(story).why


INSTALL = (("POST /wp-admin/update.php?action=upload-plugin", 200), ("/wp-admin/plugins.php", 200))


def test_overtime_is_no_odd_hour() -> None:
    story = _office()
    sign_in(story, "10 13:30", BAD)
    _act(story, "10 13:32", BAD, *INSTALL)
    assert story.signals(BEHAVIOUR) == []


def _mistyped(story: Story, *, reset: bool) -> None:
    for second in range(0, 40, 10):
        story.ask(f"10 17:00:{second:02}", BAD, "POST /wp-login.php", 200)
    if reset:
        story.ask("10 17:02", BAD, "POST /wp-login.php?action=lostpassword", 302)
        story.ask("10 17:04", BAD, "POST /wp-login.php?action=resetpass", 200)
    sign_in(story, "10 17:05", BAD)
    _act(story, "10 17:07", BAD, *INSTALL)


def test_who_reads_the_account_s_mail_had_forgotten_the_password() -> None:
    guessed, forgotten = _office(), _office()
    _mistyped(guessed, reset=False)
    _mistyped(forgotten, reset=True)
    assert len(guessed.signals(BEHAVIOUR)) == 1
    assert forgotten.signals(BEHAVIOUR) == []


def test_what_staff_do_day_by_day_is_no_stranger_s_mark() -> None:
    everyday, novel = _office(), _office()
    for story in (everyday, novel):
        if story is everyday:
            for day in (3, 5, 7):
                _act(story, f"{day:02} 08:45", STAFF, *INSTALL)
        sign_in(story, "10 17:05", BAD)
        _act(story, "10 17:07", BAD, *INSTALL)
    assert len(novel.signals(BEHAVIOUR)) == 1
    assert everyday.signals(BEHAVIOUR) == []


def test_a_strange_place_and_hour_alone_confirm_nothing() -> None:
    story = _office()
    sign_in(story, "10 17:10", BAD)
    _act(story, "10 17:12", BAD, *TAKEOVER)
    assert _only(story).confidence == "likely"


def test_a_stolen_session_comes_with_the_browser_s_name() -> None:
    stolen, own = _office(), _office()
    for page in ("/wp-admin/", "/wp-admin/users.php", "/wp-admin/edit.php"):
        for story in (stolen, own):
            story.ask("05 03:00", "198.51.100.3", page, 302, 0)
    change = (
        ("/wp-admin/", 200),
        ("/wp-admin/user-edit.php?user_id=1", 200),
        ("POST /wp-admin/user-edit.php", 302),
    )
    _act(stolen, "10 08:12", BAD, *change)
    sign_in(own, "10 08:10", BAD)
    _act(own, "10 08:12", BAD, *change)
    assert "no login was seen" in _only(stolen).why
    assert own.signals(BEHAVIOUR) == []


def test_a_log_without_referrers_says_nothing_about_links() -> None:
    told, untold = _office(), Story()
    for day in range(1, 10):
        sign_in(untold, f"{day:02} 08:3{day}", STAFF, linked=False)
    for story in (told, untold):
        sign_in(story, "10 02:10", BAD, linked=False)
        _act(story, "10 02:12", BAD, *TAKEOVER)
    assert "without following links" in _only(told).why
    assert "without following links" not in _only(untold).why
    assert not untold.scene().logs_referrers


APPLICATIONS = {
    "wordpress": ("POST /wp-login.php", 302, "/wp-admin/", "/wp-admin/tools.php?page=backup"),
    "joomla": (
        "POST /administrator/index.php", 303, "/administrator/index.php?option=com_cpanel",
        "/administrator/index.php?option=com_akeeba&view=manage&task=download",
    ),
    "opensid": ("POST /siteman/auth", 302, "/index.php/hom_sid", "/index.php/penduduk/ekspor/semua"),
    "slims": ("POST /index.php?p=login", 302, "/admin/index.php", "/admin/modules/system/backup.php?get=1"),
}  # fmt: skip


@pytest.mark.parametrize("application", APPLICATIONS)
@pytest.mark.parametrize("theft", [True, False])
def test_a_stolen_session_that_only_takes_data(application: str, theft: bool) -> None:
    login, found, inner, act = APPLICATIONS[application]
    front = "https://kota.example/"
    story = Story()
    for day in range(1, 10):
        story.ask(f"{day:02} 08:30", STAFF, login, found, 0, referrer=front)
        story.ask(f"{day:02} 08:31", STAFF, inner, 200, 40_000, referrer=front)
        story.ask(f"{day:02} 08:40", "198.51.100.3", inner, 403, 0, referrer=front)
        story.ask(f"{day:02} 08:40", "198.51.100.3", act, 403, 0, referrer=front)
    if not theft:
        story.ask("10 06:00", BAD, login, found, 0, referrer=front, agent="Mozilla/5.0 (new)")
        story.ask("10 06:01", BAD, inner, 200, 40_000, referrer=front, agent="Mozilla/5.0 (new)")
    for minute, page in enumerate((inner, inner, act)):
        story.ask(f"10 09:0{minute}", BAD, page, 200, 400_000, referrer=front, agent="Mozilla/5.0 (new)")
    if theft:
        assert "nobody here ever used its browser" in _only(story).why
    else:
        assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize("refused", [True, False])
def test_a_redirect_in_the_place_of_a_copy_that_staff_are_given(*, refused: bool) -> None:
    story, front, copy = Story(), "https://kota.example/", "/index.php/database/exec_backup"
    for day in range(1, 10):
        story.ask(f"{day:02} 08:30", STAFF, "POST /siteman/auth", 302, 0, referrer=front)
        story.ask(f"{day:02} 08:31", STAFF, "/index.php/hom_sid", 200, 40_000, referrer=front)
        if refused and day in {3, 8}:
            story.ask(f"{day:02} 08:40", STAFF, copy, 200, 9_000_000, referrer=front)
    for minute in range(36):
        story.ask(f"09 20:{minute:02}", BAD, "POST /siteman/auth", 302, 0, referrer=front)
    story.ask("09 20:40", BAD, copy, 302, 0)
    assert bool(story.signals(BEHAVIOUR)) is not refused
