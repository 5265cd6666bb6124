"""A raw line becomes one that a real server could have left: no trace of the run stays in it."""

from __future__ import annotations

from pathlib import Path

from range.estate.sites import BY_NAME
from range.recording import access
from range.recording.lines import Run, loopbacks
from range.servers.place import Place
from range.visits.ledger import Ledger, Span, Stamp
from range.visits.steps import Actor
from range.visits.world import START

SITE = BY_NAME["kel-melati"]


def _run(base: Path) -> Run:
    actor = Actor("x", "person", SITE.short)
    ledger = Ledger(SITE.short, "00")
    ledger.stamps["00.1"] = Stamp(START + 60, actor, "upload")
    ledger.tools["00.2"] = Span(START, 1000.0, actor, "192.0.2.9", SITE.short)
    ledger.sessions["127.16.0.1"] = Span(START + 5, 0.0, actor, "203.0.113.4", SITE.short, "127.16.0.1")
    return Run(Place(base, 8081, 8082, 8083, 8084), [ledger])


def _row(rid: str, real: float, client: str, target: str) -> str:
    stamp = "[23/Nov/2026:06:41:08 +0000]"
    return f'{rid}\t{real}\t17\t{client} - - {stamp} "GET {target} HTTP/1.1" 200 5 "-" "-"\n'


def test_requests_tools_and_broken_bytes_are_all_found(tmp_path: Path) -> None:
    run = _run(tmp_path)
    rows = (
        _row("00.1", 1.0, "192.0.2.1", "/a"),
        _row("00.2", 1007.5, "192.0.2.9", "/b"),
        _row("-", 1.0, "127.16.0.1", "/c"),
        _row("-", 1.0, "127.0.0.1", "/probe"),
    )
    run.place.raw(SITE, "access").write_text("".join(rows))
    lines, connections = access.read(SITE, run)
    assert [line.at - START for line in lines] == [60, 7.5, 5]
    assert [line.role for line in lines] == ["upload", "", ""]
    assert lines[0].text.startswith(b'192.0.2.1 - - [05/Oct/2026:00:01:00 +0700] "GET /a')
    assert lines[2].text.startswith(b"203.0.113.4 - - [05/Oct/2026:00:00:05 +0700]")
    assert connections["17"][0] == "-"


def test_places_of_the_run_are_replaced(tmp_path: Path) -> None:
    run = _run(tmp_path)
    line = (
        f'"{tmp_path}/www/kel-melati/x.php" {tmp_path}/run/php8.2-fpm.sock http://{SITE.host}:8081/'.encode()
    )
    shown = run.tidy(SITE, line)
    assert shown == f'"/var/www/{SITE.host}/x.php" /run/php/php8.2-fpm.sock http://{SITE.host}/'.encode()


def test_loopback_addresses_are_read_whole() -> None:
    assert loopbacks("from 127.16.0.11 and 127.16.0.1.") == ["127.16.0.11", "127.16.0.1"]
    assert loopbacks("1.2.3.4") == []
