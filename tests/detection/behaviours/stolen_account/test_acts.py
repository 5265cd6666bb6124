"""Kinds of acts that thieves of accounts go in for."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.stolen_account.diary import OFFICE, Diary
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.stolen_account.acts import KINDS, kind_of_act
from siaga.detection.behaviours.stolen_account.use import uses_by_account
from siaga.intake.rows import Action

HIDING = '[{"Name": "MoveToFolder", "Value": "RSS Feeds"}, {"Name": "MarkAsRead", "Value": "True"}]'
SORTING = '[{"Name": "Name", "Value": "Rekap"}, {"Name": "MoveToFolder", "Value": "Arsip"}]'
FORWARDING = '[{"Name": "Name", "Value": "a"}, {"Name": "ForwardTo", "Value": "smtp:x@surel.example"}]'


@pytest.mark.parametrize(
    ("action", "words", "parameters", "kind"),
    [
        ("privileged", "New-InboxRule", HIDING, "hide"),
        ("privileged", "New-InboxRule", FORWARDING, "hide"),
        ("privileged", "New-InboxRule", SORTING, ""),
        ("content_change", "AnonymousLinkCreated", "", "link"),
        ("content_change", "Profiles::PersonalAccessTokensController#create", "", "key"),
        ("account_change", "User registered security info", "", "key"),
        ("account_change", "Add member to role", "", "accounts"),
        ("password_change", "Change user password", "", "password"),
        ("export", "Ekspor data warga", "", "export"),
        ("session", "Profiles::PersonalAccessTokensController#index", "", ""),
        ("content_change", "FileModified", "", ""),
        ("login", "UserLoggedIn", "", ""),
    ],
)
def test_of_audit_trails(action: Action, words: str, parameters: str, kind: str) -> None:
    diary = Diary()
    diary.note("03 02:00", action, "budi", OFFICE, action=words, Parameters=parameters)
    assert kind_of_act(diary.of("budi")[0]) == kind


def test_of_requests() -> None:
    story = Story()
    story.ask("03 02:00", OFFICE, "POST /wp-admin/user-new.php", 200, user="budi")
    story.ask("03 02:01", OFFICE, "/wp-admin/index.php", user="budi")
    kinds = [kind_of_act(use) for use in uses_by_account(story.scene())["budi"]]
    assert set(kinds) <= {"", "administration"}
    assert kinds[-1] == ""


def test_a_webmail_s_forwarding_is_a_rule_that_forwards() -> None:
    story = Story()
    story.ask("03 02:00", OFFICE, "/cpsess1234567890/webmail/jupiter/mail/doaddfwd.html?email=b", user="budi")
    assert kind_of_act(uses_by_account(story.scene())["budi"][0]) == "hide"


def test_every_kind_says_why_in_two_languages() -> None:
    assert all(points > 0 and en and idn and en != idn for points, en, idn in KINDS.values())
