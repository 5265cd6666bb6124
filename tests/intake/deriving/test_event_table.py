"""Events become rows that say what their lines said."""

from __future__ import annotations

from datetime import UTC, datetime

from siaga.intake.attribution import Attribution
from siaga.intake.deriving.event_table import EventTable
from siaga.intake.rows import NO_TIME, Event
from siaga.vault.columns.schema import EVENTS
from siaga.vault.columns.writing import parquet, table_of

OWN = Attribution("dinas.go.id", "site", "layout", "")
LOGIN = Event(
    7, 900, 80, 1_000_000, "ssh", "login", "failure",
    user="root", client_ip="192.0.2.9", message="Failed password", host="web",
    detail={"z": "1", "method": "é"},
)  # fmt: skip


def test_nothing_gives_no_table() -> None:
    assert EventTable().table() is None
    assert EventTable().times.tolist() == []


def test_an_event_s_columns() -> None:
    events = EventTable()
    events.add(LOGIN, 3, "auth.log", OWN)
    table = events.table()
    assert table is not None
    assert table.schema == EVENTS
    assert table.to_pylist() == [
        {
            "source": 3, "source_name": "auth.log", "site": "dinas.go.id", "line_no": 7, "offset": 900,
            "length": 80, "time": datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), "application": "ssh",
            "action": "login", "outcome": "failure", "user": "root", "client_ip": "192.0.2.9", "object": None,
            "message": "Failed password", "host": "web", "detail": '{"method": "é", "z": "1"}',
        }
    ]  # fmt: skip


def test_a_line_without_time_has_none_and_does_not_count() -> None:
    events = EventTable()
    events.add(Event(1, 0, 5, NO_TIME, "php", "error"), 0, "error.log", OWN)
    events.add(LOGIN, 0, "error.log", OWN)
    table = events.table()
    assert table is not None
    assert table["time"].is_null().to_pylist() == [True, False]
    assert table["detail"].to_pylist()[0] is None
    assert events.times.tolist() == [1_000_000]


def test_text_and_names_that_are_no_utf8_can_be_stored() -> None:
    events = EventTable()
    events.add(
        Event(1, 0, 5, 1, "php", "error", message="a\udcff\ud800", detail={"k": "\udcff"}), 0, "l\udcff", OWN
    )
    (row,) = table_of(parquet(events.table()), "events.parquet").to_pylist()
    assert row["source_name"] == "l\\xff"
    assert row["message"] == "a\\udcff\\ud800"
    assert "\\udcff" in row["detail"]
