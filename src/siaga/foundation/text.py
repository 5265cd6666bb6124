"""Readable spellings of hostile text, for looking at single values (the engine has its own bulk decoder)."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

from siaga.foundation.remembering import remembering

_ROUNDS = 4


@remembering(20_000)
def canonical_text(value: bytes) -> str:
    """Return a value percent-decoded up to four times, `+` as blank, in lower case.

    What is not UTF-8 is kept as Latin-1 characters; nothing raises.
    """
    for _ in range(_ROUNDS):
        if b"%" not in value:
            break
        decoded = unquote_to_bytes(value)
        if decoded == value:
            break
        value = decoded
    value = value.replace(b"+", b" ")
    try:
        return value.decode().lower()
    except UnicodeDecodeError:
        return value.decode("latin-1").lower()
