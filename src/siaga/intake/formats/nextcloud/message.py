"""What the sentences of Nextcloud's audit log mean."""

from __future__ import annotations

import re

from siaga.intake.rows import Action, Event, Outcome

_NAME = r'"(?P<object>[^"]{0,1000})"'
_LOGIN = re.compile(
    rf"Login (?P<how>successful|failed): {_NAME}|Login failed: (?P<bare>[^ ]{{1,200}}) \(Remote IP"
)
_SECOND = re.compile(
    r"Two ?factor authentication attempt by user (?P<user>[^ ]{1,200})"
    r"(?: \([^)]{0,200}\)){1,3} (?P<how>succeeded|failed)",
    re.IGNORECASE,
)
_ACTS: tuple[tuple[re.Pattern[str], Action], ...] = (
    (re.compile(rf'File (?:with id "[^"]{{0,40}}" )?accessed: {_NAME}'), "download"),
    (re.compile(rf'File (?:with id "[^"]{{0,40}}" )?(?:written to|created): {_NAME}'), "upload"),
    (re.compile(rf'File (?:with id "[^"]{{0,40}}" )?deleted: {_NAME}'), "delete"),
    (re.compile(rf'File (?:with id "[^"]{{0,40}}" )?renamed: {_NAME}'), "rename"),
    (re.compile(rf"The (?:file|folder) {_NAME} .{{0,80}}shared via link"), "content_change"),
    (re.compile(rf"App password {_NAME} created"), "content_change"),
    (re.compile(rf"Password of user {_NAME} has been changed"), "password_change"),
    (re.compile(rf"User {_NAME} (?:created|deleted|enabled|disabled|added|removed)"), "account_change"),
    (re.compile(rf"(?:App|Application) {_NAME} (?:enabled|installed|disabled)"), "privileged"),
    (re.compile(r"Logout occurred"), "logout"),
)


def understand(event: Event, message: str) -> None:
    """Fill in what a message tells; others leave the event as it is."""
    if match := _LOGIN.match(message):
        event.user = match["object"] or match["bare"] or event.user
        _login(event, "success" if match["how"] == "successful" else "failure")
    elif match := _SECOND.match(message):
        event.user, event.detail["step"] = match["user"], "second factor"
        _login(event, "success" if match["how"] == "succeeded" else "failure")
    else:
        for pattern, action in _ACTS:
            if match := pattern.match(message):
                event.action, event.outcome = action, "success"
                event.object = match.groupdict().get("object") or ""
                return


def _login(event: Event, outcome: Outcome) -> None:
    event.action, event.outcome = "login", outcome
