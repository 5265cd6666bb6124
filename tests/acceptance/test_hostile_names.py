"""Names and fields made to steer a terminal, a browser or an eye are shown as what they are."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest

from siaga.entrypoints.cli.main import main
from siaga.verdict.report.html import to_html
from siaga.verdict.report.json_report import to_json
from siaga.verdict.report.moments import WIB
from siaga.verdict.report.terminal import print_report
from siaga.verdict.result import CheckResult

from .hostile_checking import Check, day, line, write

CONTROL = b"\x1b[2J\x1b]0;x\x07\x9b31m\x0d\x08\x7f"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
NAMES = (
    b"access\n.log", b"access\x1b[31m.log", b"access\xff\xfe.log", "access\u202egol.log".encode(),
    b"access\r.log", b"<img src=x onerror=alert(1)>.log", b"-rf.log", b"access {} %s {0}.log",
)  # fmt: skip


def shown(result: CheckResult) -> list[str]:
    """Return the report for the terminal in both languages, the page and the JSON."""
    forms = []
    for language in ("id", "en"):
        out = io.StringIO()
        print_report(result, out, language=language, zone=WIB)
        forms.append(out.getvalue())
    return [*forms, to_html(result, language="id", zone=WIB), to_json(result).decode()]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files(check: Check, tmp_path: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 - a name that is not text
    lines = [*day(50), line(b"/?id=1%27+union+select+password+from+users--", status=404)]
    with open(path, "wb") as out:  # noqa: PTH123 - likewise
        out.write(b"\n".join(lines) + b"\n")
    for given in (str(tmp_path), os.fsdecode(path)):
        result = check(given)
        assert (result.lines.parsed, result.entries) == (51, ())
        for form in shown(result):
            assert not STEERING.search(form)
            assert "<img src" not in form or form.startswith("{") or "<html" not in form


@pytest.mark.parametrize("where", ["target", "agent", "referrer", "user", "client"])
def test_control_characters_in_every_field(check: Check, tmp_path: Path, where: str) -> None:
    attack = b"/?id=1%27+union+select+password+from+users--"
    text = CONTROL + "\u202e<script>alert(1)</script>".encode()
    parts = {"target": attack} | {where: attack + text if where == "target" else text}
    lines = [line(status=404, **parts) for _ in range(5)]
    result = check(write(tmp_path / "access.log", [*day(50), *lines]))
    assert (result.lines.total, result.entries) == (55, ())
    assert result.attempts
    for form in shown(result):
        assert not STEERING.search(form)
    assert "<script>alert(1)" not in to_html(result, language="id", zone=WIB)


def test_control_characters_in_lines_nobody_can_read(check: Check, tmp_path: Path) -> None:
    lines = [CONTROL + b" ../../../etc/passwd <script>alert(1)</script> " + CONTROL] * 40
    result = check(write(tmp_path / "access.log", lines))
    assert (result.lines.unparsed, result.verdict) == (40, "cannot_tell")
    for form in shown(result):
        assert not STEERING.search(form)
    assert "<script>alert(1)" not in to_html(result, language="id", zone=WIB)


def test_control_characters_in_host_and_auth(check: Check, tmp_path: Path) -> None:
    hosts = [b"h\x1b[2J.example " + each for each in day(50)]
    write(tmp_path / "access.log", hosts)
    write(
        tmp_path / "auth.log",
        [
            b"2026-03-02T08:15:%02d.000000+07:00 web sshd[7]: Failed password for invalid user \x1b]0;x\x07 "
            b"from 198.51.100.9 port 40000 ssh2" % second
            for second in range(50)
        ],
    )
    result = check(tmp_path)
    assert result.entries == ()
    for form in shown(result):
        assert not STEERING.search(form)


def test_the_command_says_what_it_found(
    rules_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIAGA_CACHE", str(rules_cache))
    log = write(tmp_path / "access.log", [*day(2_000), line(CONTROL)])
    assert main(["check", str(log)]) == 0
    assert main(["check", str(tmp_path / "never")]) == 20
    said = capsys.readouterr()
    assert not STEERING.search(said.out)
    assert not STEERING.search(said.err.replace("\r", ""))
