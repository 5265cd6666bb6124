"""How strange a login is for its account."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.remote_login.past import Past
from siaga.detection.behaviours.remote_login.strangeness import (
    Before,
    weigh_guesses,
    weigh_guesses_elsewhere,
    weigh_key,
    weigh_place,
)
from siaga.detection.ledger.happenings import Happening
from siaga.intake.rows import Outcome

BAD = "203.0.113.90"


def _happenings(count: int, outcome: Outcome, user: str = "andi", client: str = BAD) -> list[Happening]:
    story = Story()
    for number in range(count):
        story.tell(f"{number % 20 + 1:02} 13:00", "login", outcome, user=user, client=client)
    return story.scene().happenings


def _guessed(count: int, *, known: bool) -> Case:
    case = Case()
    weigh_guesses(Before(Past(), _happenings(count, "failure"), []), case, known=known)
    return case


def test_a_few_failures_are_no_substance_and_many_are_proof() -> None:
    assert not _guessed(3, known=False).substance
    assert _guessed(8, known=False).substance
    assert not _guessed(8, known=False).proof
    assert _guessed(40, known=False).proof


def test_failures_from_the_account_s_own_place_are_mistyping() -> None:
    assert _guessed(8, known=True).suspicion.points == 0


def test_guesses_at_the_account_from_elsewhere_are_every_server_s_background() -> None:
    case = Case()
    weigh_guesses_elsewhere(Before(Past(), [], _happenings(9, "failure")), case)
    assert (case.suspicion.points, case.substance) == (1, False)


@pytest.mark.parametrize(("user", "substance"), [("andi", False), ("root", True)])
def test_a_new_place_weighs_by_what_the_account_may_do(user: str, substance: bool) -> None:
    past, case = Past(), Case()
    for login in _happenings(12, "success", user, "192.0.2.9"):
        past.learn(login)
    (login,) = _happenings(1, "success", user)
    weigh_place(login, Before(past, [], []), case)
    assert case.suspicion.points >= 3
    assert case.substance == substance
    assert not case.proof


def test_the_wider_an_account_roams_the_more_its_key_tells() -> None:
    fixed, roaming = Case(), Case()
    weigh_key(fixed, roaming=False)
    weigh_key(roaming, roaming=True)
    assert roaming.suspicion.points > fixed.suspicion.points > 0
