"""What each web application's answers mean: good logins, pages behind them, weighty acts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, Literal

from siaga.detection.applications.request import Request
from siaga.foundation.urls import plain_path

Outcome = Literal["success", "failure", "open"]
"""How a login ended; "open" means that only what follows can tell."""

APPLICATIONS = (
    "wordpress",
    "joomla",
    "phpbb",
    "ojs",
    "slims",
    "opensid",
    "moodle",
    "phpmyadmin",
    "cpanel",
    "roundcube",
    "drupal",
    "laravel",
    "codeigniter",
    "generic",
)
"""The explicit list: one folder each, the more particular first."""


@dataclass(frozen=True)
class Pattern:
    """Requests by plain path, query and method; an empty pattern asks nothing."""

    path: re.Pattern[str]
    query: re.Pattern[str]
    not_query: re.Pattern[str] | None
    methods: frozenset[bytes]
    referrer: re.Pattern[str] | None

    @property
    def telling(self) -> bool:
        """Whether the path alone says much; patterns that lean on the query fit every front page."""
        return not self.query.pattern

    def may_fit(self, *, bare: bool) -> bool:
        """Say whether a request may be of this kind that has no query (`bare`), or has one."""
        return not bare or self._fits_no_query

    @cached_property
    def _fits_no_query(self) -> bool:
        """Whether a request without a query fits, as far as queries go: asked far more often than others."""
        return self._fits_query("")

    def _fits_query(self, query: str) -> bool:
        if not self.query.search(query):
            return False
        return self.not_query is None or not self.not_query.search(query)

    def fits(self, move: Request) -> bool:
        """Say whether a request is of this kind, path included."""
        return bool(self.path.search(plain_path(move.path))) and self.fits_beside_path(move)

    def fits_beside_path(self, move: Request) -> bool:
        """Say whether method, query and referrer fit."""
        if self.methods and move.method not in self.methods:
            return False
        query = move.query
        if not (self._fits_query(query.decode("utf-8", "replace").lower()) if query else self._fits_no_query):
            return False
        if self.referrer is None:
            return True
        return bool(self.referrer.search((move.referrer or b"").decode("utf-8", "replace").lower()))


@dataclass(frozen=True, slots=True)
class Login:
    """A login request and what the statuses of its answer mean."""

    pattern: Pattern
    success: frozenset[int]
    failure: frozenset[int]

    def outcome(self, status: int) -> Outcome:
        """Return what an answer means; statuses in both sets, or in neither, leave it open."""
        good, bad = status in self.success, status in self.failure
        if good == bad:
            return "failure" if status >= 400 else "open"
        return "success" if good else "failure"


@dataclass(frozen=True, slots=True)
class Act:
    """A weighty act of a privileged session; `weight` 1 (common) to 3 (hands over the site)."""

    name: str
    text_en: str
    text_id: str
    weight: int
    pattern: Pattern
    statuses: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reset:
    """A new password set with a token sent by mail, where the answer's status tells that it worked."""

    pattern: Pattern
    statuses: frozenset[int]


@dataclass(frozen=True, slots=True)
class SignUp:
    """An account opened by whoever wanted one, where the answer's status tells that it may have worked."""

    pattern: Pattern
    statuses: frozenset[int]


@dataclass(frozen=True, slots=True)
class Application:
    """One application: its logins, its privileged pages, its weighty acts, its resets, its registration."""

    name: str
    logins: tuple[Login, ...]
    privileged: tuple[Pattern, ...]
    acts: tuple[Act, ...]
    resets: tuple[Reset, ...] = ()
    sign_ups: tuple[SignUp, ...] = ()


def _pattern(table: dict[str, Any]) -> Pattern:
    return Pattern(
        re.compile(table.get("path", "")),
        re.compile(table.get("query", "")),
        re.compile(table["not_query"]) if "not_query" in table else None,
        frozenset(method.encode() for method in table.get("methods", ())),
        re.compile(table["referrer"]) if "referrer" in table else None,
    )


def parse(name: str, text: str) -> Application:
    """Read one application's TOML description."""
    table = tomllib.loads(text)
    logins = tuple(
        Login(_pattern(login), frozenset(login.get("success", ())), frozenset(login.get("failure", ())))
        for login in table.get("login", ())
    )
    acts = tuple(
        Act(act["name"], act["en"], act["id"], act["weight"], _pattern(act), frozenset(act.get("status", ())))
        for act in table.get("act", ())
    )
    privileged = tuple(_pattern(page) for page in table.get("privileged", ()))
    resets = tuple(Reset(_pattern(reset), frozenset(reset["status"])) for reset in table.get("reset", ()))
    sign_ups = tuple(SignUp(_pattern(one), frozenset(one["status"])) for one in table.get("sign_up", ()))
    return Application(name, logins, privileged, acts, resets, sign_ups)


@lru_cache(maxsize=1)
def all_applications() -> tuple[Application, ...]:
    """Return every application on the list, the more particular first."""
    folder = files("siaga.detection.applications")
    return tuple(
        parse(name, (folder / name / "application.toml").read_text(encoding="utf-8")) for name in APPLICATIONS
    )
