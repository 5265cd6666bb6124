"""The options of deriving stand in the manifest, and so under the log."""

from __future__ import annotations

import pytest

from siaga.vault.errors import TamperedError
from siaga.vault.segments.derived_with import DerivedWith
from siaga.vault.segments.manifest import parse
from siaga.vault.segments.writing import SegmentWriter

from .segments import source

GIVEN = DerivedWith("kota.example", ("logs/{site}/*.log",), ("%h %t",), ("client_ip=ip",), -25_200_000_000)


def _manifest(options: DerivedWith | None) -> bytes:
    writer = SegmentWriter(lambda size: b"s" * size)
    writer.add(0, b"line\n", raw_from=0, first_line=1, goes_on=False)
    return writer.finish((source("a.log", raw_to=5),), options).manifest_data


@pytest.mark.parametrize("options", [GIVEN, DerivedWith(), None])
def test_a_manifest_gives_them_back(options: DerivedWith | None) -> None:
    assert parse(_manifest(options), "m").derived_with == options


def test_they_are_spelt_as_documented() -> None:
    told = (
        b'"derived_with":{"json_fields":["client_ip=ip"],"log_formats":["%h %t"],'
        b'"log_offset_us":-25200000000,"site":"kota.example","site_patterns":["logs/{site}/*.log"]}'
    )
    assert told in _manifest(GIVEN)
    assert b"derived_with" not in _manifest(None)


def test_an_unknown_option_is_refused() -> None:
    data = _manifest(GIVEN).replace(b'"json_fields"', b'"jason_fields"')
    with pytest.raises(TamperedError, match="m, derived_with: unknown field jason_fields"):
        parse(data, "m")
