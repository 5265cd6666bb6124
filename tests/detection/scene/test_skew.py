"""A clock's offset is found among noise, and none is claimed on little evidence."""

from __future__ import annotations

import random

import numpy as np
import pytest

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.ledger import SiteLedger
from siaga.detection.scene.skew import estimate

from .moving import SECOND_US, START_US, happening

ZONE = 7 * 3_600
Times = dict[str, list[int]]


def site(failures: Times) -> SiteLedger:
    ledger = SiteLedger("kota.example")
    for client, seconds in failures.items():
        times = START_US + np.array(seconds, np.int64) * SECOND_US
        ledger.failures.add([client.encode()], np.zeros(len(seconds), np.int64), times)
    return ledger


def visitors(count: int, each: int = 4) -> Times:
    dice = random.Random(7)
    return {f"198.51.100.{n}": [dice.randrange(0, 86_400) for _ in range(each)] for n in range(count)}


def errors(failures: Times, offset: int, every: int = 1) -> list[Happening]:
    pairs = [(client, second) for client, seconds in failures.items() for second in seconds]
    return [happening(second + offset, client) for client, second in pairs[::every]]


@pytest.mark.parametrize("offset", [ZONE, -ZONE, 0, 37, -18_000, 8 * 3_600, 12 * 3_600])
def test_an_offset_is_found(offset: int) -> None:
    failures = visitors(20)
    assert estimate(errors(failures, offset), site(failures)) == {"error.log": offset}


def test_a_zones_offset_is_found_among_noise() -> None:
    failures = visitors(40)
    dice = random.Random(9)
    noise = [happening(dice.randrange(0, 86_400), f"198.51.100.{dice.randrange(40)}") for _ in range(60)]
    strangers = [happening(second, "203.0.113.5") for second in range(0, 9_000, 10)]
    found = estimate([*noise, *errors(failures, ZONE), *strangers], site(failures))
    assert found == {"error.log": ZONE}


def test_a_request_that_takes_a_second_is_still_the_same_offset() -> None:
    failures = visitors(30)
    seen = [
        happening(h.event.time_us / SECOND_US - START_US / SECOND_US - n % 2, h.event.client_ip)
        for n, h in enumerate(errors(failures, ZONE))
    ]
    assert abs(estimate(seen, site(failures))["error.log"] - ZONE) <= 1


@pytest.mark.parametrize(
    "seen",
    [
        [],
        [happening(ZONE + 5, "198.51.100.1")] * 3,
        [happening(second, "203.0.113.5") for second in range(50)],
        [happening(5, "198.51.100.1", action="login") for _ in range(50)],
        [happening(5, "") for _ in range(50)],
        [happening(40 * 3_600, "198.51.100.1") for _ in range(50)],
    ],
)
def test_nothing_is_claimed_on_too_little(seen: list[Happening]) -> None:
    assert estimate(seen, site({"198.51.100.1": [5]})) == {}


def test_nothing_is_claimed_where_events_disagree() -> None:
    dice = random.Random(3)
    failures = visitors(30)
    seen = [happening(dice.randrange(0, 86_400), client) for client in failures for _ in range(3)]
    assert estimate(seen, site(failures)) == {}


@pytest.mark.parametrize(("offset", "step"), [(0, 1), (0, 2), (0, 3), (ZONE, 3)])
def test_a_busy_scanner_does_not_blur_the_offset(offset: int, step: int) -> None:
    dice = random.Random(5)
    seconds = sorted(dice.sample(range(0, 20_000, step), 5_000))
    failures = {"203.0.113.66": seconds}
    found = estimate(errors(failures, offset, every=2), site(failures))
    assert abs(found["error.log"] - offset) <= 2


def test_a_scanner_that_never_pauses_gives_no_false_offset() -> None:
    failures = {"203.0.113.66": list(range(20_000))}
    middle = [happening(second, "203.0.113.66") for second in range(5_000, 15_000, 4)]
    assert estimate(middle, site(failures)) == {"error.log": 0}
    shifted = [happening(second + 17_000, "203.0.113.66") for second in range(8_000, 12_000, 4)]
    assert estimate(shifted, site(failures)) == {}


def test_each_source_has_its_own_clock() -> None:
    failures = visitors(20)
    other = [
        happening(h.event.time_us / SECOND_US - START_US / SECOND_US, h.event.client_ip, source="waf.log")
        for h in errors(failures, 60)
    ]
    found = estimate([*errors(failures, ZONE), *other], site(failures))
    assert found == {"error.log": ZONE, "waf.log": 60}
