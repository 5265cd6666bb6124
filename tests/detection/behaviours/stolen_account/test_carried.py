"""Sessions that access log lines carry, and what they tell of who holds them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.detection.behaviours.stolen_account.diary import BAD, HOME, LINUX, OFFICE, PHONE, WINDOWS, Diary

from siaga.detection.behaviours.stolen_account.behaviour import BEHAVIOUR
from siaga.detection.behaviours.stolen_account.carried import owners_of, session_of
from siaga.detection.behaviours.stolen_account.use import uses_by_account

NUMBER = "f4798c7ecf030b"


def _office(days: range = range(1, 10)) -> Diary:
    """Let people work in an application whose trail tells sessions, but no browser."""
    diary = Diary()
    for day in days:
        for place, user in enumerate(("budi", "sari", "tono")):
            session = _session(day, place)
            diary.note(f"{day:02} 02:{place:02}", "login", user, OFFICE, "", session=session)
            _read(diary, f"{day:02} 02:1{place}", OFFICE, WINDOWS, session)
            for number in range(3):
                name = f"/surat/{day}{place}{number}"
                diary.note(f"{day:02} 02:2{number}", "download", user, OFFICE, "", name, session=session)
    return diary


def _session(day: int, place: int = 0) -> str:
    return f"{NUMBER}{day}{place}"


def _read(diary: Diary, when: str, client: str, agent: str, session: str, status: int = 200) -> None:
    diary.ask(when, client, f"POST /surat/cari?sid={session}", status, agent=agent)


def _take(diary: Diary, client: str, agent: str, day: int = 9, count: int = 40) -> None:
    """Read in the session of that day, and fetch at night."""
    _read(diary, f"{day:02} 02:15", client, agent, _session(day))
    diary.fetch(f"{day:02} 14:00", "budi", client, "", count, session=_session(day))


def test_a_session_that_is_used_elsewhere_by_another_device_while_its_owner_works() -> None:
    diary = _office()
    _take(diary, BAD, LINUX)
    (signal,) = diary.signals(BEHAVIOUR)
    assert (signal.step, signal.actor.users, signal.actor.client_ips) == ("exfiltrated", ("budi",), (BAD,))
    assert "another kind of device" in signal.why


@pytest.mark.parametrize(
    ("client", "agent", "count"),
    [
        (HOME, WINDOWS, 40),  # her own laptop at home, for a long evening's work
        (HOME, LINUX, 4),  # a stranger browser, but her daily work
        ("2001:db8::5", WINDOWS, 40),  # both kinds of addresses of one line, or a VPN
        ("192.0.2.9", LINUX, 40),  # another desk in the same office
        (BAD, "", 40),  # nothing told of the device
    ],
)
def test_the_owner_elsewhere(client: str, agent: str, count: int) -> None:
    diary = _office()
    _take(diary, client, agent, count=count)
    assert diary.signals(BEHAVIOUR) == []


def test_a_phone_with_a_session_of_its_own_while_its_owner_is_at_the_office() -> None:
    diary = _office()
    diary.note("09 02:05", "login", "budi", HOME, "", session="0123456789abcdef99")
    _read(diary, "09 02:15", HOME, PHONE, "0123456789abcdef99")
    diary.fetch("09 02:20", "budi", HOME, "", 40, session="0123456789abcdef99")
    assert diary.signals(BEHAVIOUR) == []


def test_a_balancer_s_address_in_the_access_log_is_everybody_s() -> None:
    diary = _office()
    for day in range(1, 10):
        for place in range(3):
            _read(
                diary,
                f"{day:02} 02:3{place}",
                "100.64.0.2",
                LINUX if day % 2 else WINDOWS,
                _session(day, place),
            )
    diary.fetch("09 14:00", "budi", OFFICE, "", 40, session=_session(9))
    assert diary.signals(BEHAVIOUR) == []


def test_numbers_that_nobody_was_given_or_the_server_refused() -> None:
    diary = _office()
    _read(diary, "09 02:15", BAD, LINUX, "ffffffffffffffff01")
    _read(diary, "09 02:16", BAD, LINUX, _session(9), status=403)
    uses = uses_by_account(diary.scene())
    assert BAD not in {use.client for found in uses.values() for use in found}


def test_whose_a_session_is_the_trail_tells() -> None:
    diary = _office(range(1, 2))
    diary.note("01 03:00", "session", "budi", OFFICE, "", session="semester-2026-ganjil")
    diary.note("01 03:00", "session", "sari", OFFICE, "", session="semester-2026-ganjil")
    diary.note("01 03:00", "session", "sari", OFFICE, "", session="12345")
    scene = diary.scene()
    owners = owners_of(scene)
    assert owners == {
        _session(1, place).encode(): user for place, user in enumerate(("budi", "sari", "tono"))
    }
    move = next(move for move in scene.moves if b"sid=" in move.raw)
    assert session_of(move, owners) == _session(1)
    assert session_of(replace(move, raw=move.raw.replace(b"sid=", b"sid=x")), owners) == ""
    assert session_of(move, {}) == ""


def test_a_field_at_the_line_s_end_is_read() -> None:
    scene = _office(range(1, 2)).scene()
    owners = owners_of(scene)
    move = replace(scene.moves[0], raw=b"x" * 50_000 + f' rt=0.1 sid="{_session(1, 2)}"'.encode())
    assert session_of(move, owners) == _session(1, 2)
