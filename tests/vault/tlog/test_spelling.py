"""One spelling for numbers and base64."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.tlog.merkle import LARGEST_SIZE
from siaga.vault.tlog.spelling import from_base64, from_decimal, hash_from_base64, to_base64


@given(st.binary(max_size=100))
def test_base64_comes_back(data: bytes) -> None:
    assert from_base64(to_base64(data)) == data


@pytest.mark.parametrize("text", ["YQ", "YQ=", "YR==", "Y Q==", "YQ==\n", "_-8=", "YQ==YQ==", "é"])
def test_another_spelling_of_base64_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base64"):
        from_base64(text)


def test_a_hash_has_32_bytes() -> None:
    assert hash_from_base64(to_base64(bytes(32))) == bytes(32)
    for length in (0, 31, 33):
        with pytest.raises(ValueError, match="not a hash"):
            hash_from_base64(to_base64(bytes(length)))


@given(st.integers(0, LARGEST_SIZE))
def test_numbers_come_back(number: int) -> None:
    assert from_decimal(str(number)) == number


@pytest.mark.parametrize("text", ["", "00", "01", "-1", "+1", " 1", "1 ", "1_0", "٣", "²", "0x1", "1.0"])
def test_another_spelling_of_a_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a decimal number"):
        from_decimal(text)


@pytest.mark.parametrize("text", [str(LARGEST_SIZE + 1), "9" * 10_000])
def test_a_number_too_large_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="too large"):
        from_decimal(text)
