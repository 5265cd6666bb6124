"""Which logins ask for no password, and what they are after failures at accounts that do."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.remote_login.behaviour import BEHAVIOUR
from siaga.detection.behaviours.remote_login.unowned import is_unowned
from siaga.intake.rows import Outcome

OFFICE, BAD = "192.0.2.140", "203.0.113.90"


@pytest.mark.parametrize(
    ("application", "user", "detail", "unowned"),
    [
        ("ftp", "ftp", {"anonymous": "yes"}, True),
        ("ftp", "anonymous", {}, True),
        ("ftp", "ftp", {}, False),
        ("ssh", "anonymous", {}, False),
    ],
)
def test_only_what_the_log_calls_so(
    application: str,
    user: str,
    detail: dict[str, str],
    *,
    unowned: bool,
) -> None:
    story = Story()
    story.tell(
        "14 20:00",
        "login",
        "success",
        user=user,
        client="203.0.113.90",
        application=application,
        detail=detail,
    )
    (login,) = story.scene().happenings
    assert is_unowned(login) == unowned


def _site() -> Story:
    story = Story()
    for day in range(1, 13):
        story.tell(f"{day:02} 01:4{day % 10}", "login", "success", user="andi", client=OFFICE)
    return story


def _refused_then_let_in(story: Story, **anonymous: str) -> None:
    """Somebody fails at three people's accounts, then takes what is open to all, or gets into an account."""
    at = clock("14 20:00")
    for place, user in enumerate(("andi", "budi", "citra") * 2):
        story.tell(at + place * 9_000_000, "login", "failure", user=user, client=BAD, application="ftp")
    story.tell(
        at + 80_000_000, "login", "success", user="ftp", client=BAD, application="ftp", detail=anonymous
    )


def _send(story: Story, outcome: Outcome, size: str) -> None:
    story.tell(
        "14 20:03", "upload", outcome, user="ftp", client=BAD, application="ftp", what="/pub/masuk.php",
        detail={"bytes": size},
    )  # fmt: skip


def test_whoever_guesses_in_vain_and_takes_the_open_door_is_not_in() -> None:
    story = _site()
    _refused_then_let_in(story, anonymous="yes")
    _send(story, "failure", "0")
    assert story.signals(BEHAVIOUR) == []
    assert story.notices(BEHAVIOUR) == []


def test_an_account_of_that_name_with_a_password_can_be_guessed() -> None:
    story = _site()
    _refused_then_let_in(story)
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.users == ("ftp",)


def test_whoever_guessed_and_whose_programs_then_arrived_is_in() -> None:
    story = _site()
    _refused_then_let_in(story, anonymous="yes")
    _send(story, "success", "4100")
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.client_ips == (BAD,)
    assert "failed guesses" in signal.why


def test_a_box_that_is_open_to_all_takes_whatever_is_thrown_in() -> None:
    story = _site()
    detail = {"anonymous": "yes"}
    story.tell("14 20:01", "login", "success", user="ftp", client=BAD, application="ftp", detail=detail)
    _send(story, "success", "4100")
    assert story.signals(BEHAVIOUR) == []


def test_nobodys_logins_make_no_network_a_usual_one() -> None:
    story = _site()
    for day in range(1, 12):
        story.tell(
            f"{day:02} 03:00", "login", "success", user="ftp", client=BAD, application="ftp",
            detail={"anonymous": "yes"},
        )  # fmt: skip
    story.tell("14 20:02", "login", "success", user="root", client=BAD)
    story.tell("14 20:09", "account_change", "success", user="root", what="bantuan")
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.users == ("root",)
