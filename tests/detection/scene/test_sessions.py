"""Logins end as each application's answers say, and what follows makes sessions."""

from __future__ import annotations

import pytest

from siaga.detection.ledger.moves import Move
from siaga.detection.scene.sessions import FOLLOWS_WITHIN_US, SESSION_IDLE_US, sessions, sign_ins

from .moving import SECOND_US, START_US, move, post

WINDOW = FOLLOWS_WITHIN_US / SECOND_US
IDLE = SESSION_IDLE_US / SECOND_US

OUTCOMES = [
    ("wordpress", "/wp-login.php", 200, False),
    ("wordpress", "/wp-login.php", 302, True),
    ("wordpress", "/blog/wp-login.php?redirect_to=x", 302, True),
    ("wordpress", "/wp-login.php", 403, False),
    ("joomla", "/administrator/index.php", 200, False),
    ("joomla", "/administrator/index.php", 303, True),
    ("phpbb", "/forum/ucp.php?mode=login", 200, False),
    ("phpbb", "/forum/ucp.php?mode=login", 302, True),
    ("ojs", "/index.php/jurnal/login/signIn", 200, False),
    ("ojs", "/index.php/jurnal/login/signIn", 302, True),
    ("phpmyadmin", "/phpmyadmin/index.php", 200, False),
    ("phpmyadmin", "/phpmyadmin/index.php?route=/", 302, True),
    ("cpanel", "/login/?login_only=1", 200, True),
    ("cpanel", "/login/?login_only=1", 401, False),
    ("cpanel", "/CMD_LOGIN", 302, True),
    ("cpanel", "/CMD_LOGIN", 200, False),
    ("roundcube", "/?_task=login", 302, True),
    ("roundcube", "/?_task=login", 401, False),
    ("roundcube", "/webmail/?_task=login", 200, False),
    ("drupal", "/user/login", 303, True),
    ("drupal", "/user/login", 200, False),
    ("slims", "/index.php?p=login", 302, True),
    ("slims", "/index.php?p=login", 403, False),
    ("moodle", "/login/index.php", 200, False),
    ("opensid", "/siteman/auth", 200, False),
    ("laravel", "/login", 419, False),
    ("laravel", "/login", 422, False),
    ("codeigniter", "/auth/proses_login", 403, False),
    ("generic", "/cek_login.php", 302, True),
    ("generic", "/cek_login.php", 200, False),
    ("generic", "/masuk", 303, True),
]
OPEN = [
    ("opensid", "/index.php/siteman/auth", 302, "/index.php/hom_sid"),
    ("opensid", "/siteman/auth", 303, "/penduduk"),
    ("moodle", "/login/index.php", 303, "/login/index.php?testsession=2"),
    ("laravel", "/login", 302, "/dashboard"),
    ("codeigniter", "/auth/proses_login", 303, "/admin/beranda"),
    ("slims", "/index.php?p=login", 200, "/admin/index.php"),
]


def settled(*moves: Move) -> list[tuple[str, bool]]:
    return [(sign_in.application.name, sign_in.succeeded) for sign_in in sign_ins(list(moves))]


@pytest.mark.parametrize(("application", "target", "status", "good"), OUTCOMES)
def test_an_answer_means_what_its_application_means(
    application: str,
    target: str,
    status: int,
    good: bool,
) -> None:
    assert settled(post(target, status=status)) == [(application, good)]


@pytest.mark.parametrize(("application", "target", "status", "inner"), OPEN)
def test_an_open_answer_is_settled_by_what_follows(
    application: str, target: str, status: int, inner: str
) -> None:
    login = post(target, status=status)
    assert settled(login, move(inner, 2)) == [(application, True)]
    assert settled(login) == [(application, False)]
    assert settled(login, move("/css/a.css", 1), move(inner, 3)) == [(application, True)]
    assert settled(login, move(inner, WINDOW + 1)) == [(application, False)]


@pytest.mark.parametrize(("application", "target", "status", "inner"), OPEN)
def test_being_sent_back_or_refused_inside_is_no_success(
    application: str, target: str, status: int, inner: str
) -> None:
    login = post(target, status=status)
    retry = post(target, 2, status=status)
    assert settled(login, retry, move(inner, 4)) == [(application, False), (application, True)]
    if "testsession" not in inner:
        assert settled(login, move(inner, 2, status=302)) == [(application, False)]
        assert settled(login, move(inner, 2, status=403)) == [(application, False)]


@pytest.mark.parametrize(
    "request_seen",
    [
        move("/wp-login.php"),
        post("/wp-login.php?action=lostpassword", status=302),
        post("/wp-login.php?action=logout", status=302),
        post("/forum/ucp.php?mode=register", status=302),
        post("/berita", status=302),
        move("/login"),
        post("/logout", status=302),
    ],
)
def test_other_requests_are_no_logins(request_seen: Move) -> None:
    assert sign_ins([request_seen]) == []


def test_http_authentication_is_refused_and_then_served_under_a_name() -> None:
    tries = [move("/kelola-data/", n, status=401) for n in range(3)]
    assert settled(*tries) == [("generic", False)] * 3
    assert settled(*tries, move("/kelola-data/", 9, user="budi")) == [
        *[("generic", False)] * 3,
        ("generic", True),
    ]
    assert settled(*tries, move("/", 9)) == [("generic", False)] * 3
    assert settled(move("/kelola-data/", 9, user="budi")) == []


