"""A whole walk: a pile of an office's logs, as found, through the program, to an answer with its proof."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.verdict.check.logs import BAD, START, intrusion, line, scan, ssh, text, visitors

from siaga.detection.engine.rule_set import RuleSet

PROGRAM = (sys.executable, "-m", "siaga.entrypoints.cli.main", "check")
Report = dict[str, Any]


@pytest.fixture
def siaga(tmp_path: Path, rules_cache: Path, own_rule_set: RuleSet) -> Callable[..., tuple[int, bytes]]:
    """Return a function that runs the program in the test's folder: its exit status and its stdout."""
    assert own_rule_set.rules

    def ran(*arguments: str, stdin: bytes = b"", **environment: str) -> tuple[int, bytes]:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            check=False,
            env={**os.environ, "SIAGA_CACHE": str(rules_cache), **environment},
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done.returncode, done.stdout

    return ran


def _estate(place: Path) -> Path:
    """Lay down three sites of a server with its login log: plain, rotated, and packed."""
    server = place / "server"
    for name in ("kota.example", "dinas.example"):
        (server / name).mkdir(parents=True)
    (server / "kota.example" / "access.log.1.gz").write_bytes(gzip.compress(text(visitors(1, 48)), mtime=0))
    (server / "kota.example" / "access.log").write_bytes(text(visitors(1, 48, first_day=1), scan()))
    (server / "dinas.example" / "access.log").write_bytes(text(visitors(2, 48), intrusion(1)))
    moments = [
        (START + timedelta(hours=20, seconds=n), f"Failed password for root from 198.51.100.9 port {n} ssh2")
        for n in range(30)
    ]
    (server / "auth.log").write_bytes(ssh(moments))
    with zipfile.ZipFile(server / "kecamatan.example.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("kecamatan.example/access.log", text(visitors(2, 48)))
    return server


def test_an_estate_of_several_sites_where_one_was_entered(
    tmp_path: Path, siaga: Callable[..., tuple[int, bytes]]
) -> None:
    _estate(tmp_path)
    status, out = siaga("server", "--json", "-", "--quiet")
    report: Report = json.loads(out)
    assert status == 10
    verdicts = {site["site"]: site["verdict"] for site in report["sites"]}
    assert verdicts["dinas.example"] == "entry_confirmed"
    assert verdicts["kota.example"] == verdicts["kecamatan.example"] == "no_evidence"
    (entry,) = report["entries"]
    assert (entry["site"], entry["actor"]["client_ips"]) == ("dinas.example", [BAD])
    for witness in entry["witnesses"]:
        data = (tmp_path / witness["file"]).read_bytes()
        raw = data[witness["offset"] :].split(b"\n", 1)[0]
        assert hashlib.sha256(raw).hexdigest() == witness["sha256"]
        assert data.count(b"\n", 0, witness["offset"]) + 1 == witness["line_no"]
    counts = report["lines"]
    assert counts["total"] == counts["parsed"] + counts["unparsed"] + counts["blank"] + counts["headers"]


def test_the_answer_does_not_depend_on_hashing_processes_or_place(
    tmp_path: Path, siaga: Callable[..., tuple[int, bytes]]
) -> None:
    _estate(tmp_path)
    first = siaga("server", "--json", "-", "-q", PYTHONHASHSEED="1", TZ="UTC")
    assert siaga("server", "--json", "-", "-q", "--jobs", "3", PYTHONHASHSEED="2", TZ="Asia/Jakarta") == first


@pytest.mark.parametrize("kind", ["tar.gz", "tar.xz", "tar.bz2", "zip"])
def test_the_pile_may_come_in_one_archive(
    tmp_path: Path, siaga: Callable[..., tuple[int, bytes]], kind: str
) -> None:
    content = {
        "dinas.example/access.log.1": text(visitors(1, 48)),
        "dinas.example/access.log": text(visitors(1, 48, first_day=1), intrusion(1)),
    }
    packed = tmp_path / f"logs.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(packed, "w") as archive:
            for name, data in content.items():
                archive.writestr(name, data)
    else:
        with tarfile.open(packed, "w:" + kind[4:]) as tar:  # type: ignore[call-overload]  # the mode is made up at run time
            for name, data in content.items():
                member = tarfile.TarInfo(name)
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    status, out = siaga(packed.name, "--json", "-", "-q")
    report: Report = json.loads(out)
    assert status == 10
    assert report["entries"][0]["site"] == "dinas.example"
    assert report["entries"][0]["witnesses"][0]["file"] == f"logs.{kind}!dinas.example/access.log"


def test_hostile_bytes_are_counted_and_change_nothing(
    tmp_path: Path, siaga: Callable[..., tuple[int, bytes]]
) -> None:
    at = START + timedelta(hours=6)
    hostile = b"".join(
        [
            b"\x00" * 300 + b"\n",
            b"\xff\xfe\xfa\n",
            b"\n\r\n",
            line(at, "2001:db8::7", 'GET /a\\"b\\x22c').encode() + b"\r\n",
            line(at, "192.0.2.7", "GET /" + "a" * 8_192).encode() + b"\n",
            line(at, "192.0.2.7", "\\x16\\x03\\x01\\x02\\x00", 400, 150).encode() + b"\n",
            line(at, "192.0.2.7", "GET /" + "%25" * 3_000).encode() + b"\n",
            b'192.0.2.7 - - [15/Jun/2026:06:00:00 +0000] "GET /half',
        ]
    )
    (tmp_path / "kota.example").mkdir()
    (tmp_path / "kota.example" / "access.log").write_bytes(text(visitors(2, 48)) + hostile)
    (tmp_path / "kota.example" / "loop").symlink_to(tmp_path / "kota.example")
    (tmp_path / "kota.example" / "access.log.1").write_bytes(b"")
    status, out = siaga("kota.example", "--json", "-", "-q")
    report: Report = json.loads(out)
    assert status == 0
    assert report["entries"] == []
    counts = report["lines"]
    assert counts["total"] == 2 * 48 + 10 - 1
    assert counts["total"] == counts["parsed"] + counts["unparsed"] + counts["blank"] + counts["headers"]
    assert counts["invalid_utf8"] >= 1


def test_a_log_through_a_pipe(siaga: Callable[..., tuple[int, bytes]]) -> None:
    status, out = siaga(
        "-", "--site", "dinas.example", "--lang", "en", stdin=text(visitors(2, 48), intrusion(1))
    )
    assert status == 10
    assert BAD.encode() in out


def test_a_question_about_a_time_that_was_not_seen(
    tmp_path: Path, siaga: Callable[..., tuple[int, bytes]]
) -> None:
    (tmp_path / "kota.example.log").write_bytes(text(visitors(2, 48)))
    status, out = siaga("kota.example.log", "--since", "2026-06-01", "--until", "2026-06-30", "--lang", "id")
    assert status == 20
    assert "Belum dapat disimpulkan" in out.decode().replace(
        "BELUM DAPAT DISIMPULKAN", "Belum dapat disimpulkan"
    )
