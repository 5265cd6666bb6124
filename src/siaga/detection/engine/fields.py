"""Which Sigma `webserver` field is which column of an access log, and how its text is made canonical."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Column = Literal["uri", "stem", "query", "user_agent", "referrer", "host", "method", "client", "user", "line"]
"""The text columns that patterns run over; "line" is the whole line (Sigma keywords)."""

NumberColumn = Literal["status", "bytes"]


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a column's canonical text is made; see `canonical`."""

    plus: bool = False
    comments: bool = False


TEXT_FIELDS: dict[str, Column] = {
    "cs-uri": "uri", "c-uri": "uri", "cs-uri-raw": "uri", "uri": "uri", "url": "uri", "request": "uri",
    "cs-uri-stem": "stem", "c-uri-stem": "stem", "uri-path": "stem",
    "cs-uri-query": "query", "c-uri-query": "query", "uri-query": "query",
    "cs-user-agent": "user_agent", "c-useragent": "user_agent", "cs-useragent": "user_agent",
    "user-agent": "user_agent", "cs(user-agent)": "user_agent",
    "cs-referer": "referrer", "cs-referrer": "referrer", "c-referer": "referrer", "referer": "referrer",
    "referrer": "referrer", "cs(referer)": "referrer",
    "cs-host": "host", "r-dns": "host", "cs-method": "method", "method": "method",
    "c-ip": "client", "src_ip": "client", "clientip": "client", "client_ip": "client",
    "cs-username": "user",
}  # fmt: skip
"""Sigma field names in lower case, with the older spellings found in published rules."""

NUMBER_FIELDS: dict[str, NumberColumn] = {
    "sc-status": "status", "status": "status", "sc-bytes": "bytes", "bytes": "bytes",
}  # fmt: skip

DECODINGS: dict[Column, Decoding] = {
    "uri": Decoding(comments=True),
    "stem": Decoding(comments=True),
    "query": Decoding(plus=True, comments=True),
    "referrer": Decoding(plus=True),
    "user_agent": Decoding(),
}
"""Columns whose text a client may encode; the query part of "uri" is decoded as "query" is."""

USUAL = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_.-=&?%"
"""Bytes of which nearly all harmless request targets are made."""

SPLIT_COLUMNS: tuple[Column, ...] = ("uri", "stem", "query")
"""Columns whose patterns are split by whether they need a byte outside USUAL."""

NOT_LOGGED: dict[str, str] = {
    "cs-cookie": "cookies are not in an access log",
    "cs-body": "request bodies are not in an access log",
    "request_body": "request bodies are not in an access log",
    "post_data": "request bodies are not in an access log",
    "cs-version": "the protocol's version is not among the columns kept of an access log",
    "time-taken": "rules over durations are not evaluated",
    "cs-bytes": "the size of a request is not in an access log",
    "c-uri-extension": "a proxy's field",
    "dst_ip": "addresses of other machines are not in an access log",
}
"""Why a field can't be looked at, where there is more to say than that it is not in an access log."""
