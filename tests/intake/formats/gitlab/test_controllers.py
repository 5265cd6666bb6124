"""What GitLab's controllers do."""

from __future__ import annotations

import pytest

from siaga.intake.formats.gitlab.controllers import understand
from siaga.intake.rows import Event


def _did(did: str, status: int, params: object = None, user: str = "") -> Event:
    event = Event(1, 0, 0, 0, "gitlab", "other", user=user, object="/x")
    understand(event, did, status, params)
    return event


def _user(**told: object) -> list[object]:
    return ["odd", {"key": "authenticity_token", "value": "[FILTERED]"}, {"key": "user", "value": told}]


def test_a_good_login_is_redirected_a_bad_one_gets_the_form() -> None:
    assert _did("SessionsController#create", 302, _user(login="budi"), "budi").outcome == "success"
    bad = _did("SessionsController#create", 200, _user(login="root"))
    assert (bad.action, bad.outcome, bad.user) == ("login", "failure", "root")
    assert _did("SessionsController#create", 200, None).user == ""


@pytest.mark.parametrize(("email", "boxes"), [("a@b.example", "1"), (["a@b.example", "x@y.example"], "2")])
def test_mail_for_a_new_password(email: object, boxes: str) -> None:
    asked = _did("PasswordsController#create", 302, _user(email=email))
    assert (asked.action, asked.detail) == ("password_reset", {"step": "asked", "mailboxes": boxes})
    assert asked.object.startswith("a@b.example")


def test_a_new_password_that_was_set_or_refused() -> None:
    assert _did("PasswordsController#update", 302).detail == {"step": "set"}
    assert _did("PasswordsController#update", 422).outcome == "failure"


@pytest.mark.parametrize(
    ("did", "action"),
    [
        ("Projects::RepositoriesController#archive", "download"),
        ("Repositories::GitHttpController#git_upload_pack", "download"),
        ("Profiles::PersonalAccessTokensController#create", "content_change"),
        ("Profiles::KeysController#create", "content_change"),
        ("Profiles::PersonalAccessTokensController#index", "session"),
        ("Admin::UsersController#create", "account_change"),
        ("Admin::ImpersonationsController#create", "privileged"),
        ("ProjectsController#show", "session"),
    ],
)
def test_acts(did: str, action: str) -> None:
    assert _did(did, 200, user="budi").action == action


def test_a_page_that_nobody_signed_in_for() -> None:
    assert _did("ProjectsController#show", 200).action == "other"
