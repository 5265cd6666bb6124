"""Happenings: the events of other logs (logins, transfers, errors), with the site they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.detection.ledger.moves import Place
from siaga.intake.rows import Event


@dataclass(slots=True)
class Happening:
    """One event of a log that is not a web access log, with its raw line.

    `owner` is the site it belongs to, or the machine when it may concern several sites.
    """

    owner: str
    source: str
    event: Event
    place: Place
    raw: bytes
