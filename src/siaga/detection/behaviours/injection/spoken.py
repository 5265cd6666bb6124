"""Witnesses in error messages: a database that complains about a value shows what it read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from siaga.detection.behaviours.injection.replies import Reply
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.foundation.text import canonical_text

_APPENDED = re.compile(r"\|\d{1,6}\|[0-9a-f]{8}\|")
"""How classic ASP adds its error to the query that IIS logs: `|line|number|message`."""

_VALUE = re.compile(
    r"(?:conversion failed when converting the n?(?:var)?char value '"
    r"|syntax error converting the n?(?:var)?char value '"
    r"|xpath syntax error: '|duplicate entry '"
    r"|invalid input syntax for (?:type )?(?:integer|numeric|bigint): \\?\")([^'\"\\]{1,400})"
)
_SPACES = str.maketrans("_+", "  ")
_LEAST = 3
"""Shorter values are in many requests by chance."""

WITHIN_US = 15 * 1_000_000


def says_what_it_read(attacks: list[Move], errors: Iterable[Happening]) -> Reply | None:
    """Find error messages that quote a value which nobody sent: it came out of the database.

    `errors` are those of other logs that name this client.
    """
    sent = [_split(move)[0] for move in attacks]
    told = [(move, value) for move in attacks if (value := _value(*_split(move)))]
    values = {value for _, value in told}
    heard = []
    for happening in errors:
        value = _value("\n".join(sent), happening.event.message.lower().translate(_SPACES))
        if value and any(abs(happening.event.time_us - move.time_us) <= WITHIN_US for move in attacks):
            values.add(value)
            heard.append(happening)
    if not values:
        return None
    return Reply(
        5 if len(values) >= 2 else 3,
        f"error messages quoted {len(values)} value(s) that nobody had sent: the database gave them away",
        f"pesan galat memuat {len(values)} nilai yang tidak dikirim siapa pun: basis data membocorkannya",
        [move for move, _ in told],
        "bits",
        heard,
    )


def _split(move: Move) -> tuple[str, str]:
    """Return what was sent and what the server added, spaces as spaces.

    Only the last such mark is the server's, and only where it failed: others may have been sent.
    """
    text = canonical_text(move.query).translate(_SPACES)
    marks = list(_APPENDED.finditer(text)) if move.status >= 500 else []
    return (text[: marks[-1].start()], text[marks[-1].end() :]) if marks else (text, "")


def _value(sent: str, said: str) -> str:
    found = _VALUE.search(said)
    value = found[1].strip() if found else ""
    return value if len(value) >= _LEAST and value not in sent else ""
