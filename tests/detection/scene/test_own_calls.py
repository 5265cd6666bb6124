"""What a site asks of itself is nobody's doing; who only borrows its software's name still is somebody."""

from __future__ import annotations

import pytest

from siaga.detection.ledger.moves import Move
from siaga.detection.scene.own_calls import CHORE_DAYS, named_host, without_own_calls

from .moving import move

SERVER, OFFICE, BAD = "198.51.100.9", "192.0.2.140", "203.0.113.77"
OWN = b"WordPress/6.4.3; https://www.kota.example"
DAY = 86_400
CHECK = "/wp-admin/theme-editor.php?file=404.php&wp_scrape_key=ac7d&wp_scrape_nonce=25"


def _call(
    target: str, at: float = 0, *, client: str = SERVER, method: str = "GET", agent: bytes = OWN
) -> Move:
    made = move(target, at, client=client, method=method, size=0 if "wp-cron" in target else 500)
    made.agent = agent
    return made


def _cron(at: float, client: str = SERVER) -> Move:
    return _call(f"/wp-cron.php?doing_wp_cron={at}", at, client=client, method="POST")


def _save(at: float, client: str = OFFICE) -> Move:
    return move("/wp-admin/admin-ajax.php", at, client=client, method="POST")


def _left(*moves: Move) -> list[Move]:
    return without_own_calls("kota.example", list(moves))


@pytest.mark.parametrize(
    ("agent", "host"),
    [
        (OWN, b"www.kota.example"),
        (b"WordPress/6.4; http://Kota.Example:8080/blog", b"kota.example:8080"),
        (b"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", b""),
        (b"WordPress/6.4", b""),
        (None, b""),
    ],
)
def test_software_names_the_site_it_serves(agent: bytes | None, host: bytes) -> None:
    assert named_host(agent) == host


def test_chores_and_the_check_after_a_change_are_nobodys() -> None:
    save = _save(100)
    assert _left(_cron(1), save, _call(CHECK, 101)) == [save]
    assert _left(save, _call("/?wp_scrape_key=ac7d&wp_scrape_nonce=25", 102)) == [save]


def test_another_sites_software_is_a_visitor() -> None:
    other = _call("/wp-cron.php", 1, agent=b"WordPress/6.4.3; https://desa.example")
    assert _left(other) == [other]


def test_a_check_that_nobodys_change_led_to_is_somebodys() -> None:
    for moves in (
        [_call(CHECK, 101)],
        [_save(0), _call(CHECK, 900)],
        [_save(100, BAD), _call(CHECK, 101, client=BAD)],
    ):
        assert _left(*moves) == moves


def test_a_borrowed_name_hides_no_other_request() -> None:
    crons = [_cron(n * DAY, BAD) for n in range(CHORE_DAYS)]
    shell = _call("/wp-content/uploads/x.php?cmd=id", 9 * DAY, client=BAD)
    admin = _call("/wp-admin/user-new.php", 9 * DAY + 1, client=BAD, method="POST")
    assert _left(*crons, shell, admin) == [shell, admin]


def test_background_work_is_the_servers_where_it_did_the_chores_for_days() -> None:
    crons = [_cron(n * DAY) for n in range(CHORE_DAYS)]
    work = _call("/wp-admin/admin-ajax.php?action=queue", 9 * DAY, method="POST")
    assert _left(*crons, work) == []
    assert _left(*crons[1:], work) == [work]
    seen_otherwise = move("/", 5, client=SERVER)
    assert _left(*crons, seen_otherwise, work) == [seen_otherwise, work]


@pytest.mark.parametrize(
    ("target", "size"),
    [
        ("/uploads/wp-cron.php?cmd=id", 0),
        ("/uploads/wp-cron.php", 4_000),
        ("/wp-cron.php?doing_wp_cron=1.5&x=1", 0),
        ("/wp-cron.php?doing_wp_cron", 900),
    ],
)
def test_a_shell_under_the_chores_name_is_seen(target: str, size: int) -> None:
    shell = _call(target, client=BAD, method="POST")
    shell.size = size
    assert _left(shell) == [shell]
