"""One account in many places within an hour."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.account_spread.behaviour import (
    BEHAVIOUR,
    MOVERS,
    PUBLIC_ACCOUNTS,
    PUBLIC_NETWORKS,
)

FAR = ("192.0.2.5", "198.51.100.7", "203.0.113.18", "3fff:41:7::5", "3fff:a20:1::c")


def _logins(clients: Sequence[str], minutes: int, user: str = "data") -> Story:
    story = Story()
    for place, client in enumerate(clients):
        at = clock("10 09:00") + place * minutes * 60_000_000
        story.tell(at, "login", "success", user=user, client=client)
    return story


def test_many_networks_within_an_hour() -> None:
    (signal,) = _logins(FAR, 12).signals(BEHAVIOUR)
    assert signal.step == "entered"
    assert signal.confidence == "confirmed"
    assert signal.actor.client_ips == tuple(sorted(FAR))
    assert signal.actor.users == ("data",)
    assert "account data (ssh)" in signal.why
    assert "Akun data (ssh)" in signal.why_id
    assert len(signal.witnesses) == len(FAR)


@pytest.mark.parametrize(
    ("clients", "minutes"),
    [
        (FAR, 25),  # over two hours
        (FAR[:2] * 6, 5),  # to and fro between two places
        ([f"192.0.2.{number}" for number in range(20)], 2),  # one provider
        ([f"3fff:41:{number}::1" for number in range(20)], 2),
        (("127.0.0.1", "::1", "192.0.2.5", "198.51.100.7"), 5),  # the server itself is no place
    ],
)
def test_travel_and_one_provider_s_addresses(clients: Sequence[str], minutes: int) -> None:
    assert _logins(clients, minutes).signals(BEHAVIOUR) == []


def test_many_accounts_in_one_hour_are_people_at_work() -> None:
    story = Story()
    for place, client in enumerate(FAR):
        story.tell(f"10 09:{place * 5:02}", "login", "success", user=f"staf{place}", client=client)
    assert story.signals(BEHAVIOUR) == []


def test_failed_logins_are_no_use_of_the_account() -> None:
    story = Story()
    for place, client in enumerate(FAR):
        story.tell(f"10 09:{place * 5:02}", "login", "failure", user="root", client=client)
    assert story.signals(BEHAVIOUR) == []


def test_accounts_named_in_the_access_log() -> None:
    story = Story()
    for place, client in enumerate(FAR):
        story.ask(f"10 09:{place * 5:02}", client, "/admin/berita", user="siti")
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.users == ("siti",)


def test_sessions_of_an_unnamed_administration_count_together() -> None:
    story = Story()
    for place, client in enumerate(FAR):
        story.ask(f"10 09:{place * 5:02}", client, "POST /wp-login.php", 302, 20)
        story.ask(f"10 09:{place * 5 + 1:02}", client, "/wp-admin/")
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.users == ()
    assert "administration" in signal.why


def test_only_the_busiest_hour_is_accused() -> None:
    story = _logins(FAR, 10)
    story.tell("01 09:00", "login", "success", user="data", client="198.18.0.9")
    (signal,) = story.signals(BEHAVIOUR)
    assert "198.18.0.9" not in signal.actor.client_ips
    assert signal.first_seen_us == clock("10 09:00")


def test_where_every_phone_moves_about_nobody_stands_out() -> None:
    story = Story()
    for number in range(MOVERS):
        for place, client in enumerate(FAR):
            at = clock(f"1{number} 09:00") + place * 600_000_000
            story.tell(at, "login", "success", user=f"p{number}", client=client)
    assert story.signals(BEHAVIOUR) == []


def test_a_device_that_goes_on_with_its_session_is_no_spread() -> None:
    story = _logins(FAR, 12)
    for event in story.events:
        event.action, event.detail["renewed"] = "session", "yes"
    assert story.signals(BEHAVIOUR) == []


def test_a_public_s_phones_move_about_between_providers() -> None:
    story = Story()
    for number in range(PUBLIC_ACCOUNTS):
        story.ask("09 10:00", f"192.0.2.{number}", "POST /graphql", user=f"warga{number}")
    for place, client in enumerate(FAR):
        story.ask(f"10 09:{place * 5:02}", client, "POST /graphql", user="warga7")
    assert story.signals(BEHAVIOUR) == []
    for place in range(PUBLIC_NETWORKS):
        story.ask(f"10 09:{place * 5:02}", f"203.{place}.113.7", "POST /graphql", user="warga9")
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.users == ("warga9",)
