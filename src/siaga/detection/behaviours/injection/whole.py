"""Tells a program's complaint that quotes all that was sent as one word: then no shell took it apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.foundation.text import canonical_text

_TAKES_APART = re.compile(r"[;|`\n]|\$\(")
"""What a shell would have acted on: it never hands these on as part of a name, unless they were quoted."""

_SHELL = re.compile(r"^(?:/[a-z/]{1,20}/)?(?:ba|da|a|k|z|c|tc|fi)?sh(?:\[\d{1,10}\])?: ")
_LEAST = 3
"""Shorter values are in many lines by chance."""


def quotes_whole(output: Happening, attacks: Iterable[Move]) -> bool:
    """Say whether a program was given a whole payload as its argument, and says so.

    `ping: 127.0.0.1;id: Name or service not known` means that ping looked for a host of that name: a
    shell would have run `ping 127.0.0.1` and then `id`. What a shell itself says is left out: it
    quotes what it can't understand.
    """
    text = (output.event.message or output.raw.decode("utf-8", "replace")).lower()
    if not _TAKES_APART.search(text.replace("\\n", "\n")) or _SHELL.match(text):
        return False
    return any(value in text or value.replace("\n", "\\n") in text for value in _payloads(attacks))


def _payloads(attacks: Iterable[Move]) -> set[str]:
    """Return the values sent that a shell would have taken apart, as canonical text."""
    values = {
        canonical_text(pair.partition(b"=")[2]).rstrip()
        for move in attacks
        for pair in move.query.split(b"&")
    }
    return {value for value in values if len(value) >= _LEAST and _TAKES_APART.search(value)}
