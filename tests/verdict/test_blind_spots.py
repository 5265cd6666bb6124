"""What no source can show is always named, and what is missing here is named with its site."""

from __future__ import annotations

import pytest

from siaga.verdict.blind_spots import blind_spots
from siaga.verdict.coverage.source_tally import SourceTally
from siaga.verdict.coverage.trace import MINUTE_US

from .coverage.sources import steady, tally

KINDS = ("access", "error", "auth", "ftp", "audit")


def tallies(*kinds: str, unparsed: int = 0) -> list[SourceTally]:
    made = [SourceTally(f"{kind}.log", kind) for kind in kinds]
    if made:
        made[0].unparsed = unparsed
    return made


def codes(sites: dict[str, list[SourceTally]]) -> list[tuple[str, str]]:
    return [(spot.code, spot.site) for spot in blind_spots(sites)]


ALWAYS = [code for code, _ in codes({"kota.example": tallies(*KINDS)})]


def test_some_things_no_log_shows() -> None:
    assert {"request_bodies", "staff_accounts", "copies_of_data"} <= set(ALWAYS)
    assert codes({}) == [(code, "") for code in ALWAYS]


@pytest.mark.parametrize("missing", KINDS)
def test_a_kind_that_all_sites_lack_is_told_once(missing: str) -> None:
    others = [kind for kind in KINDS if kind != missing]
    found = codes({"a.example": tallies(*others), "b.example": tallies(*others)})
    assert found[len(ALWAYS) :] == [(f"no_{missing}_log", "")]


@pytest.mark.parametrize("missing", KINDS)
def test_a_kind_that_some_sites_lack_is_told_per_site(missing: str) -> None:
    others = [kind for kind in KINDS if kind != missing]
    found = codes(
        {"b.example": tallies(*others), "c.example": tallies(*KINDS), "a.example": tallies(*others)}
    )
    assert found[len(ALWAYS) :] == [(f"no_{missing}_log", "a.example"), (f"no_{missing}_log", "b.example")]


def test_lines_that_could_not_be_read_are_told_with_their_number() -> None:
    sites = {"a.example": tallies(*KINDS, unparsed=1_234), "b.example": tallies(*KINDS)}
    spot = blind_spots(sites)[-1]
    assert (spot.code, spot.site) == ("unparsed_lines", "a.example")
    assert "1234" in spot.text
    assert "1234" in spot.text_id


def test_every_blind_spot_is_told_in_two_languages_and_never_as_safety() -> None:
    spots = blind_spots({"a.example": [], "b.example": tallies("access", unparsed=3)})
    assert all(spot.text and spot.text_id and spot.text != spot.text_id for spot in spots)
    assert not any(" safe" in spot.text.lower() or "aman" in spot.text_id.lower().split() for spot in spots)
    assert len(spots) == len({(spot.code, spot.site) for spot in spots})


def test_files_that_were_not_read_in_full_are_named() -> None:
    torn = tallies(*KINDS)
    torn[0].unreadable += [f"access.log.{n}.gz" for n in range(1, 6)]
    (spot,) = [spot for spot in blind_spots({"a.example": torn}) if spot.code == "torn_files"]
    for text, more in ((spot.text, "and 2 more"), (spot.text_id, "dan 2 lagi")):
        assert "access.log.1.gz, access.log.2.gz, access.log.3.gz" in text
        assert more in text


def test_a_log_too_short_for_a_rhythm_is_told() -> None:
    spots = blind_spots({"a.example": [tally(steady(1, 60))], "b.example": [tally(steady(2, 30))]})
    assert [spot.site for spot in spots if spot.code == "thin_log"] == ["a.example"]


@pytest.mark.parametrize(("minutes", "name"), [(0, "UTC"), (420, "UTC+07:00"), (-210, "UTC-03:30")])
def test_the_zone_that_was_assumed_is_named(minutes: int, name: str) -> None:
    sites = {"a.example": [tally(steady(2, 30)), tally(steady(2, 30), "auth.log", "auth", "auth.log")]}
    (spot,) = [spot for spot in blind_spots(sites, minutes * MINUTE_US) if spot.code == "assumed_zone"]
    assert f"read as {name} " in spot.text
    assert f"sebagai {name} " in spot.text_id
    assert "assumed_zone" not in {spot.code for spot in blind_spots({"a.example": sites["a.example"][:1]})}


def test_where_visitors_addresses_come_from_is_told() -> None:
    made = tallies(*KINDS)
    made[0].format = "combined-forwarded"
    found = blind_spots({"a.example": made, "b.example": tallies(*KINDS)})
    (spot,) = [spot for spot in found if spot.code == "forwarded_clients"]
    assert spot.site == "a.example"
    assert "header" in spot.text
    assert "header" in spot.text_id
