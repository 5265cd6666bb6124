"""Asks all applications at once what a request means; each distinct path is matched only once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from siaga.detection.applications.application import Act, Application, Login, Pattern, all_applications
from siaga.detection.applications.request import Request
from siaga.foundation.pattern_set import PatternSet
from siaga.foundation.urls import plain_path


@dataclass(frozen=True)
class _Candidates:
    logins: tuple[tuple[Application, Login], ...]
    privileged: tuple[tuple[Application, Pattern], ...]
    acts: tuple[tuple[Application, Act], ...]

    @cached_property
    def telling(self) -> bool:
        """Whether the path alone says that it may be one of these."""
        logins, acts = (login.pattern for _, login in self.logins), (act.pattern for _, act in self.acts)
        return any(pattern.telling for pattern in (*logins, *(page for _, page in self.privileged), *acts))


@cache
def _all() -> tuple[_Candidates, PatternSet]:
    """Return everything that a request may mean, and the patterns of all their paths in the same order."""
    applications = all_applications()
    known = _Candidates(
        tuple((a, login) for a in applications for login in a.logins),
        tuple((a, page) for a in applications for page in a.privileged),
        tuple((a, act) for a in applications for act in a.acts),
    )
    logins, acts = (login.pattern for _, login in known.logins), (act.pattern for _, act in known.acts)
    patterns = (*logins, *(page for _, page in known.privileged), *acts)
    return known, PatternSet([pattern.path for pattern in patterns])


@lru_cache(maxsize=50_000)
def _candidates(path: bytes, bare: bool = False) -> _Candidates:  # noqa: FBT001, FBT002 - a key of the cache
    """Return what a path may mean; `bare` leaves out what asks for a query: most requests have none."""
    known, patterns = _all()
    found = patterns.found(plain_path(path))
    if not found:
        return _NOTHING
    pages, acts = len(known.logins), len(known.logins) + len(known.privileged)
    return _Candidates(
        tuple(known.logins[n] for n in found if n < pages and known.logins[n][1].pattern.may_fit(bare=bare)),
        tuple(
            known.privileged[n - pages]
            for n in found
            if pages <= n < acts and known.privileged[n - pages][1].may_fit(bare=bare)
        ),
        tuple(
            known.acts[n - acts]
            for n in found
            if n >= acts and known.acts[n - acts][1].pattern.may_fit(bare=bare)
        ),
    )


_NOTHING = _Candidates((), (), ())


def login_of(move: Request) -> tuple[Application, Login] | None:
    """Return the login that a request is, with its application."""
    for application, login in _candidates(move.path, not move.query).logins:
        if login.pattern.fits_beside_path(move):
            return application, login
    return None


def privileged_page_of(move: Request) -> Application | None:
    """Return the application whose privileged page a request asks for."""
    if login_of(move) is not None:
        return None
    for application, page in _candidates(move.path, not move.query).privileged:
        if page.fits_beside_path(move):
            return application
    return None


def act_of(move: Request) -> tuple[Application, Act] | None:
    """Return the weighty act that a request is, if the server carried it out; a login is none."""
    if login_of(move) is not None:
        return None
    for application, act in _candidates(move.path, not move.query).acts:
        if (not act.statuses or move.status in act.statuses) and act.pattern.fits_beside_path(move):
            return application, act
    return None


def may_mean_something(path: bytes) -> bool:
    """Say whether a path can be a login, a privileged page or a weighty act, by itself."""
    return _candidates(path).telling
