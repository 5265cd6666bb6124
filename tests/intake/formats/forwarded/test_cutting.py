"""One field of many lines, from their ends."""

from __future__ import annotations

import pytest

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.combined import COMBINED
from siaga.intake.formats.forwarded.cutting import values_at
from siaga.intake.formats.forwarded.place import FieldPlace

HEAD = '10.0.0.2 - - [11/May/2025:11:36:52 +0700] "GET / HTTP/1.1" 200 31 "-" "curl/8"'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("place", "tails", "found"),
    [
        (FieldPlace("quoted", 0), [' "a"', ' "b, c" 12', "", ' x"y"'], [b"a", b"b, c", None, None]),
        (FieldPlace("quoted", 1), [' "a" "b"', ' "b, c" 12 "z"', ' "z"'], [b"a", b"b, c", None]),
        (FieldPlace("bare", 0), [" 0.1 a", " b"], [b"a", b"b"]),
        (FieldPlace("bare", 1), [" 0.1 a b", " c d"], [b"a", b"c"]),
    ],
)
def test_values(place: FieldPlace, tails: list[str], found: list[bytes | None], end: str) -> None:
    data = "".join(f"{HEAD}{tail}{end}" for tail in tails).encode()
    rows = COMBINED.reader().read(Block(LogFile("a", "a"), data, 900, 1)).access
    assert rows is not None
    told = values_at(rows, place)
    assert [told[row] for row in range(len(rows))] == found
