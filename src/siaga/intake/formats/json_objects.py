"""Reads one line of JSON into an object, also where servers wrote JSON that is not quite JSON."""

from __future__ import annotations

import json
import re
from typing import Any, TypeGuard

import orjson

_BARE_BYTE = re.compile(r"(?<!\\)((?:\\\\)*+)\\x([0-9A-Fa-f]{2})")
JsonObject = dict[str, Any]


def json_object(line: bytes) -> JsonObject | None:
    r"""Return the object on a line, or None.

    nginx without `escape=json` writes `\x22`, and clients send bytes that are no UTF-8: both are
    read. A trailing comma (one object per line of an array) is taken off. Bytes that are no UTF-8
    come back as lone surrogates U+DC80…U+DCFF, which `raw` turns into bytes again.
    """
    try:
        found: object = orjson.loads(line)
    except orjson.JSONDecodeError:
        found = _mended(line)
    return found if isinstance(found, dict) else None


def is_object(value: object) -> TypeGuard[JsonObject]:
    """Say whether a JSON value is an object."""
    return isinstance(value, dict)


def _mended(line: bytes) -> object:
    line = line.strip().removesuffix(b",")
    if not (line.startswith(b"{") and line.endswith(b"}")):
        return None
    text = _BARE_BYTE.sub(r"\1\\u00\2", line.decode("utf-8", "surrogateescape"))
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def raw(text: str) -> bytes:
    """Return the bytes that a JSON string stands for."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape" if _only_bytes(text) else "surrogatepass")


def _only_bytes(text: str) -> bool:
    return not any(0xD800 <= ord(letter) < 0xDC80 or 0xDD00 <= ord(letter) < 0xE000 for letter in text)


def plain(value: object) -> str:
    """Return a JSON value as readable text; "" for null, true/false and numbers as JSON writes them."""
    if value is None:
        return ""
    if isinstance(value, str):
        return raw(value).decode("utf-8", "backslashreplace")
    if isinstance(value, list) and value and not isinstance(value[0], list | dict):
        return plain(value[0])
    return json.dumps(value, ensure_ascii=False)[:4000] if not isinstance(value, int | float) else str(value)
