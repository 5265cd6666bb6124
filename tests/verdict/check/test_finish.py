"""Sites, their sources and gaps, and the machines behind them, as the result states them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import timedelta

import pytest

from siaga.detection.behaviours import ALL_BEHAVIOURS
from siaga.detection.engine.rule_set import RuleSet
from siaga.verdict.check.finish import rule_facts
from siaga.verdict.coverage.measure import Window
from siaga.verdict.result import CheckResult

from .logs import START, intrusion, line, scan, ssh, text, visitors

Lay = Callable[[dict[str, bytes]], None]
Check = Callable[..., CheckResult]
_HOUR_US = 3_600_000_000


def _guessed(day: int = 2) -> bytes:
    at = START + timedelta(days=day)
    told = [
        (at + timedelta(seconds=n), f"Failed password for root from 203.0.113.90 port {n} ssh2")
        for n in range(60)
    ]
    return ssh(
        [*told, (at + timedelta(seconds=70), "Accepted password for root from 203.0.113.90 port 99 ssh2")]
    )


def test_a_machine_that_serves_one_site_is_that_site_s_own(lay: Lay, check: Check) -> None:
    lay({"server/kota.example/access.log": text(visitors(3)), "server/auth.log": _guessed()})
    result = check("server")
    assert [site.site for site in result.sites] == ["kota.example"]
    assert [entry.site for entry in result.entries] == ["kota.example"]
    assert {source.kind for source in result.sites[0].sources} == {"access", "auth"}


def test_a_machine_that_serves_several_sites_stands_for_itself(lay: Lay, check: Check) -> None:
    lay(
        {
            "server/kota.example/access.log": text(visitors(3)),
            "server/dinas.example/access.log": text(visitors(3)),
            "server/auth.log": _guessed(),
        }
    )
    result = check("server")
    names = [site.site for site in result.sites]
    assert len(names) == 3
    (entry,) = result.entries
    assert entry.site not in {"kota.example", "dinas.example"}
    for site in result.sites:
        assert any(source.kind == "auth" for source in site.sources)


def test_a_machine_in_another_folder_tells_nothing_of_a_site(lay: Lay, check: Check) -> None:
    lay({"a/kota.example/access.log": text(visitors(3)), "b/auth.log": _guessed()})
    sites = {site.site: site for site in check("a", "b").sites}
    assert {source.kind for source in sites["kota.example"].sources} == {"access"}
    assert sites["kota.example"].verdict == "no_evidence"


def test_a_missing_rotation_is_a_gap(lay: Lay, check: Check) -> None:
    lay(
        {
            "kota.example/access.log.3.gz": gzip.compress(text(visitors(1)), mtime=0),
            "kota.example/access.log.1": text(visitors(1, first_day=2)),
            "kota.example/access.log": text(visitors(1, first_day=3)),
        }
    )
    (site,) = check("kota.example").sites
    gaps = [gap for gap in site.gaps if gap.cause == "rotation_missing"]
    assert len(gaps) == 1
    assert gaps[0].to_us - gaps[0].from_us >= 24 * _HOUR_US
    assert site.coverage.share < 0.8
    assert site.verdict == "cannot_tell"


def test_silence_against_the_rhythm_is_a_gap(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors(5, 480)[: 480 * 3 // 2], visitors(3, 480, first_day=3))})
    (site,) = check("kota.example").sites
    assert [gap.cause for gap in site.gaps] == ["source_silent"]


def test_time_running_backwards_is_told(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors(1, first_day=1)) + text(visitors(1))})
    result = check("kota.example")
    assert any(notice.behaviour == "log_tampering" for notice in result.notices)
    assert any(gap.cause == "clock_backwards" for gap in result.sites[0].gaps)


def test_a_window_that_the_logs_do_not_fill_cannot_be_judged(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors(2, 240))})
    start = round(START.timestamp() * 1_000_000)
    whole = check("kota.example")
    wide = check("kota.example", window=Window(start - 240 * _HOUR_US, start + 480 * _HOUR_US))
    assert whole.verdict == "no_evidence"
    assert wide.verdict == "cannot_tell"
    assert wide.sites[0].coverage.share < 0.2


def test_the_office_sets_how_much_must_be_seen(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors(5, 480)[: 480 * 3 // 2], visitors(3, 480, first_day=3))})
    assert check("kota.example", minimum_coverage=0.99).verdict == "cannot_tell"
    assert check("kota.example", minimum_coverage=0.10).verdict == "no_evidence"


def test_a_confirmed_entry_outweighs_poor_coverage(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors(1), intrusion(0), visitors(1, first_day=9))})
    assert check("kota.example", minimum_coverage=1.0).verdict == "entry_confirmed"


def test_clocks_of_other_logs_are_compared(lay: Lay, check: Check) -> None:
    moments = [START + timedelta(hours=1, minutes=7 * n) for n in range(12)]
    missing = [line(at, f"198.51.100.{n}", f"GET /hilang-{n}", 404) for n, at in enumerate(moments)]
    errors = "".join(
        f"[{at + timedelta(hours=5):%a %b %d %H:%M:%S.000000 %Y}] [core:error] [pid 9] "
        f"[client 198.51.100.{n}:999] "
        f"File does not exist: /srv/hilang-{n}\n"
        for n, at in enumerate(moments)
    )
    lay({"kota.example/access.log": text(visitors(), missing), "kota.example/error.log": errors.encode()})
    skews = {source.kind: source.clock_skew_seconds for source in check("kota.example").sites[0].sources}
    assert skews == {"access": 0.0, "error": 5 * 3_600.0}


def test_attempts_are_no_entries(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors(), scan(200))})
    result = check("kota.example")
    assert result.entries == ()
    assert result.verdict == "no_evidence"
    assert sum(attempt.lines for attempt in result.attempts) >= 200
    assert all(attempt.reached == 0 for attempt in result.attempts)
    assert sum(count for _, _, count in result.attack_hours) == 200


def test_blind_spots_name_the_kinds_of_logs_that_are_missing(lay: Lay, check: Check) -> None:
    lay({"kota.example/access.log": text(visitors())})
    codes = {spot.code for spot in check("kota.example").blind_spots}
    assert {"request_bodies", "staff_accounts", "no_error_log", "no_auth_log"} <= codes
    assert "no_access_log" not in codes


def test_the_rules_that_ran_are_told(lay: Lay, check: Check, own_rule_set: RuleSet) -> None:
    lay({"kota.example/access.log": text(visitors())})
    told = check("kota.example").rule_set
    assert told.rules == len(own_rule_set.rules) + len(own_rule_set.correlations)
    assert told.behaviours == len(ALL_BEHAVIOURS)
    assert told.digest == own_rule_set.digest


def test_rules_are_called_by_names_that_people_can_say(own_rule_set: RuleSet) -> None:
    facts = rule_facts(own_rule_set)
    assert len({fact.id for fact in facts}) == len(facts)
    assert "sql-injection/union-select" in {fact.id for fact in facts}


@pytest.mark.parametrize("name", ["missing.log", "missing"])
def test_an_input_that_is_not_there_is_told(lay: Lay, check: Check, name: str) -> None:
    lay({"kota.example/access.log": text(visitors())})
    result = check("kota.example", name)
    assert [place for place, *_ in result.unreadable] == [name]
