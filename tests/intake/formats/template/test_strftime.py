"""Apache's time formats are cut and put together again."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.errors import FormatError
from siaga.intake.formats.template.shapes import Field
from siaga.intake.formats.template.strftime import assemble, time_fields

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31))  # noqa: DTZ001 - taken as UTC below


@pytest.mark.parametrize(
    "wanted",
    ["%d/%b/%Y:%H:%M:%S %z", "%Y-%m-%d %H:%M:%S %z", "%e %B %y %I:%M:%S %p %z", "%F %T%z", "%D %T %z"],
)
@given(moment=MOMENTS)
def test_what_strftime_writes_reads_back(wanted: str, moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    fields = time_fields("", 0, wanted)
    pattern = b"".join(b"(" + f.given + b")" if isinstance(f, Field) else re.escape(f) for f in fields)
    match = re.fullmatch(pattern, moment.strftime(wanted).encode())
    assert match is not None
    names = [field.part for field in fields if isinstance(field, Field)]
    assert assemble(dict(zip(names, match.groups(), strict=True))) == round(moment.timestamp()) * 1_000_000


def test_apaches_own_words() -> None:
    assert [f.role for f in time_fields("", 0, "begin:sec") if isinstance(f, Field)] == ["epoch_s"]
    assert [f.part for f in time_fields("", 0, "end:msec_frac") if isinstance(f, Field)] == ["msec_frac"]


def test_pieces_that_lack_give_no_time() -> None:
    assert assemble({}) is None
    assert assemble({"Y": b"2024", "m": b"02"}) is None
    assert assemble({"Y": b"2024", "m": b"13", "d": b"01"}) is None


def test_what_can_not_be_read_back_is_refused() -> None:
    with pytest.raises(FormatError, match="%Q"):
        time_fields("%{%Q}t", 0, "%Q")
