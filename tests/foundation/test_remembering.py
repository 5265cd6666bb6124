"""Short texts are asked about once, long ones each time."""

from __future__ import annotations

import pytest

from siaga.foundation.remembering import SHORT, remembering


@pytest.mark.parametrize(("length", "calls"), [(SHORT, 1), (SHORT + 1, 3)])
def test_only_short_texts_are_remembered(length: int, calls: int) -> None:
    asked: list[int] = []

    @remembering(10)
    def size(text: bytes) -> int:
        asked.append(1)
        return len(text)

    assert [size(b"x" * length) for _ in range(3)] == [length] * 3
    assert len(asked) == calls
