"""Tells the button of a page, which people press now and then, from a tool, which is worked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from siaga.detection.behaviours.web_shell.usage import Usage
from siaga.detection.ledger.moves import Move
from siaga.detection.ledger.paths import PathFigures
from siaga.detection.scene.hosts import host_of
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import near

DAYS = 4
"""Different days on which it was pressed: an intruder's visits are fewer, and longer."""

READERS = 3
"""Clients who were served the page with the button."""

_ALIKE = 1.5
"""One question has answers of one order: the longest is at most so many times the shortest."""

_PAUSE_US = 1_800 * 1_000_000
_DAY_US = 24 * 3_600 * 1_000_000


def is_button(
    scene: Scene, figures: PathFigures, answered: list[Move], usage: Usage, senders: Iterable[str]
) -> bool:
    """Say whether a script is only ever asked for as a page's button is: an export, a print-out, a search.

    A referrer is soon forged, and one such sign alone means nothing. Whoever holds a tool gives it order after
    order in one sitting, and each has another answer. A button is pressed once in a visit, on many days, from a page
    that others read too and that was there long before, and it answers alike each time; not only by those who sent
    the script up (`senders`, addresses).
    """
    if {near(move.client) for move in answered} <= {near(sender) for sender in senders}:
        return False
    if usage.tool or len({move.time_us // _DAY_US for move in answered}) < DAYS:
        return False
    if any(scene.attackers.get(move.client) or not move.served for move in answered):
        return False
    sizes = [move.size for move in answered]
    if min(sizes) <= 0 or max(sizes) > _ALIKE * min(sizes):
        return False
    once = all(later.time_us - move.time_us > _PAUSE_US for move, later in pairwise(answered))
    return once and all(_led(scene, move, figures.first_served_us) for move in answered)


def _led(scene: Scene, move: Move, since_us: int) -> bool:
    """Say whether another page led to a script, one that people read a day before the script came (UTC µs)."""
    if not move.referrer or host_of(move.referrer) != scene.own_host:
        return False
    page = b"/" + move.referrer.partition(b"://")[2].partition(b"/")[2].partition(b"?")[0]
    known = scene.ledger.paths.figures(page)
    # The home page is what a forged referrer names.
    if known is None or page in {b"/", move.path}:
        return False
    return known.spread >= READERS and since_us - known.first_served_us > _DAY_US
