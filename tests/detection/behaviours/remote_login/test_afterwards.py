"""What followed a login."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.afterwards import Afterwards
from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.intake.rows import Action

BAD = "203.0.113.90"


def _login(story: Story, user: str = "andi") -> tuple[Afterwards, Happening]:
    story.tell("14 13:00", "login", "success", user=user, client=BAD)
    happenings = story.scene().happenings
    return Afterwards(happenings), next(h for h in happenings if h.event.action == "login")


def _weighed(story: Story, user: str = "andi") -> Suspicion:
    afterwards, login = _login(story, user)
    case = Case()
    afterwards.weigh(login, case)
    return case.suspicion


def test_nothing_followed() -> None:
    suspicion = _weighed(Story())
    assert suspicion.points == 0
    assert suspicion.lines == []


@pytest.mark.parametrize("user", ["andi", "root", ""])
def test_changed_accounts_weigh_more_than_commands(user: str) -> None:
    changed, commanded = Story(), Story()
    changed.tell("14 13:05", "account_change", "success", user=user, what="bantuan")
    commanded.tell("14 13:05", "privileged", "success", user=user, what="/usr/bin/id")
    assert _weighed(changed).points > _weighed(commanded).points > 0
    assert {role for _, role in _weighed(changed).lines} == {"act"}


def test_commands_of_an_administrator_are_everyday() -> None:
    story = Story()
    story.tell("14 13:05", "privileged", "success", user="root", what="/usr/bin/id")
    assert _weighed(story, user="root").points == 0


@pytest.mark.parametrize(("when", "user"), [("14 12:59", "andi"), ("14 15:30", "andi"), ("14 13:05", "budi")])
def test_what_came_before_much_later_or_from_others_does_not_count(when: str, user: str) -> None:
    story = Story()
    story.tell(when, "account_change", "success", user=user, what="bantuan")
    assert _weighed(story).points == 0


@pytest.mark.parametrize(
    ("name", "script"), [("/www/a.PHP", True), ("/www/.htaccess", True), ("/www/a.jpg", False)]
)
def test_scripts_that_were_sent(name: str, script: bool) -> None:
    story = Story()
    story.tell("14 13:05", "upload", "success", user="andi", client=BAD, what=name)
    assert ("upload" in {role for _, role in _weighed(story).lines}) == script


@pytest.mark.parametrize(("action", "name"), [("export", "penduduk"), ("download", "/backup/db.sql.gz")])
def test_a_dump_or_an_export_is_taken_data(action: Action, name: str) -> None:
    story = Story()
    story.tell("14 13:05", action, "success", user="andi", client=BAD, what=name)
    afterwards, login = _login(story)
    assert [h.event.object for h in afterwards.taken(login)] == [name]


def test_a_file_or_two_are_not() -> None:
    story = Story()
    for number in range(3):
        story.tell(
            f"14 13:0{number + 1}", "download", "success", user="andi", client=BAD, what=f"/foto/{number}.jpg"
        )
    afterwards, login = _login(story)
    assert afterwards.taken(login) == []


def test_dozens_of_files_are() -> None:
    story = Story()
    for number in range(40):
        story.tell(
            f"14 13:{number + 1:02}",
            "download",
            "success",
            user="andi",
            client=BAD,
            what=f"/foto/{number}.jpg",
        )
    afterwards, login = _login(story)
    assert len(afterwards.taken(login)) == 40


@pytest.mark.parametrize(("sent", "counts"), [("", False), ("0", False), ("812", True)])
def test_a_refused_upload_did_nothing_one_that_broke_off_may_have(sent: str, *, counts: bool) -> None:
    story = Story()
    detail = {"bytes": sent} if sent else None
    story.tell(
        "14 13:05", "upload", "failure", user="andi", client=BAD, what="/www/foto/x.php", detail=detail
    )
    assert (_weighed(story).points > 0) == counts


def test_files_that_are_given_out_without_a_password_are_no_taken_data() -> None:
    story = Story()
    for number in range(40):
        story.tell(
            f"14 13:{number + 1:02}", "download", "success", user="anonymous", client=BAD,
            application="ftp", what=f"/pub/formulir/{number}.pdf",
        )  # fmt: skip
    story.tell("14 13:00", "login", "success", user="anonymous", client=BAD, application="ftp")
    happenings = story.scene().happenings
    login = next(h for h in happenings if h.event.action == "login")
    assert Afterwards(happenings).taken(login) == []