def arranged(*moves: Move) -> list[tuple[list[str], bool, int]]:
    found = sessions("192.0.2.7", list(moves), sign_ins(list(moves)))
    return [
        ([page.path.decode() for page in s.pages], s.sign_in is not None, s.failures_before) for s in found
    ]


def test_a_session_has_its_sign_in_and_the_failures_before_it() -> None:
    moves = [
        post("/wp-login.php", 0),
        post("/wp-login.php", 5),
        post("/wp-login.php", 9, status=302),
        move("/wp-admin/", 10),
        move("/berita", 12),
        move("/wp-admin/users.php", 60),
    ]
    assert arranged(*moves) == [(["/wp-admin/", "/wp-admin/users.php"], True, 2)]
    (session,) = sessions("192.0.2.7", moves, sign_ins(moves))
    assert (session.start_us, session.end_us) == (START_US + 9 * SECOND_US, START_US + 60 * SECOND_US)


def test_a_password_set_by_mail_before_belongs_to_the_session() -> None:
    moves = [
        post("/wp-login.php?action=resetpass", 0),
        post("/wp-login.php", 9, status=302),
        move("/wp-admin/", 10),
    ]
    (session,) = sessions("192.0.2.7", moves, sign_ins(moves))
    (without,) = sessions("192.0.2.7", moves[1:], sign_ins(moves[1:]))
    assert (session.reset, without.reset) == (True, False)


def test_silence_ends_a_session() -> None:
    pages = [move("/wp-admin/", 0), move("/wp-admin/", IDLE), move("/wp-admin/", 2 * IDLE + 1)]
    assert [len(pages) for pages, _, _ in arranged(*pages)] == [2, 1]


def test_a_sign_in_long_ago_is_not_this_sessions() -> None:
    moves = [post("/wp-login.php", 0, status=302), move("/wp-admin/", IDLE + 1)]
    assert arranged(*moves) == [(["/wp-admin/"], False, 0)]
    (session,) = sessions("192.0.2.7", moves, [])
    assert session.start_us == START_US + round(IDLE + 1) * SECOND_US


def test_each_session_has_its_own_sign_in() -> None:
    moves = [
        post("/wp-login.php", 0, status=302),
        move("/wp-admin/", 1),
        post("/wp-login.php", 5 * IDLE, status=200),
        post("/wp-login.php", 5 * IDLE + 3, status=302),
        move("/wp-admin/", 5 * IDLE + 4),
    ]
    assert arranged(*moves) == [(["/wp-admin/"], True, 0), (["/wp-admin/"], True, 1)]


@pytest.mark.parametrize("status", [302, 401, 403, 404, 500])
def test_pages_that_were_not_given_make_no_session(status: int) -> None:
    assert arranged(move("/wp-admin/", status=status)) == []


def test_acts_are_noted_with_the_page() -> None:
    moves = [move("/wp-admin/", 0), post("/wp-admin/user-new.php", 5, status=302)]
    (session,) = sessions("192.0.2.7", moves, [])
    assert [(act.name, seen.path) for seen, act in session.acts] == [
        ("add_account", b"/wp-admin/user-new.php")
    ]
    assert len(session.pages) == 2


ASKED = move("/database/exec_backup", 20, status=302)


@pytest.mark.parametrize(
    "turned_away",
    [move("/beranda", 2, status=302), move("/beranda", 60, status=302), move("/main", 2, status=403)],
)
def test_acts_asked_for_by_somebody_who_was_turned_away_were_not_done(turned_away: Move) -> None:
    guesses = [post("/siteman/auth", 0, status=302), move("/siteman", 1)]
    moves = sorted([*guesses, turned_away, ASKED], key=lambda one: one.time_us)
    assert arranged(*moves) == []


def test_a_redirect_may_well_say_that_an_act_was_done() -> None:
    away, inside = move("/beranda", 2, status=302), move("/man_user", 30)
    login, home = post("/siteman/auth", 10, status=302), move("/beranda", 11)
    act = [b"/database/exec_backup"]
    for moves in (
        [ASKED],
        [move("/beranda", 2 - 3_600, status=302), ASKED],
        [move("/hilang", 2, status=302), ASKED],
        [move("/penduduk/ekspor", 2, status=302, method="POST"), ASKED],
        [away, login, home, ASKED],
        [away, ASKED, inside],
        [away, move("/database/exec_backup", 20, size=18_000_000)],
    ):
        (session,) = sessions("192.0.2.7", moves, sign_ins(moves))
        assert [seen.path for seen, _ in session.acts] == act


def test_no_moves_no_sessions() -> None:
    assert sign_ins([]) == []
    assert sessions("192.0.2.7", [], []) == []


def test_an_answer_that_asks_for_a_code_lets_nobody_in() -> None:
    password, wrong = post("/auth/login", status=302), post("/auth/otp/cek", 5, status=401)
    good = post("/auth/otp/cek", 20)
    inside = move("/admin/", 25)
    assert settled(password, wrong, wrong) == [("laravel", False), ("laravel", False)]
    assert settled(password, wrong, good, inside) == [("laravel", False), ("laravel", True)]
    assert settled(password, good) == [("laravel", False)]


def test_asking_for_another_code_is_no_login() -> None:
    assert settled(post("/auth/otp/kirim-ulang", status=202), move("/admin/", 3)) == []


def test_a_refused_password_stays_a_failure_before_a_code() -> None:
    assert settled(post("/auth/login", status=401), post("/mfa/verify", 5, status=401)) == [
        ("laravel", False),
        ("laravel", False),
    ]
