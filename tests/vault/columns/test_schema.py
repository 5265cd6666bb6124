"""The columns that queries, hunts and stored files rely on."""

from __future__ import annotations

import pyarrow as pa
import pytest

from siaga.vault.columns.schema import ACCESS, EVENT_TEXTS, EVENTS, TEXTS, TIME, URLS, VERSION

PLACE = ["source", "source_name", "site", "line_no", "offset", "length", "time"]


def test_version() -> None:
    assert VERSION == "columns/1"


def test_names_stand_in_this_order() -> None:
    assert ACCESS.names == [*PLACE, *TEXTS, "status", "bytes_sent", "duration_us", "escaped"]
    assert EVENTS.names == [*PLACE, *EVENT_TEXTS]
    assert URLS.names == ["target", "escaped", "count", "first_time", "last_time", "frames"]


@pytest.mark.parametrize("schema", [ACCESS, EVENTS])
def test_rows_say_where_they_stand(schema: pa.Schema) -> None:
    assert [schema.field(name).type for name in ("line_no", "offset", "length")] == [pa.int64()] * 3
    assert schema.field("time").type == pa.timestamp("us", tz="UTC") == TIME
    assert pa.types.is_integer(schema.field("source").type)
    assert schema.field("site").type == pa.dictionary(pa.int32(), pa.string())


def test_every_text_has_a_bit_of_the_mark() -> None:
    assert len(TEXTS) < ACCESS.field("escaped").type.bit_width


def test_texts_are_coded() -> None:
    assert all(pa.types.is_dictionary(ACCESS.field(name).type) for name in TEXTS)
    assert all(pa.types.is_dictionary(EVENTS.field(name).type) for name in EVENT_TEXTS)
    assert URLS.field("frames").type == pa.list_(pa.int32())
