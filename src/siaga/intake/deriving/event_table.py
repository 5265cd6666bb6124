"""Collects the events of logs other than web access logs into a table."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa

from siaga.intake.attribution import Attribution
from siaga.intake.rows import NO_TIME, Event
from siaga.vault.columns.schema import EVENT_TEXTS, EVENTS
from siaga.vault.columns.text import clean, readable


class EventTable:
    """Grows by one event after the other."""

    def __init__(self) -> None:
        self._columns: dict[str, list[int | str | None]] = {name: [] for name in EVENTS.names}

    def add(self, event: Event, source: int, file: str, attribution: Attribution) -> None:
        """Add an event of the source with this index and file name."""
        values: dict[str, int | str | None] = {
            "source": source,
            "source_name": readable(file.encode("utf-8", "surrogateescape"))[0],
            "site": readable(attribution.name.encode("utf-8", "surrogateescape"))[0],
            "line_no": event.line_no,
            "offset": event.offset,
            "length": event.length,
            "time": None if event.time_us == NO_TIME else event.time_us,
            "detail": _json(event.detail),
        }
        for name in EVENT_TEXTS:
            if name != "detail":
                values[name] = clean(getattr(event, name)) or None
        for name, column in self._columns.items():
            column.append(values[name])

    @property
    def times(self) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        """The times that were read (UTC µs)."""
        return np.array([each for each in self._columns["time"] if each is not None], np.int64)

    def table(self) -> pa.Table | None:
        """Return the table; None when there was no event."""
        if not self._columns["source"]:
            return None
        arrays = [_arrow(self._columns[field.name], field.type) for field in EVENTS]
        return pa.Table.from_arrays(arrays, schema=EVENTS)


def _arrow(values: list[int | str | None], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode()
    if pa.types.is_timestamp(kind):
        return pa.array(values, pa.int64()).view(kind)
    return pa.array(values, kind)


def _json(detail: dict[str, str]) -> str | None:
    return clean(json.dumps(detail, ensure_ascii=False, sort_keys=True)) if detail else None
