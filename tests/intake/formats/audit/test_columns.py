"""Header names in two languages find their columns."""

from __future__ import annotations

import pytest

from siaga.intake.formats.audit.columns import NAMES, find, normal, tells_audit, tells_authentication


@pytest.mark.parametrize(
    "header",
    [
        ("waktu", "pengguna", "aksi", "objek", "alamat_ip"),
        ("Time", "User Name", "Action", "Object", "IP Address"),
        ("Tanggal", "Username", "Aktivitas", "Halaman", "IP"),
        ("\ufeffcreated_at", "causer", "event", "subject", "ip-address"),
    ],
)
def test_audit_trails(header: tuple[str, ...]) -> None:
    found = find(header)
    assert tells_audit(found)
    assert (found["actor"], found["action"], found["object"], found["client_ip"]) == (1, 2, 3, 4)


def test_authentications() -> None:
    found = find(
        ("timestamp", "event_type", "auth_method", "auth_result", "hostname", "source_ip", "username")
    )
    assert tells_authentication(found)
    assert found["outcome"] == 3


def test_a_column_serves_once() -> None:
    found = find(("time", "login", "action", "login"))
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize(
    "header", [("a", "b"), ("time", "temperature"), ("1660657551", "x", "password"), ("",)]
)
def test_other_tables_are_none(header: tuple[str, ...]) -> None:
    assert not tells_audit(find(header))
    assert not tells_authentication(find(header))


def test_names_are_written_in_their_normal_form() -> None:
    assert all(normal(name) == name for names in NAMES.values() for name in names)


def test_names_in_camel_case_and_sign_ins_with_an_error_code() -> None:
    found = find(
        (
            "createdDateTime",
            "userPrincipalName",
            "ipAddress",
            "errorCode",
            "authenticationMethod",
            "sessionId",
        )
    )
    assert tells_authentication(found)
    assert (found["actor"], found["client_ip"], found["error"], found["session"]) == (1, 2, 3, 5)
    assert find(("userName", "CreationTime", "Operation", "ClientIP")).keys() >= {
        "actor",
        "time",
        "action",
        "client_ip",
    }


def test_a_learning_platform_s_export_names_people() -> None:
    header = (
        "Time",
        "User full name",
        "Affected user",
        "Event context",
        "Component",
        "Event name",
        "IP address",
    )
    found = find(header)
    assert (found["actor"], found["action"], found["client_ip"]) == (1, 5, 6)
    assert tells_audit(found)
