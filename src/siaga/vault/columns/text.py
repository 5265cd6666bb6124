r"""Text for columns out of bytes that need not be UTF-8, so that nothing is lost and all can be searched.

Bytes that are UTF-8 (RFC 3629) stand as they are. Others are *escaped*: each byte that is no UTF-8 becomes
`\xhh`, and each backslash is doubled; a mark beside the text says so. `exact` gives the bytes back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ESCAPE = re.compile(rb"\\(?:\\|x([0-9a-f]{2}))")


def readable(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether it is escaped."""
    try:
        return data.decode(), False
    except UnicodeDecodeError:
        return data.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace"), True


def readable_all(values: Sequence[bytes]) -> tuple[list[str], list[bool]]:
    """Return the texts, and for each whether it is escaped."""
    pairs = [readable(each) for each in values]
    return [text for text, _ in pairs], [escaped for _, escaped in pairs]


def exact(text: str, *, escaped: bool) -> bytes:
    """Return the bytes that `readable` was given."""
    data = text.encode()
    return _ESCAPE.sub(_byte, data) if escaped else data


def clean(text: str) -> str:
    r"""Return text that has a UTF-8 spelling: lone surrogates become `\udcxx`."""
    return text.encode("utf-8", "backslashreplace").decode()


def _byte(match: re.Match[bytes]) -> bytes:
    return b"\\" if match[1] is None else bytes.fromhex(match[1].decode("ascii"))
