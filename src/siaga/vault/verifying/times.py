"""The check of the leaves' times: none is before the one ahead of it, none is in the future."""

from __future__ import annotations

from siaga.foundation.clock import duration, moment
from siaga.vault.verifying.case import SLACK_US, Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words

_BACK = Words("bertanggal mundur", "is back-dated")
_FUTURE = Words("bertanggal di masa depan", "is dated in the future")
_CLOCK = Words("jam server pernah dimundurkan", "the server's clock was set back")


def look(case: Case, found: Findings) -> None:
    """Walk over the times."""
    before = 0
    for index, leaf in enumerate(case.leaves):
        if leaf is None:
            continue  # told by the check of leaves
        found.looked()
        place = f"leaf {index}"
        if leaf.at < before:
            found.wrong(place, _BACK, f"{duration(before - leaf.at)} before the leaf ahead of it")
        if leaf.at > case.asked.now_us + SLACK_US:
            found.wrong(place, _FUTURE, moment(leaf.at))
        if leaf.clock_back_us is not None:
            found.told(place, _CLOCK, duration(leaf.clock_back_us))
        before = max(before, leaf.at)


CHECK = Kind("times", Words("Waktu entri log", "The times of the leaves"), look)
