"""Sessions that were played back: one session's number on two devices that cannot be one."""

from __future__ import annotations

from collections.abc import Iterable

from siaga.detection.behaviours.stolen_account.stay import Stay
from siaga.detection.behaviours.stolen_account.use import Use

SEVERAL, SHARE = 3, 0.1
"""Where so many sessions, and so great a share, do that, their number is not a browser's."""


class Replays:
    """The sessions of all accounts, and whether their numbers can be trusted."""

    def __init__(self, stays: Iterable[Stay]) -> None:
        wide_ones = [stay for stay in stays if len(stay.networks) > 1 and stay.uses[0].session]
        moved = sum(bool(_moved(stay, stay)) for stay in wide_ones)
        self._trusted = moved < SEVERAL or moved < SHARE * len(wide_ones)

    def of(self, stay: Stay, foreign: Stay) -> list[Use]:
        """Return two uses of one session on two devices, in different networks; the second is foreign."""
        return _moved(stay, foreign) if self._trusted else []


def _moved(stay: Stay, foreign: Stay) -> list[Use]:
    kinds = {(use.network, use.device): use for use in reversed(stay.uses) if use.session}
    for use in foreign.uses:
        if not use.session or use.signed:
            continue
        for (network, device), other in kinds.items():
            if use.session == other.session and network != use.network and use.device.contradicts(device):
                return [other, use]
    return []
