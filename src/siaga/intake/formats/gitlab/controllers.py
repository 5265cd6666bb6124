"""What GitLab's controllers do: sign in, set passwords, hand out code, make keys."""

from __future__ import annotations

import re

from siaga.intake.formats.json_objects import is_object
from siaga.intake.rows import Action, Event

_SIGNS_IN = re.compile(r"(?:^|::)SessionsController#create$")
_RESETS = re.compile(r"(?:^|::)PasswordsController#(?P<step>create|update)$")
_ACTS: tuple[tuple[re.Pattern[str], Action], ...] = (
    (re.compile(r"RepositoriesController#archive$"), "download"),
    (re.compile(r"GitHttpController#git_upload_pack$|ArtifactsController#download$"), "download"),
    (re.compile(r"GitHttpController#git_receive_pack$"), "upload"),
    (
        re.compile(
            r"(?:AccessTokens|Deploy(?:Tokens|Keys)|::Keys|^Keys|GpgKeys|TwoFactorAuths)Controller#create$"
        ),
        "content_change",
    ),
    (re.compile(r"ExportsController|#(?:download_export|export)$"), "export"),
    (re.compile(r"ImpersonationsController|^Admin::ApplicationSettings"), "privileged"),
    (
        re.compile(r"(?:Admin::Users|Members)Controller#(?:create|update|destroy)$"),
        "account_change",
    ),
)
_REFUSED = 400


def understand(event: Event, did: str, status: int, params: object) -> None:
    """Fill in what a request did; whoever is named while a page is shown is signed in."""
    if _SIGNS_IN.search(did):
        # GitLab redirects a good login; a bad one gets the form again.
        good = bool(event.user) and 300 <= status < _REFUSED
        event.action, event.outcome = "login", "success" if good else "failure"
        event.user = event.user or _first(_parameter(params, "user", "login"))
    elif match := _RESETS.search(did):
        _reset(event, match["step"], status, params)
    else:
        act = next(
            (action for pattern, action in _ACTS if pattern.search(did)), "session" if event.user else "other"
        )
        event.action, event.detail["action"] = act, did
        event.outcome = "success" if status < _REFUSED else "failure"


def _reset(event: Event, step: str, status: int, params: object) -> None:
    event.action = "password_reset"
    event.outcome = "success" if status < _REFUSED else "failure"
    event.detail["step"] = "asked" if step == "create" else "set"
    asked = _parameter(params, "user", "email")
    if asked:
        event.object = ", ".join(asked)
        event.detail["mailboxes"] = str(len(asked))


def _parameter(params: object, name: str, inner: str) -> list[str]:
    """Return the texts of one request parameter, as Rails logs them: a list of {"key": …, "value": …}."""
    for one in params if isinstance(params, list) else []:
        if is_object(one) and one.get("key") == name and is_object(value := one.get("value")):
            told = value.get(inner)
            return [text for text in (told if isinstance(told, list) else [told]) if isinstance(text, str)]
    return []


def _first(texts: list[str]) -> str:
    return texts[0] if texts else ""
