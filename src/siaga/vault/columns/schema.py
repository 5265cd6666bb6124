"""The columns that are derived from evidence: of web access logs, of other logs, and the dictionary of URLs.

Every row says where its line stands: `source` (index into the manifest's sources), `line_no` (1-based),
`offset` and `length` (bytes in that source's text, without the line end). Times are UTC; what a log does not
tell is null. Text is as `siaga.vault.columns.text` writes it.
"""

from __future__ import annotations

import pyarrow as pa

VERSION = "columns/1"
"""Changes when the same evidence would give other columns."""

COLUMNS_FILE, EVENTS_FILE, URLS_FILE = "columns.parquet", "events.parquet", "urls.parquet"

TIME = pa.timestamp("us", tz="UTC")
CODED = pa.dictionary(pa.int32(), pa.string())

_PLACE = [
    ("source", pa.int32()),
    ("source_name", CODED),
    ("site", CODED),
    ("line_no", pa.int64()),
    ("offset", pa.int64()),
    ("length", pa.int64()),
    ("time", TIME),
]

TEXTS = ("client_ip", "user", "method", "host", "target", "referrer", "user_agent")
"""The text columns of an access log; the n-th has bit n of `escaped`."""

ACCESS = pa.schema(
    [
        *_PLACE,
        *((name, CODED) for name in TEXTS),
        ("status", pa.int32()),
        ("bytes_sent", pa.int64()),
        ("duration_us", pa.int64()),
        ("escaped", pa.int32()),
    ]
)

EVENT_TEXTS = (
    "application",
    "action",
    "outcome",
    "user",
    "client_ip",
    "object",
    "message",
    "host",
    "detail",
)
"""`detail` is a JSON object; a text that a line does not tell is null."""

EVENTS = pa.schema([*_PLACE, *((name, CODED) for name in EVENT_TEXTS)])

URLS = pa.schema(
    [
        ("target", pa.string()),
        ("escaped", pa.bool_()),
        ("count", pa.int64()),
        ("first_time", TIME),
        ("last_time", TIME),
        ("frames", pa.list_(pa.int32())),
    ]
)
"""One row per distinct target of a segment, sorted; `frames` are the numbers of its frames that hold it."""
