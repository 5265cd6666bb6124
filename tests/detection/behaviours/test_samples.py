"""Every behaviour finds its own sample, in a whole check with all rules, and lets the look-alike be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

import siaga.detection.behaviours as home
from siaga.detection.engine.rule_set import RuleSet
from siaga.findings.shape import Step
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.run import run
from siaga.verdict.result import CheckResult

HOME = Path(home.__file__).parent
SITE = "kota.example"


@dataclass(frozen=True, slots=True)
class Finding:
    """One entry that a sample must give; `line` is part of a line that must be among its witnesses."""

    behaviour: str
    step: Step
    client_ips: tuple[str, ...]
    line: str
    users: tuple[str, ...] = ()


EVERYWHERE = ("192.0.2.140", "198.51.100.7", "203.0.113.18", "3fff:41:7::5", "3fff:a20:1::c")
FINDINGS = {
    "account_spread": (
        Finding(
            "account_spread", "entered", EVERYWHERE, "Accepted password for data from 3fff:41:7::5", ("data",)
        ),
    ),
    "changed_page": (
        Finding(
            "changed_page",
            "entered",
            ("203.0.113.201",),
            '203.0.113.201 - - [18/Jun/2026:10:17:10 +0700] "POST',
        ),
    ),
    "data_theft": (
        Finding(
            "dump_fetching", "exfiltrated", ("203.0.113.40",), "GET /backup/db_layanan_2026-06-14.sql.gz"
        ),
        Finding("bulk_reading", "exfiltrated", ("198.51.100.209",), "GET /permohonan/cetak?no=4200 "),
    ),
    "infiltration": (
        Finding("infiltration", "entered", ("203.0.113.150",), "GET /layanan/slot-gacor-maxwin/"),
    ),
    "injection": (
        Finding(
            "injection", "exfiltrated", ("198.51.100.77",), '%20FROM%20pegawai--%20- HTTP/1.1" 200 61840'
        ),
    ),
    "privileged_session": (
        Finding("privileged_session", "entered", ("203.0.113.77",), "POST /wp-admin/user-new.php"),
    ),
    "remote_login": (
        Finding(
            "remote_login",
            "entered",
            ("203.0.113.90",),
            "Accepted password for operator from 203.0.113.90",
            ("operator",),
        ),
    ),
    "stolen_account": (
        Finding(
            "stolen_account",
            "exfiltrated",
            ("203.0.113.90",),
            'App password \\"Thunderbird\\" created',
            ("bayu",),
        ),
    ),
    "web_shell": (Finding("web_shell", "entered", ("203.0.113.66",), "POST /uploads/aduan/kk_2291.php"),),
}
EACH = pytest.mark.parametrize("folder", sorted(FINDINGS))


def _check(folder: str, name: str, rule_set: RuleSet) -> CheckResult:
    place = HOME / folder / "samples" / name
    return run(CheckOptions((str(place),), (), site=SITE), rule_set)


def test_every_folder_with_samples_is_tried() -> None:
    assert {path.parent.parent.name for path in HOME.glob("*/samples/match.log")} == set(FINDINGS)


@EACH
def test_the_behaviour_finds_its_sample(folder: str, own_rule_set: RuleSet) -> None:
    result = _check(folder, "match.log", own_rule_set)
    found = [
        (entry.behaviour, entry.step, entry.actor.client_ips, entry.actor.users) for entry in result.entries
    ]
    assert found == [(one.behaviour, one.step, one.client_ips, one.users) for one in FINDINGS[folder]]
    assert result.verdict in {"entry_confirmed", "entry_likely"}
    assert result.lines.unparsed == 0
    for entry, expected in zip(result.entries, FINDINGS[folder], strict=True):
        assert {signal.behaviour for signal in entry.signals} == {expected.behaviour}
        assert any(expected.line in witness.text for witness in entry.witnesses)


@EACH
def test_every_witness_is_where_it_says(folder: str, own_rule_set: RuleSet) -> None:
    data = (HOME / folder / "samples" / "match.log").read_bytes()
    lines = data.splitlines()
    for entry in _check(folder, "match.log", own_rule_set).entries:
        for witness in entry.witnesses:
            line = lines[witness.line_no - 1]
            assert witness.text == line.decode()
            assert witness.sha256 == hashlib.sha256(line).hexdigest()
            assert data[witness.offset : witness.offset + len(line)] == line
            assert all(0 <= start < end <= len(witness.text) for start, end in witness.marks)


@EACH
def test_the_look_alike_gives_no_entry(folder: str, own_rule_set: RuleSet) -> None:
    result = _check(folder, "no_match.log", own_rule_set)
    assert result.entries == ()
    assert result.verdict == "no_evidence"
    assert result.lines.unparsed == 0


@EACH
@pytest.mark.parametrize("name", ["match.log", "no_match.log"])
def test_samples_are_of_a_readable_size_and_from_documentation_networks(folder: str, name: str) -> None:
    text = (HOME / folder / "samples" / name).read_text()
    assert 60 <= len(text.splitlines()) <= 600
    assert (
        "+0700" in text or "+0000" in text or "+07:00" in text or folder in {"remote_login", "account_spread"}
    )
    assert ".example" in text


@EACH
def test_guidance_tells_what_to_do_and_never_promises_too_much(folder: str) -> None:
    for language, words in {
        "id": ("bukti", "Tahan", "Berantas", "Pulihkan", "Uji ulang", "Tanyakan"),
        "en": ("Preserve", "Contain", "Eradicate", "Restore", "Retest", "Ask"),
    }.items():
        text = (HOME / folder / f"guidance.{language}.md").read_text("utf-8")
        assert [word for word in words if word not in text] == []
        assert 20 <= len(text.splitlines()) <= 40
        assert not {"aman", "safe"} & set(text.lower().replace(".", " ").replace(",", " ").split())
