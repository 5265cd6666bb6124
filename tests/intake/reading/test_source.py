"""Sources: whatever the pieces, the same bytes come out in order."""

from __future__ import annotations

import os
import threading

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.note import Notebook
from siaga.intake.reading.source import Joined, Pipe, Source, Window
from siaga.intake.reading.store import MemoryStore


class Generous(Source):
    """Returns more than was asked for, as some decompressors do."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    @property
    def taken(self) -> int:
        return 0

    def _more(self, size: int) -> bytes:
        data, self._data = self._data[: size + 7], self._data[size + 7 :]
        return data


def _window(data: bytes) -> Source:
    return Window(MemoryStore(b"__" + data + b"__"), 2, 2 + len(data))


@given(
    st.binary(max_size=60),
    st.sampled_from([_window, Generous, lambda data: Joined(_window(data[:9]), Generous(data[9:]))]),
    st.lists(st.tuples(st.sampled_from(["read", "peek", "exactly", "skip", "at_end"]), st.integers(1, 12))),
)
def test_every_way_of_reading_gives_the_same_bytes(
    data: bytes, make: type[Generous], acts: list[tuple[str, int]]
) -> None:
    source = make(data)
    at = 0
    for act, size in acts:
        rest = data[at:]
        if act == "peek":
            assert source.peek(size) == rest[:size]
        elif act == "at_end":
            assert source.at_end() == (not rest)
        elif act == "exactly":
            assert source.exactly(size) == rest[:size]
            at += len(rest[:size])
        elif act == "skip":
            assert source.skip(size) == len(rest[:size])
            at += len(rest[:size])
        else:
            part = source.read(size)
            assert rest.startswith(part)
            assert len(part) <= size
            assert bool(part) == bool(rest)
            at += len(part)
    assert source.exactly(1000) == data[at:]


def test_large_reads_of_a_window_end_at_line_ends() -> None:
    data = b"0123456789\n" * 400_000
    window = Window(MemoryStore(data), 0, len(data))
    first = window.read(2_000_000)
    assert first.endswith(b"\n")
    assert len(first) > 1_900_000
    assert first + window.exactly(len(data)) == data
    assert window.taken == len(data)


def test_large_reads_without_a_line_end_near_give_what_was_asked() -> None:
    data = b"x" * 3_000_000
    assert len(Window(MemoryStore(data), 0, len(data)).read(2_000_000)) == 2_000_000


def test_a_window_beyond_its_store_ends_and_says_how_much_is_left() -> None:
    window = Window(MemoryStore(b"abc"), 1, 10)
    assert window.skip(1) == 1
    assert window.exactly(5) == b"c"
    assert window.at_end()
    assert window.left == 7
    assert window.skip(5) == 0


def test_a_pipe_is_read_to_its_end() -> None:
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb") as stream:
            stream.write(b"line\n" * 50_000)

    writer = threading.Thread(target=write)
    writer.start()
    pipe = Pipe(reading, Notebook().at("-"))
    assert pipe.exactly(1_000_000) == b"line\n" * 50_000
    writer.join()
    assert pipe.taken == 250_000
    os.close(reading)


def test_an_error_of_a_pipe_is_told() -> None:
    reading, writing = os.pipe()
    notebook = Notebook()
    assert Pipe(writing, notebook.at("-")).read(1) == b""
    assert notebook.notes[0].code == "input_error"
    os.close(reading)
    os.close(writing)
