"""An address that is refused on many sites and let in on one has tried all doors."""

from __future__ import annotations

from functools import partial

import pytest

from siaga.detection.scene.estate import Estate
from siaga.detection.scene.sessions import GENERIC, SignIn

from .moving import post

BAD = "198.51.100.9"


def _estate(entered: int, refused: int) -> Estate:
    estate = Estate()
    for number in range(entered + refused):
        signed = [SignIn(post("/masuk"), GENERIC, succeeded=False)]
        if number < entered:
            signed.append(SignIn(post("/masuk"), GENERIC, succeeded=True))
        estate.add(f"desa{number}.example", partial(dict, {BAD: signed}))
    return estate


@pytest.mark.parametrize(
    ("entered", "refused", "shut"),
    [(1, 8, 8), (1, 3, 3), (0, 5, 4), (2, 3, 0), (6, 1, 0), (1, 0, 0)],
)
def test_doors_that_stayed_shut_are_counted_unless_he_keeps_the_keys(
    entered: int, refused: int, shut: int
) -> None:
    site = "desa0.example"
    assert _estate(entered, refused).refused_elsewhere(BAD, site) == shut


def test_who_never_tried_was_never_refused() -> None:
    assert _estate(1, 8).refused_elsewhere("192.0.2.1", "desa0.example") == 0
    assert Estate().refused_elsewhere(BAD, "desa0.example") == 0
