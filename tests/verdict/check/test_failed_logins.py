"""Guessed passwords are told per site, with how many and from where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from siaga.intake.rows import Action, Event, Outcome
from siaga.verdict.check.failed_logins import FEWEST, FailedLogins
from siaga.verdict.result import CheckResult

from .logs import START, ssh, text, visitors


def _event(
    client: str, application: str = "ssh", action: Action = "login", outcome: Outcome = "failure"
) -> Event:
    return Event(1, 0, 1, 0, application, action, outcome, "root", client)


def test_failed_logins_are_counted_per_site_and_named_by_application() -> None:
    counted = FailedLogins()
    counted.add("server", [_event(f"192.0.2.{n % 3}") for n in range(1_200)])
    counted.add("kota.example", [_event("192.0.2.9", "ftp")] * 5)
    (told,) = counted.notices({"server": "kota.example"})
    assert told.site == "kota.example"
    assert told.text.startswith("1,205 failed logins from 4 addresses (FTP, SSH)")
    assert told.text_id.startswith("1.205 login gagal dari 4 alamat (FTP, SSH)")


def test_successes_and_other_failures_are_not_guesses() -> None:
    counted = FailedLogins()
    counted.add("server", [_event("192.0.2.1", outcome="success")] * 50)
    counted.add("server", [_event("192.0.2.1", action="privileged")] * 50)
    assert counted.notices({}) == []


def test_a_few_are_people_who_mistype() -> None:
    counted = FailedLogins()
    counted.add("server", [_event("192.0.2.1")] * (FEWEST - 1))
    assert counted.notices({}) == []
    counted.add("server", [_event("192.0.2.1")])
    assert len(counted.notices({})) == 1


def test_beyond_the_bound_the_number_of_addresses_is_a_lower_one() -> None:
    counted = FailedLogins(addresses=3)
    counted.add("server", [_event(f"192.0.2.{n}") for n in range(20)])
    (told,) = counted.notices({})
    assert "from at least 3 addresses" in told.text
    assert "dari sedikitnya 3 alamat" in told.text_id


def test_guesses_stand_in_the_result(
    lay: Callable[[dict[str, bytes]], None], check: Callable[..., CheckResult]
) -> None:
    moments = [
        (START + timedelta(minutes=n), f"Failed password for root from 203.0.113.{n % 12} port {n} ssh2")
        for n in range(600)
    ]
    lay({"server/kota.example/access.log": text(visitors(3)), "server/auth.log": ssh(moments)})
    told = [notice for notice in check("server").notices if notice.behaviour == "failed_logins"]
    assert [(notice.site, notice.text[:37]) for notice in told] == [
        ("kota.example", "600 failed logins from 12 addresses (")
    ]
