"""An application's description is read from TOML; its patterns and answers mean what they say."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from siaga.detection.applications.application import APPLICATIONS, all_applications, parse

TOML = """
[[login]]
path = '/masuk$'
query = 'x='
not_query = 'action=lupa'
methods = ["POST"]
success = [302, 303]
failure = [302, 200]

[[privileged]]
path = '^/ruang/'

[[act]]
name = "edit_code"
en = "edited"
id = "menyunting"
weight = 3
path = '/ruang/sunting'
referrer = 'ruang/editor'
status = [200]
"""


@dataclass(frozen=True)
class Asked:
    method: bytes = b"POST"
    path: bytes = b"/masuk"
    query: bytes = b"x=1"
    status: int = 200
    referrer: bytes | None = None


def test_every_application_on_the_list_parses_in_its_order() -> None:
    assert tuple(application.name for application in all_applications()) == APPLICATIONS
    assert all(application.logins and application.privileged for application in all_applications())


def test_a_description_is_read() -> None:
    application = parse("contoh", TOML)
    (login,), (page,), (act,) = application.logins, application.privileged, application.acts
    assert application.name == "contoh"
    assert (act.name, act.text_en, act.text_id, act.weight) == ("edit_code", "edited", "menyunting", 3)
    assert act.statuses == {200}
    assert login.pattern.methods == {b"POST"}
    assert page.methods == frozenset()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (303, "success"),
        (200, "failure"),
        (302, "open"),
        (204, "open"),
        (301, "open"),
        (401, "failure"),
        (500, "failure"),
    ],
)
def test_an_answer_has_an_outcome(status: int, outcome: str) -> None:
    (login,) = parse("contoh", TOML).logins
    assert login.outcome(status) == outcome


@pytest.mark.parametrize(
    ("request_seen", "fits"),
    [
        (Asked(), True),
        (Asked(path=b"/Situs/%4dasuk"), True),
        (Asked(query=b"a=1&X=2"), True),
        (Asked(method=b"GET"), False),
        (Asked(path=b"/masukan"), False),
        (Asked(query=b""), False),
        (Asked(query=b"x=1&ACTION=lupa"), False),
        (Asked(query=b"x=\xff"), True),
    ],
)
def test_a_pattern_asks_for_path_method_and_query(request_seen: Asked, fits: bool) -> None:
    (login,) = parse("contoh", TOML).logins
    assert login.pattern.fits(request_seen) is fits


@pytest.mark.parametrize(
    ("referrer", "fits"),
    [(b"https://kota.example/Ruang/Editor", True), (b"https://kota.example/", False), (None, False)],
)
def test_a_pattern_may_ask_for_the_referrer(referrer: bytes | None, fits: bool) -> None:
    (act,) = parse("contoh", TOML).acts
    assert act.pattern.fits(Asked(path=b"/ruang/sunting", referrer=referrer)) is fits


def test_only_a_pattern_without_query_is_told_by_its_path() -> None:
    application = parse("contoh", TOML)
    assert not application.logins[0].pattern.telling
    assert application.privileged[0].telling


def test_an_empty_description_is_an_application_that_says_nothing() -> None:
    application = parse("kosong", "")
    assert (application.logins, application.privileged, application.acts) == ((), (), ())
