"""Which line belongs to which site, what is counted, and what is kept of lines that nobody can read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siaga.intake.attribution import Attributor
from siaga.intake.block import LogFile
from siaga.verdict.check.fold import Fold
from siaga.verdict.check.hosts import HOST_LINES
from siaga.verdict.result import CheckResult

from .logs import BAD, START, intrusion, line, scan, text, visitors

Lay = Callable[[dict[str, bytes]], None]
Check = Callable[..., CheckResult]


def _sites(result: CheckResult) -> list[str]:
    return [site.site for site in result.sites]


def test_virtual_hosts_are_sites(lay: Lay, check: Check) -> None:
    hosts = ("kota.example", "dinas.example", "www.kecamatan.example")
    lay({"access.log": text(*(visitors(host=host) for host in hosts))})
    assert _sites(check("access.log")) == sorted(hosts)


def test_a_host_header_that_a_scanner_made_up_founds_no_site(lay: Lay, check: Check) -> None:
    invented = [
        line(START, BAD, f"GET /{n}", 404, host=host)
        for n, host in enumerate(("evil.example", "127.0.0.1", "x" * 80 + ".example", "_", "${jndi:ldap}"))
        for _ in range(HOST_LINES - 1)
    ]
    lay({"access.log": text(visitors(host="kota.example"), invented)})
    result = check("access.log")
    assert "kota.example" in _sites(result)
    assert "evil.example" not in _sites(result)
    assert not any("jndi" in site or "xxx" in site for site in _sites(result))


def test_entries_stand_at_the_site_they_happened_on(lay: Lay, check: Check) -> None:
    lay(
        {
            "access.log": text(
                visitors(host="kota.example"),
                visitors(host="dinas.example"),
                intrusion(host="dinas.example"),
                scan(host="kota.example"),
            )
        }
    )
    result = check("access.log")
    assert [entry.site for entry in result.entries] == ["dinas.example"]
    assert {attempt.site for attempt in result.attempts if attempt.family == "sql-injection"} == {
        "kota.example"
    }
    verdicts = {site.site: site.verdict for site in result.sites}
    assert verdicts["kota.example"] == "no_evidence"
    assert verdicts["dinas.example"] == "entry_confirmed"


def test_a_pattern_names_the_site(lay: Lay, check: Check) -> None:
    lay(
        {
            "arsip/kel-mawar/2026/access.log": text(visitors()),
            "arsip/kel-melati/2026/access.log": text(visitors()),
        }
    )
    result = check("arsip", site_patterns=("arsip/{site}/**",))
    assert _sites(result) == ["kel-mawar", "kel-melati"]


def test_one_name_for_everything(lay: Lay, check: Check) -> None:
    lay({"access.log": text(visitors(host="kota.example"), visitors(host="dinas.example"))})
    assert _sites(check("access.log", site="semua.example")) == ["semua.example"]


def test_folders_and_file_names_name_sites(lay: Lay, check: Check) -> None:
    lay({"logs/kota.example/access.log": text(visitors()), "logs/dinas.example-access.log": text(visitors())})
    assert _sites(check("logs")) == ["dinas.example", "kota.example"]


def test_every_line_is_counted_exactly_once(lay: Lay, check: Check) -> None:
    told = text(visitors()) + b"\n\nno log line at all\n\xff\xfe\x00 neither\n" + b"half a"
    lay({"kota.example/access.log": told})
    counts = check("kota.example").lines
    assert counts.total == len(told.splitlines())
    assert counts.total == counts.parsed + counts.unparsed + counts.blank + counts.headers
    assert (counts.unparsed, counts.blank) == (3, 2)


def test_lines_that_no_format_can_read_are_searched_too(lay: Lay, check: Check) -> None:
    hostile = b"???? GET /index.php?id=1%27%20UNION%20SELECT%20password%20FROM%20users-- ????\n"
    lay({"kota.example/access.log": text(visitors()) + hostile})
    result = check("kota.example")
    (attempt,) = [one for one in result.attempts if one.family == "sql-injection"][:1]
    assert attempt.examples[0].text == hostile.decode().strip()
    assert attempt.examples[0].line_no == len(visitors()) + 1


def test_a_file_of_no_known_format_is_all_unparsed(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors()), "kota.example/notes.log": b"lorem ipsum\n" * 40})
    result = check("kota.example")
    assert result.lines.unparsed == 40
    assert result.lines.parsed == len(visitors())


@pytest.mark.parametrize("content", [b"", b"\n\n\n"])
def test_an_empty_file_is_told_of(lay: Lay, check: Check, content: bytes) -> None:
    lay({"kota.example/access.log": text(visitors()), "dinas.example/access.log": content})
    names = {file for site in check(".").sites for source in site.sources for file in source.files}
    assert any("kota.example" in name for name in names)


def test_empty_files_belong_to_their_source() -> None:
    fold = Fold(Attributor())
    fold.add_empty([LogFile("a/access.log", "a/access.log")])
    assert fold.tallies["a/access.log"].files == ["a/access.log"]
    assert fold.tallies["a/access.log"].lines == 0


def test_the_same_outcome_twice_is_one(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors())})
    result = check("kota.example/access.log", "missing.log", "missing.log")
    assert len([place for place, *_ in result.unreadable if "missing.log" in place]) == 1
