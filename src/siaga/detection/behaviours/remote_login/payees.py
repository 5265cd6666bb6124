"""Finds bank accounts of several people that one account changed in one stay: where their pay will go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from siaga.detection.ledger.happenings import Happening

SEVERAL, BEYOND = 3, 2
"""So many people's within one stay, and so many times the account's own most, are no correction of a mistake."""

_PAYEE = re.compile(
    r"(?<![a-z])(?:no(?:mor)?[ ._-]?)?(?:rekening|norek|(?:bank|payroll|salary)[ ._-]?account|account[ ._-]?number|"
    r"iban|direct[ ._-]?deposit)(?![a-z])",
    re.IGNORECASE,
)
_BUDGET = re.compile(
    r"(?:kode|kd|akun|mata)[ ._-]?rekening|rekening[ ._-]?(?:belanja|anggaran)", re.IGNORECASE
)
"""Lines of a budget are called so as well; nobody is paid by them."""


def changed(acts: Sequence[Happening]) -> list[Happening]:
    """Return the changes of bank accounts among `acts`, one for each record."""
    found: dict[tuple[str, str], Happening] = {}
    for act in acts:
        event = act.event
        if event.action == "content_change" and event.outcome != "failure":
            said = f"{event.object} {event.message} {event.detail.get('action', '')}"
            if names_account(said):
                found.setdefault((event.object, event.message), act)
    return list(found.values())


def names_account(said: str) -> bool:
    """Say whether words are about a bank account."""
    return _PAYEE.search(said) is not None and _BUDGET.search(said) is None


def most(changes: Sequence[Happening], within_us: int) -> int:
    """Return the greatest number of `changes`, in time order, within a time (µs)."""
    best = first = 0
    for last, change in enumerate(changes):
        while change.event.time_us - changes[first].event.time_us > within_us:
            first += 1
        best = max(best, last - first + 1)
    return best
