"""Asks all applications at once what a request means; each distinct path is matched only once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from siaga.detection.applications.application import Act, Application, Login, Pattern, Reset, all_applications
from siaga.detection.applications.request import Request
from siaga.foundation.urls import plain_path


@dataclass(frozen=True, slots=True)
class _Candidates:
    logins: tuple[tuple[Application, Login], ...]
    privileged: tuple[tuple[Application, Pattern], ...]
    acts: tuple[tuple[Application, Act], ...]
    resets: tuple[Reset, ...]


@lru_cache(maxsize=50_000)
def _candidates(path: bytes) -> _Candidates:
    text = plain_path(path)
    applications = all_applications()
    return _Candidates(
        tuple((a, login) for a in applications for login in a.logins if login.pattern.path.search(text)),
        tuple((a, page) for a in applications for page in a.privileged if page.path.search(text)),
        tuple((a, act) for a in applications for act in a.acts if act.pattern.path.search(text)),
        tuple(reset for a in applications for reset in a.resets if reset.pattern.path.search(text)),
    )


def login_of(move: Request) -> tuple[Application, Login] | None:
    """Return the login that a request is, with its application."""
    for application, login in _candidates(move.path).logins:
        if login.pattern.fits_beside_path(move):
            return application, login
    return None


def privileged_page_of(move: Request) -> Application | None:
    """Return the application whose privileged page a request asks for."""
    if login_of(move) is not None:
        return None
    for application, page in _candidates(move.path).privileged:
        if page.fits_beside_path(move):
            return application
    return None


def act_of(move: Request) -> tuple[Application, Act] | None:
    """Return the weighty act that a request is, if the server carried it out; a login is none."""
    if login_of(move) is not None:
        return None
    for application, act in _candidates(move.path).acts:
        if (not act.statuses or move.status in act.statuses) and act.pattern.fits_beside_path(move):
            return application, act
    return None


def is_reset(move: Request) -> bool:
    """Say whether a request set a new password with a token from the account's mailbox."""
    resets = _candidates(move.path).resets
    return any(move.status in reset.statuses and reset.pattern.fits_beside_path(move) for reset in resets)


def may_mean_something(path: bytes) -> bool:
    """Say whether a path can be a login, a privileged page or a weighty act, by itself."""
    found = _candidates(path)
    return (
        any(act.pattern.telling for _, act in found.acts)
        or any(login.pattern.telling for _, login in found.logins)
        or any(page.telling for _, page in found.privileged)
    )
