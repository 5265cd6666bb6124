"""JSON exports are audit trails when they say who did what when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from siaga.intake.formats.audit import AUDIT_JSON

Describe = Callable[..., list[Any]]


def test_nested_actors_are_lifted(describe: Describe) -> None:
    said = describe(
        AUDIT_JSON,
        '{"time":1710670272,"user":{"name":"budi","email":"b@x"},"action":"delete",'
        '"object":{"name":"berita 7"},'
        '"ip":"192.0.2.4","extra":{"role":"admin"}}',
    )[0]
    assert (said["user"], said["object"], said["client_ip"]) == ("budi", "berita 7", "192.0.2.4")
    assert said["detail"]["extra_role"] == "admin"


def test_date_and_clock_apart(describe: Describe) -> None:
    said = describe(AUDIT_JSON, '{"tanggal":"17/03/2024","jam":"10:11:12","user":"budi","aksi":"login"}')
    assert said[0]["time"] == "2024-03-17T10:11:12Z"


def test_access_logs_are_left_to_others() -> None:
    line = (
        b'{"time":1710670272,"user":"-","type":"access","ip":"192.0.2.4","request_uri":"/","status_code":200}'
    )
    assert AUDIT_JSON.score([line]) == 0.0


def test_an_entry_without_a_time_is_unparsed(describe: Describe) -> None:
    assert describe(AUDIT_JSON, '{"time":"soon","user":"budi","action":"login"}') == ["unparsed"]


def test_a_key_may_be_the_verb(describe: Describe) -> None:
    head = (
        '{"time":"2026-03-02T11:02:50Z","author_name":"sari","ip_address":"192.0.2.4","target_type":"User",'
    )
    said = describe(AUDIT_JSON, head + '"with":"standard"}', head + '"change":"password"}', head + '"x":"y"}')
    assert [one if isinstance(one, str) else one["action"] for one in said] == [
        "login",
        "password_change",
        "unparsed",
    ]
