"""Asks all applications at once what a request means; each distinct path is matched only once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import count

from siaga.detection.applications.application import (
    Act,
    Application,
    Login,
    Pattern,
    Reset,
    SignUp,
    all_applications,
)
from siaga.detection.applications.request import Request
from siaga.foundation.pattern_set import PatternSet
from siaga.foundation.remembering import remembering
from siaga.foundation.urls import plain_path


@dataclass(frozen=True)
class _Candidates:
    logins: tuple[tuple[Application, Login], ...]
    privileged: tuple[tuple[Application, Pattern], ...]
    acts: tuple[tuple[Application, Act], ...]
    resets: tuple[Reset, ...]
    sign_ups: tuple[SignUp, ...]

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of all of these, in their order."""
        return (
            *(login.pattern for _, login in self.logins),
            *(page for _, page in self.privileged),
            *(act.pattern for _, act in self.acts),
            *(reset.pattern for reset in self.resets),
            *(sign_up.pattern for sign_up in self.sign_ups),
        )

    @cached_property
    def telling(self) -> bool:
        """Whether the path alone says that it may be a login, a privileged page or a weighty act."""
        telling = len(self.patterns) - len(self.resets) - len(self.sign_ups)
        return any(pattern.telling for pattern in self.patterns[:telling])


@cache
def _all() -> tuple[_Candidates, PatternSet]:
    """Return everything that a request may mean, and the patterns of all their paths in the same order."""
    applications = all_applications()
    known = _Candidates(
        tuple((a, login) for a in applications for login in a.logins),
        tuple((a, page) for a in applications for page in a.privileged),
        tuple((a, act) for a in applications for act in a.acts),
        tuple(reset for a in applications for reset in a.resets),
        tuple(sign_up for a in applications for sign_up in a.sign_ups),
    )
    return known, PatternSet([pattern.path for pattern in known.patterns])


def _candidates(move: Request) -> _Candidates:
    return _by_path(move.path) if move.query else _by_bare_path(move.path)


@remembering(50_000)
def _by_path(path: bytes) -> _Candidates:
    return _found(path, bare=False)


@remembering(50_000)
def _by_bare_path(path: bytes) -> _Candidates:
    return _found(path, bare=True)


def _found(path: bytes, *, bare: bool) -> _Candidates:
    """Return what a path may mean; `bare` leaves out what asks for a query: most requests have none."""
    known, patterns = _all()
    found = patterns.found(plain_path(path))
    if not found:
        return _NOTHING
    fitting = {number for number in found if known.patterns[number].may_fit(bare=bare)}
    numbers = count()  # in the order of the patterns: one after the other through all five
    return _Candidates(
        tuple(login for login in known.logins if next(numbers) in fitting),
        tuple(page for page in known.privileged if next(numbers) in fitting),
        tuple(act for act in known.acts if next(numbers) in fitting),
        tuple(reset for reset in known.resets if next(numbers) in fitting),
        tuple(sign_up for sign_up in known.sign_ups if next(numbers) in fitting),
    )


_NOTHING = _Candidates((), (), (), (), ())


def login_of(move: Request) -> tuple[Application, Login] | None:
    """Return the login that a request is, with its application."""
    for application, login in _candidates(move).logins:
        if login.pattern.fits_beside_path(move):
            return application, login
    return None


def privileged_page_of(move: Request) -> Application | None:
    """Return the application whose privileged page a request asks for."""
    pages = _candidates(move).privileged
    if not pages or login_of(move) is not None:
        return None
    for application, page in pages:
        if page.fits_beside_path(move):
            return application
    return None


def act_of(move: Request) -> tuple[Application, Act] | None:
    """Return the weighty act that a request is, if the server carried it out; a login is none."""
    acts = _candidates(move).acts
    if not acts or login_of(move) is not None:
        return None
    for application, act in acts:
        if (not act.statuses or move.status in act.statuses) and act.pattern.fits_beside_path(move):
            return application, act
    return None


def is_reset(move: Request) -> bool:
    """Say whether a request set a new password with a token from the account's mailbox."""
    resets = _candidates(move).resets
    return bool(resets) and any(
        move.status in reset.statuses and reset.pattern.fits_beside_path(move) for reset in resets
    )


def is_sign_up(move: Request) -> bool:
    """Say whether a request opened an account for whoever sent it."""
    sign_ups = _candidates(move).sign_ups
    return bool(sign_ups) and any(
        move.status in sign_up.statuses and sign_up.pattern.fits_beside_path(move) for sign_up in sign_ups
    )


def means_nothing(move: Request) -> bool:
    """Say whether a request's path, with or without a query, is no login, page, act, reset or sign-up."""
    return _candidates(move) is _NOTHING


def may_mean_something(path: bytes) -> bool:
    """Say whether a path can be a login, a privileged page or a weighty act, by itself."""
    return _found(path, bare=False).telling  # who asks remembers


@remembering(2_000)
def applications_naming(path: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the applications that describe an act by a path's very end, each with what stands before it.

    Frameworks are none: what many sites have in common tells of no script that it is brought along.
    """
    text = plain_path(path)
    found = (
        (application.name, act.pattern.path.search(text))
        for application, act in _by_path(path).acts
        if application.name not in _FRAMEWORKS
    )
    return tuple(
        (name, text[: match.start()].encode()) for name, match in found if match and match.end() == len(text)
    )


_FRAMEWORKS = frozenset({"laravel", "codeigniter", "generic"})
