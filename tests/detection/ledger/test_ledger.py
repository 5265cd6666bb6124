"""The ledger's figures are those that counting row by row gives, however the rows came in."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.detection.observing import observe as hand_over

from siaga.detection.ledger.clients import ClientFigures
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.ledger import Ledger
from siaga.detection.ledger.moves import Move, Place
from siaga.detection.ledger.paths import PathFigures
from siaga.detection.ledger.quota import Quota, Retention
from siaga.detection.ledger.room import Room
from siaga.intake.block import LogFile
from siaga.intake.rows import NO_TIME, UNKNOWN, Event, encode

from .traffic import START_US, VISITS, Traffic, Visit, traffic

HOUR_US = 3_600_000_000
SMALL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = st.lists(VISITS, min_size=1, max_size=25)


def observe(*blocks: Traffic, ledger: Ledger | None = None) -> Ledger:
    ledger = ledger or Ledger()
    for each in blocks:
        hand_over(ledger, each.rows, each.sites, each.hit_row, each.hit_rule)
    return ledger


def of_paths(ledger: Ledger) -> dict[str, dict[bytes, PathFigures | None]]:
    return {
        name: {path: site.paths.figures(path) for path in site.paths.names()}
        for name, site in ledger.sites.items()
    }


def of_clients(ledger: Ledger, clients: set[bytes]) -> dict[str, dict[bytes, ClientFigures | None]]:
    return {
        name: {client: site.clients.figures(client) for client in clients}
        for name, site in ledger.sites.items()
    }


@SMALL
@given(visits=MANY)
def test_sites_and_clients_are_counted_row_by_row(visits: list[Visit]) -> None:
    ledger = observe(traffic(visits))
    assert set(ledger.sites) == {visit.site for visit in visits}
    for name, site in ledger.sites.items():
        mine = [visit for visit in visits if visit.site == name]
        times = [visit.time_us for visit in mine]
        assert (site.requests, site.first_us, site.last_us) == (len(mine), min(times), max(times))
        assert len(site.clients) == len({visit.client for visit in mine})
        assert site.hours.tolist() == [sum(at // HOUR_US % 24 == hour for at in times) for hour in range(24)]
        for client in {visit.client for visit in mine}:
            theirs = [visit for visit in mine if visit.client == client]
            assert site.clients.figures(client.encode()) == ClientFigures(
                requests=len(theirs),
                failed=sum(400 <= visit.status < 500 for visit in theirs),
                writes=sum(visit.method in ("POST", "PUT") for visit in theirs),
                referred=sum(visit.referrer != "-" for visit in theirs),
                attacks=sum(bool(visit.hits) for visit in theirs),
                bytes_sent=sum(max(visit.size, 0) for visit in theirs),
                first_us=min(visit.time_us for visit in theirs),
                last_us=max(visit.time_us for visit in theirs),
            )


@SMALL
@given(visits=MANY, data=st.data())
def test_figures_do_not_depend_on_where_blocks_are_cut(visits: list[Visit], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(visits)))
    whole = observe(traffic(visits))
    parts = [traffic(visits[:at])]
    if visits[at:]:
        offset = sum(len(visit.line()) + 1 for visit in visits[:at])
        parts.append(traffic(visits[at:], first_line=at + 1, offset=offset))
    halves = observe(*parts)
    clients = {visit.client.encode() for visit in visits}
    assert of_paths(whole) == of_paths(halves)
    assert of_clients(whole, clients) == of_clients(halves, clients)
    for name, site in whole.sites.items():
        other = halves.sites[name]
        assert (site.requests, site.first_us, site.last_us) == (other.requests, other.first_us, other.last_us)
        times, others = site.failure_times(), other.failure_times()
        assert {c: sorted(t.tolist()) for c, t in times.items()} == {
            c: sorted(t.tolist()) for c, t in others.items()
        }


@SMALL
@given(visits=MANY)
def test_failure_times_are_those_of_refused_and_failed_requests(visits: list[Visit]) -> None:
    for name, site in observe(traffic(visits)).sites.items():
        expected: dict[str, list[int]] = {}
        for visit in visits:
            if visit.site == name and visit.status >= 400:
                expected.setdefault(visit.client, []).append(visit.time_us)
        found = {client: sorted(times.tolist()) for client, times in site.failure_times().items()}
        assert found == {client: sorted(times) for client, times in expected.items()}


@SMALL
@given(visits=MANY)
def test_every_move_is_a_request_that_was_made(visits: list[Visit]) -> None:
    for move in observe(traffic(visits)).moves.in_time():
        visit = visits[move.place.line_no - 1]
        assert move.raw == visit.line()
        assert (move.site, move.client, move.path) == (visit.site, visit.client, visit.path)
        assert (move.time_us, move.status, move.size) == (visit.time_us, visit.status, visit.size)
        assert move.method == visit.method.encode()
        assert move.query == visit.target.partition("?")[2].encode()
        assert move.rules == visit.hits
        assert move.duration_us == -1


@SMALL
@given(visits=MANY)
def test_every_request_that_a_signature_matched_is_kept(visits: list[Visit]) -> None:
    kept = {move.place.line_no for move in observe(traffic(visits)).moves.in_time()}
    assert kept >= {number for number, visit in enumerate(visits, 1) if visit.hits}


def test_lines_that_are_read_another_way_leave_nothing_behind() -> None:
    noise = b'198.51.100.9 - - [02/Mar/2026:99:00:00 +0000] "GET /never HTTP/1.1" 200 5 "-" "-"\n'
    site = observe(traffic([Visit()], noise=noise)).sites["kota.example"]
    assert site.paths.names() == [b"/"]
    assert len(site.clients) == 1
    assert site.clients.figures(b"198.51.100.9") is None


def test_requests_without_a_readable_time_are_counted_and_are_never_the_first() -> None:
    block = traffic([Visit(second=1, status=404), Visit(second=2), Visit(second=3, status=404)])
    block.rows.time_us = np.array([NO_TIME, START_US + 2_000_000, NO_TIME], np.int64)
    site = observe(block).sites["kota.example"]
    figures = site.paths.figures(b"/")
    assert figures is not None
    assert (figures.hits, figures.first_us) == (3, START_US + 2_000_000)
    assert (site.first_us, site.last_us) == (START_US + 2_000_000, START_US + 2_000_000)
    assert site.failure_times() == {}
    assert site.hours.sum() == 1


def test_a_site_without_any_readable_time_has_no_first_and_last() -> None:
    block = traffic([Visit()])
    block.rows.time_us = np.array([NO_TIME], np.int64)
    site = observe(block).sites["kota.example"]
    assert (site.requests, site.first_us, site.last_us) == (1, None, None)


def test_raw_lines_picked_before_are_used_instead_of_the_block() -> None:
    visits = [Visit(target="/admin/"), Visit(target="/login")]
    block, ledger = traffic(visits), Ledger()
    light = Quota(Retention(), Room())
    hand_over(ledger, block.rows, block.sites, block.hit_row, block.hit_rule, light)
    assert [(move.path, move.raw) for move in ledger.moves.in_time()] == [
        (visit.path, visit.line()) for visit in visits
    ]


def test_moves_over_the_bounds_are_counted() -> None:
    visits = [Visit(second=second, target="/admin/", size=UNKNOWN) for second in range(9)]
    ledger = observe(traffic(visits), ledger=Ledger(Retention(per_key=5)))
    assert len(ledger.moves) == 5
    assert ledger.moves.quota.left_out == 4
    assert ledger.left_out() == {"requests": 4, "events": 0, "paths": 0, "clients": 0, "failures": 0}


def test_a_move_carries_its_kind_user_and_place() -> None:
    first = Visit(target="/admin/login.php?next=%2F", method="POST", status=302)
    data = first.line().replace(b" - - ", b" - budi ")
    block = traffic([first])
    block.rows.user = encode([b"budi"])
    (move,) = observe(block).moves.in_time()
    assert isinstance(move, Move)
    assert (move.user, move.place) == ("budi", Place("access.log.1", 1, 0))
    assert move.kind & Kind.LOGIN
    assert move.kind & Kind.EXECUTABLE
    assert len(data) > len(move.raw)


def test_events_are_kept_with_their_raw_line_except_those_that_say_nothing() -> None:
    ledger = Ledger()
    events = [
        Event(4, 100, 3, START_US, "ssh", "login", "success", "budi", "192.0.2.7"),
        Event(5, 104, 3, START_US, "ssh", "other"),
        Event(6, 108, 3, NO_TIME, "php", "error"),
    ]
    ledger.observe_events("srv1", LogFile("auth.log.1", "auth.log"), events, [b"abc", b"def", b"ghi"])
    assert [(h.owner, h.source, h.place, h.raw) for h in ledger.happenings] == [
        ("srv1", "auth.log", Place("auth.log.1", 4, 100), b"abc"),
        ("srv1", "auth.log", Place("auth.log.1", 6, 108), b"ghi"),
    ]
    assert ledger.sites == {}
