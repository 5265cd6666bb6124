"""Keys by which accounts are known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.credentials import Credentials, credential
from siaga.detection.ledger.happenings import Happening


def _login(when: str, client: str, detail: dict[str, str]) -> Happening:
    story = Story()
    story.tell(when, "login", "success", user="rilis", client=client)
    (happening,) = story.scene().happenings
    return replace(happening, event=replace(happening.event, detail=detail))


def _key(name: str) -> dict[str, str]:
    return {"method": "publickey", "key": f"ED25519 SHA256:{name}"}


def _with(other: Happening, *, usual_until: int = 12) -> bool:
    usual = [_login(f"{day:02} 04:00", f"198.{day + 50}.3.4", _key("lama")) for day in range(1, usual_until)]
    return Credentials([*usual, other]).foreign(other)


@pytest.mark.parametrize("detail", [_key("asing"), {"method": "password"}])
def test_another_credential_beside_the_key_that_stays_in_use(detail: dict[str, str]) -> None:
    assert _with(_login("08 15:00", "203.0.113.9", detail))


def test_the_account_s_own_key_from_wherever_it_runs() -> None:
    assert not _with(_login("08 15:00", "203.0.113.9", _key("lama")))


def test_a_new_key_that_takes_the_old_one_s_place() -> None:
    assert not _with(_login("13 04:00", "203.0.113.9", _key("baru")))


def test_a_second_key_from_where_the_first_one_comes() -> None:
    assert not _with(_login("08 15:00", "198.55.3.9", _key("kedua")))


def test_two_or_three_logins_are_no_habit() -> None:
    assert not _with(_login("02 15:00", "203.0.113.9", _key("asing")), usual_until=5)


def test_what_the_log_doesn_t_tell_is_not_held_against_anybody() -> None:
    silent = _login("08 15:00", "203.0.113.9", {})
    assert credential(silent) == ""
    assert not _with(silent)
