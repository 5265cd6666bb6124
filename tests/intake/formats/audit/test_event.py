"""The texts of one entry become one event."""

from __future__ import annotations

import pytest

from siaga.intake.formats.audit import AUTH_CSV
from siaga.intake.formats.audit.columns import Column
from siaga.intake.formats.audit.event import audit_event, meaning
from siaga.intake.formats.linewise import NOWHERE, Mark
from siaga.intake.rows import NO_TIME, Event


def test_an_entry() -> None:
    event = audit_event(
        (3, 40, 20),
        7,
        {"actor": "budi", "action": "ubah peran", "object": "siti", "client_ip": "192.0.2.4:80"},
        {"cabang": "pusat", "kosong": ""},
    )
    assert (event.line_no, event.offset, event.length, event.time_us) == (3, 40, 20, 7)
    assert (event.application, event.action, event.user, event.object) == (
        "audit",
        "account_change",
        "budi",
        "siti",
    )
    assert event.client_ip == "192.0.2.4"
    assert event.detail == {"cabang": "pusat", "action": "ubah peran"}


def test_a_method_of_ssh_with_a_port_is_ssh() -> None:
    told: dict[Column, str] = {
        "method": "publickey",
        "port": "22",
        "outcome": "success",
        "action": "connection",
    }
    event = audit_event((1, 0, 0), None, told)
    assert (event.application, event.action, event.outcome, event.time_us) == (
        "ssh",
        "login",
        "success",
        NO_TIME,
    )


@pytest.mark.parametrize(
    ("words", "kind", "message", "result", "expected"),
    [
        ("login", "", "", "", ("login", "success")),
        ("login attempt", "", "", "", ("login", "")),
        ("gagal login", "", "", "", ("login", "failure")),
        ("login", "", "wrong password", "", ("login", "failure")),
        ("login", "", "", "gagal", ("login", "failure")),
        ("login", "", "", "tidak jelas siapa", ("login", "failure")),
        ("", "", "pengguna dihapus", "", ("account_change", "")),
        ("updated", "App\\Models\\User", "", "", ("account_change", "")),
        ("Modified", "User", "Changed role of user siti", "", ("account_change", "")),
        ("ubah", "Berita", "Panduan: tambah pengguna yang gagal login", "", ("content_change", "")),
        ("ubah", "", "Ubah peran siti", "", ("account_change", "")),
        ("unduh", "", "berhasil diunduh", "", ("download", "success")),
        ("xyz", "", "", "", ("other", "")),
    ],
)
def test_meaning(words: str, kind: str, message: str, result: str, expected: tuple[str, str]) -> None:
    assert meaning(words, kind, message, result) == expected


@pytest.mark.parametrize(
    ("error", "method", "expected"),
    [
        ("0", "Password", ("login", "success", "")),
        ("50126", "Password", ("login", "failure", "")),
        ("500121", "Mobile app notification", ("login", "failure", "")),
        ("0", "Previously satisfied", ("session", "success", "yes")),
        ("53003", "Previously satisfied", ("login", "failure", "")),
    ],
)
def test_a_sign_in_s_error_code_says_how_it_ended(
    error: str, method: str, expected: tuple[str, str, str]
) -> None:
    event = audit_event((1, 0, 0), 7, {"actor": "budi", "method": method, "error": error})
    assert (event.action, event.outcome, event.detail.get("renewed", "")) == expected


@pytest.mark.parametrize(
    ("words", "what", "expected"),
    [
        ("WargaDetail", "w-103104", "read"),
        ("lihat biodata", "warga/3174", "read"),
        ("residentById", "Resident(id=17)", "read"),
        ("ubah data", "warga/3174", "content_change"),
        ("WargaDetail", "w-baru", "other"),
        ("dasbor", "", "other"),
    ],
)
def test_an_operation_on_one_numbered_record_that_changes_nothing_read_it(
    words: str, what: str, expected: str
) -> None:
    told: dict[Column, str] = {"actor": "u-7", "action": words, "object": what, "outcome": "izin"}
    assert audit_event((1, 0, 0), 7, told).action == expected
    assert audit_event((1, 0, 0), 7, {**told, "actor": ""}).action != "read"


def test_what_tells_one_browser_from_another_has_one_name_in_every_export() -> None:
    header = (
        b"createdDateTime,userPrincipalName,ipAddress,countryOrRegion,operatingSystem,deviceId,errorCode,"
    )
    header += b"authenticationMethod,sessionId,userAgent"
    line = b"2025-11-10T03:42:08Z,kas@kota.example,192.0.2.4,ID,Windows10,d-1,0,"
    line += b"Mobile app notification,s-1,Mozilla/5.0"
    reader = AUTH_CSV.reader()
    assert reader.parse(header, NOWHERE) is Mark.HEADER
    event = reader.parse(line, NOWHERE)
    assert isinstance(event, Event)
    told = {
        "session": "s-1",
        "user_agent": "Mozilla/5.0",
        "device": "d-1",
        "system": "Windows10",
        "country": "ID",
    }
    assert told.items() <= event.detail.items()
    assert (event.action, event.outcome) == ("login", "success")


def test_a_sentence_that_ends_with_a_record_s_number_looked_at_it() -> None:
    told: dict[Column, str] = {
        "actor": "Sari Lestari",
        "action": "Course viewed",
        "message": "The user with id '23' viewed the course with id '61'.",
    }
    assert audit_event((1, 0, 0), 7, told).action == "read"
    nobody: dict[Column, str] = {**told, "actor": ""}
    assert audit_event((1, 0, 0), 7, nobody).action == "other"
    for general in ("The user with id '23' has viewed their dashboard", "Nightly job finished in 61."):
        assert audit_event((1, 0, 0), 7, {**told, "message": general}).action == "other"


@pytest.mark.parametrize(
    ("actor", "action", "message", "user"),
    [
        ("-", "User login failed", "Login failed for user 'sari' for the reason with id '3'.", "sari"),
        ("", "gagal login", 'Login gagal untuk pengguna "sari"', "sari"),
        ("rudi", "login failed", "Login failed for user 'sari'", "rudi"),
        ("-", "User has logged in", "Told to user 'sari'", ""),
        ("-", "User login failed", "wrong password", ""),
        ("-", "page viewed", "Viewed the profile of user 'sari'", ""),
    ],
)
def test_a_refused_login_s_account_stands_in_its_sentence(
    actor: str, action: str, message: str, user: str
) -> None:
    event = audit_event((1, 0, 0), 7, {"actor": actor, "action": action, "message": message})
    assert event.user == user
