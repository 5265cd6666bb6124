"""`siaga check`: exit statuses, reports, and what a person can set."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.verdict.check.logs import BAD, START, intrusion, line, scan, text, visitors

from siaga.entrypoints.cli.check import EXIT
from siaga.findings.shape import STEPS

from .conftest import Said

Siaga = Callable[..., Said]
SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "siaga.check-1.schema.json"
RULE = """\
title: Somebody asks for the mayor's diary
id: 3a1f6c7e-52d1-4d7c-9a55-0c6f0f9d7a11
level: high
logsource:
  category: webserver
detection:
  diary:
    cs-uri-stem|contains: '/buku-harian-wali'
  condition: diary
"""


@pytest.fixture
def clean(place: Path) -> Path:
    """Lay down the log of a site where nobody got in."""
    (place / "kota.example").mkdir()
    (place / "kota.example" / "access.log").write_bytes(text(visitors(3, 48), scan()))
    return place


@pytest.fixture
def entered(place: Path) -> Path:
    """Lay down the log of a site where somebody got in."""
    (place / "kota.example").mkdir()
    (place / "kota.example" / "access.log").write_bytes(text(visitors(3, 48), intrusion(1)))
    return place


def test_statuses_are_those_of_the_promise() -> None:
    assert EXIT == {"no_evidence": 0, "entry_likely": 10, "entry_confirmed": 10, "cannot_tell": 20}


def test_nobody_got_in_is_0_and_never_called_safe(clean: Path, siaga: Siaga) -> None:
    assert clean.is_dir()
    for language, words in (("id", "Belum ditemukan bukti"), ("en", "o evidence")):
        said = siaga("check", "kota.example", "--language", language)
        assert said.status == 0
        assert words in said.out
        assert "aman" not in said.out.lower().replace("keamanan", "").replace("halaman", "").split()
        assert "safe" not in said.out.lower()


def test_somebody_got_in_is_10_and_shown_with_lines(entered: Path, siaga: Siaga) -> None:
    assert entered.is_dir()
    said = siaga("check", "kota.example")
    assert said.status == 10
    assert BAD in said.out
    assert "/uploads/aduan/kk.php" in said.out
    assert "kota.example/access.log" in said.out


def test_too_little_seen_is_20(clean: Path, siaga: Siaga) -> None:
    assert clean.is_dir()
    assert siaga("check", "kota.example", "--since", "2026-05-01", "--until", "2026-07-30").status == 20


@pytest.mark.parametrize("name", ["gone.log", "kota.example/none/access.log"])
def test_nothing_to_read_is_20_and_told(place: Path, siaga: Siaga, name: str) -> None:
    assert place.is_dir()
    said = siaga("check", name)
    assert said.status == 20
    assert name.rpartition("/")[2] in said.out


def test_a_damaged_file_is_told(clean: Path, siaga: Siaga) -> None:
    whole = gzip.compress(text(visitors(1, 48, first_day=-1)), mtime=0)
    (clean / "kota.example" / "access.log.1.gz").write_bytes(whole[: len(whole) // 2])
    said = siaga("check", "kota.example", "--json", "-")
    assert any("access.log.1.gz" in place for place in said.out.splitlines())
    assert json.loads(said.out)["unreadable"]


def test_all_reports_are_written_and_agree(entered: Path, siaga: Siaga) -> None:
    said = siaga(
        "check",
        "kota.example",
        "--html",
        "r.html",
        "--json",
        "r.json",
        "--sarif",
        "r.sarif",
        "--language",
        "en",
    )
    assert said.status == 10
    report = json.loads((entered / "r.json").read_bytes())
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(report)
    assert report["verdict"] == "entry_confirmed"
    (entry,) = report["entries"]
    assert entry["step"] in STEPS[2:]
    assert entry["actor"]["client_ips"] == [BAD]
    lines = (entered / "kota.example" / "access.log").read_text().splitlines()
    assert all(lines[witness["line_no"] - 1] == witness["text"] for witness in entry["witnesses"])
    assert BAD in (entered / "r.html").read_text("utf-8")
    assert json.loads((entered / "r.sarif").read_bytes())["version"] == "2.1.0"


def test_reports_are_the_same_bytes_every_time(entered: Path, siaga: Siaga) -> None:
    names = ("r.html", "r.json", "r.sarif")

    def written() -> list[bytes]:
        siaga("check", "kota.example", "-q", "--html", "r.html", "--json", "r.json", "--sarif", "r.sarif")
        return [(entered / name).read_bytes() for name in names]

    assert written() == written()


def test_a_report_may_go_to_stdout_alone(entered: Path, siaga: Siaga) -> None:
    assert entered.is_dir()
    assert json.loads(siaga("check", "kota.example", "--json", "-").out)["schema"] == "siaga.check/1"


def test_a_report_that_cannot_be_written_is_2_and_leaves_nothing(entered: Path, siaga: Siaga) -> None:
    (entered / "r.json").mkdir()
    before = sorted(entered.rglob("*"))
    said = siaga("check", "kota.example", "-q", "--json", "r.json")
    assert said.status == 2
    assert "r.json" in said.err
    assert sorted(entered.rglob("*")) == before
    assert siaga("check", "kota.example", "-q", "--json", "no/such/folder/r.json").status == 2


def test_an_earlier_report_is_replaced_whole(entered: Path, siaga: Siaga) -> None:
    (entered / "r.json").write_bytes(b"x" * 5_000_000)
    siaga("check", "kota.example", "-q", "--json", "r.json")
    assert json.loads((entered / "r.json").read_bytes())
    assert [path.name for path in entered.iterdir() if path.name.startswith(".")] == []


def test_quiet_says_nothing_but_the_status(entered: Path, siaga: Siaga) -> None:
    assert entered.is_dir()
    assert siaga("check", "kota.example", "--quiet") == Said(10, "", "")


def test_a_person_s_own_rule_fires(clean: Path, siaga: Siaga) -> None:
    (clean / "mine").mkdir()
    (clean / "mine" / "diary.yml").write_text(RULE)
    (clean / "mine" / "broken.yml").write_text("title: [")
    log = clean / "kota.example" / "access.log"
    at = START + timedelta(days=2, hours=23, minutes=59)
    log.write_bytes(log.read_bytes() + text([line(at, "198.51.100.3", "GET /buku-harian-wali", 404)]))
    said = siaga("check", "kota.example", "--rules", "mine", "--only-rules", "--json", "-")
    report = json.loads(said.out)
    assert said.status == 0
    assert [attempt["lines"] for attempt in report["attempts"]] == [1]
    assert any("broken.yml" in json.dumps(refused) for refused in report["rule_set"]["refused"])


def test_a_format_of_the_person_s_own(place: Path, siaga: Siaga) -> None:
    rows = [
        f"{START + timedelta(minutes=9 * n):%d/%b/%Y:%H:%M:%S +0000}|192.0.2.7|GET /a/{n} HTTP/1.1|200|512\n"
        for n in range(300)
    ]
    (place / "kota.example.log").write_text("".join(rows))
    form = "$time_local|$remote_addr|$request|$status|$body_bytes_sent"
    report = json.loads(siaga("check", "kota.example.log", "--log-format", form, "--json", "-").out)
    assert report["lines"]["parsed"] == 300
    assert report["lines"]["unparsed"] == 0


def test_json_fields_of_the_person_s_own(place: Path, siaga: Siaga) -> None:
    rows = [
        {
            "kapan": (START + timedelta(minutes=9 * n)).isoformat(),
            "cf": {"ip": "192.0.2.7"},
            "cara": "GET",
            "apa": f"/{n}",
            "kode": 200,
        }
        for n in range(300)
    ]
    (place / "kota.example.json").write_text("".join(json.dumps(row) + "\n" for row in rows))
    fields = [
        part
        for field in ("time=kapan", "client_ip=cf.ip", "method=cara", "target=apa", "status=kode")
        for part in ("--json-field", field)
    ]
    report = json.loads(siaga("check", "kota.example.json", *fields, "--json", "-").out)
    assert report["lines"]["parsed"] == 300


def test_sites_by_option_and_pattern(place: Path, siaga: Siaga) -> None:
    for name in ("mawar", "melati"):
        (place / "arsip" / name).mkdir(parents=True)
        (place / "arsip" / name / "access.log").write_bytes(text(visitors(2, 48)))
    by_pattern = json.loads(siaga("check", "arsip", "--site-pattern", "arsip/{site}/*", "--json", "-").out)
    assert [site["site"] for site in by_pattern["sites"]] == ["mawar", "melati"]
    by_name = json.loads(siaga("check", "arsip", "--site", "kota.example", "--json", "-").out)
    assert [site["site"] for site in by_name["sites"]] == ["kota.example"]


def test_processes_do_not_change_the_report(entered: Path, siaga: Siaga) -> None:
    assert entered.is_dir()
    assert (
        siaga("check", "kota.example", "--json", "-", "--jobs", "2").out
        == siaga("check", "kota.example", "--json", "-").out
    )


def test_what_rules_cost_is_told_after_the_report_on_stderr(clean: Path, siaga: Siaga) -> None:
    assert clean.is_dir()
    said = siaga("check", "kota.example", "--profile-rules", "--jobs", "2")
    assert said.status == 0
    assert "--jobs is set to 1" in said.err
    table = said.err.partition("matched  rule")[2]
    assert "sql-injection/" in table
    assert "matched  rule" not in siaga("check", "kota.example").err


def test_an_entry_outside_the_window_does_not_decide_the_status(place: Path, siaga: Siaga) -> None:
    (place / "kota.example").mkdir()
    (place / "kota.example" / "access.log").write_bytes(text(visitors(6, 48), intrusion(1)))
    asked = ("check", "kota.example", "--zone", "UTC", "--language", "en")
    assert siaga(*asked).status == 10
    assert siaga(*asked, "--until", "2026-06-18").status == 10
    after = siaga(*asked, "--since", "2026-06-18")
    assert after.status == 0
    assert "outside the time asked about" in after.out


@pytest.mark.parametrize(
    ("zone", "first"), [("WIB", "2026-06-15T17:00:00Z"), ("UTC", "2026-06-16T00:00:00Z")]
)
def test_stamps_without_a_zone_are_read_as_the_log_zone(
    place: Path, siaga: Siaga, zone: str, first: str
) -> None:
    (place / "kota.example").mkdir()
    (place / "kota.example" / "access.log").write_bytes(text(visitors(3, 48)))
    error = '2026/06/16 00:00:00 [error] 7#7: *1 open() "/srv/x" failed (2: No such file or directory)\n'
    (place / "kota.example" / "error.log").write_text(error * 3)
    seen = []
    for jobs in ("1", "2"):
        report = json.loads(
            siaga("check", "kota.example", "--json", "-", "--log-zone", zone, "--jobs", jobs).out
        )
        seen += [s["first_seen"] for site in report["sites"] for s in site["sources"] if s["kind"] == "error"]
        assert "assumed_zone" in {spot["code"] for spot in report["blind_spots"]}
    assert seen == [first, first]
