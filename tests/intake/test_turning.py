"""Where a block stops being what it was, with every line counted on one side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile, OverLong
from siaga.intake.formats import ALL_FORMATS
from siaga.intake.rows import Reading
from siaga.intake.turning import LEAST, unread_end, without_end

COMBINED = next(form for form in ALL_FORMATS if form.name == "combined")
FILE = LogFile("access.log", "access.log")
GOOD = b'192.0.2.7 - - [15/Jun/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 9400 "-" "Mozilla/5.0 (X11)"'
ODD = (b"lorem ipsum", b"", b"\xff\xfe", b"\r", b"{}", b"#Fields: a b")


def _read(data: bytes, over_long: tuple[OverLong, ...] = ()) -> Reading:
    return COMBINED.reader().read(Block(FILE, data, 700, 31, last=True, over_long=over_long))


def _counted(reading: Reading) -> int:
    rows = 0 if reading.access is None else len(reading.access)
    return rows + len(reading.events) + len(reading.unparsed) + reading.headers + reading.blank


def test_the_end_begins_after_the_last_line_that_was_read() -> None:
    tail = b"lorem\n" * (LEAST + 3)
    reading = _read((GOOD + b"\n") * 4 + b"stray\n" + (GOOD + b"\n") + tail)
    end = unread_end(reading)
    assert end is not None
    assert end.data == tail
    assert end.first_line == 31 + 6
    assert end.offset == 700 + 5 * (len(GOOD) + 1) + 6
    assert end.last
    head = without_end(reading, end)
    assert head.block.lines in {None, head.block.data.count(b"\n")}
    assert head.unparsed.number.tolist() == [31 + 4]
    assert head.block.data + end.data == reading.block.data
    assert not head.block.last


def test_a_few_lines_are_no_turn() -> None:
    assert unread_end(_read((GOOD + b"\n") * 4 + b"lorem\n" * (LEAST - 1))) is None


def test_odd_lines_in_the_middle_are_no_turn() -> None:
    assert unread_end(_read(b"lorem\n" * 90 + GOOD + b"\n")) is None


def test_a_block_of_which_nothing_was_read_is_all_end() -> None:
    reading = _read(b"lorem\n" * 40)
    end = unread_end(reading)
    assert end is not None
    assert (end.data, end.first_line, end.offset) == (reading.block.data, 31, 700)


def test_a_half_written_last_line_belongs_to_the_end() -> None:
    end = unread_end(_read(GOOD + b"\n" + b"lorem\n" * 40 + b"half"))
    assert end is not None
    assert end.data.endswith(b"\nhalf")


def test_over_long_lines_stay_on_their_side() -> None:
    over = OverLong(31 + 41, 900, 2_000_000, "0" * 64)
    reading = _read((GOOD + b"\n") + b"lorem\n" * 41, (over,))
    end = unread_end(reading)
    assert end is not None
    assert end.over_long == (over,)
    assert without_end(reading, end).block.over_long == ()


@given(
    head=st.lists(st.sampled_from([GOOD, *ODD]), max_size=30),
    tail=st.lists(st.sampled_from(ODD), max_size=60),
    ended=st.booleans(),
)
def test_every_line_is_counted_once(head: list[bytes], tail: list[bytes], ended: bool) -> None:
    data = b"\n".join([*head, *tail]) + (b"\n" if ended else b"")
    if not data:
        return
    reading = _read(data)
    end = unread_end(reading)
    if end is None:
        return
    before, after = without_end(reading, end), COMBINED.reader().read(end)
    assert _counted(before) + _counted(after) == _counted(reading)
    assert before.blank + after.blank == reading.blank
    assert before.invalid_utf8 + after.invalid_utf8 == reading.invalid_utf8
    assert min(before.blank, before.headers, before.invalid_utf8) >= 0
