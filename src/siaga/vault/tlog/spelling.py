"""Read numbers and base64 in the one spelling that the C2SP formats allow."""

from __future__ import annotations

import base64

from siaga.vault.tlog.merkle import HASH_BYTES, LARGEST_SIZE

_MOST_DIGITS = len(str(LARGEST_SIZE))


def to_base64(data: bytes) -> str:
    """Return standard base64 with padding (RFC 4648 §4)."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """Read base64 (RFC 4648 §4); ValueError for any spelling but the canonical one."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise ValueError(f"not base64: {text[:100]!r}") from error
    if to_base64(data) != text:
        raise ValueError(f"not canonical base64: {text[:100]!r}")
    return data


def hash_from_base64(text: str) -> bytes:
    """Read the canonical base64 of a hash; ValueError for anything else."""
    data = from_base64(text)
    if len(data) != HASH_BYTES:
        raise ValueError(f"not a hash of {HASH_BYTES} bytes: {text[:100]!r}")
    return data


def from_decimal(text: str) -> int:
    """Read ASCII decimal without sign or leading zeros; ValueError for anything else or above 2**63 - 1."""
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0"):
        raise ValueError(f"not a decimal number: {text[:100]!r}")
    if len(text) > _MOST_DIGITS or (value := int(text)) > LARGEST_SIZE:
        raise ValueError(f"the number is too large: {text[:100]!r}")
    return value
