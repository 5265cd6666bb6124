"""What stands before the stamp: client, user with blanks, a virtual host in front, a host name as client."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.combined.prefix import columns, is_address, parse_prefix, read_prefix

CASES = [
    (b"192.0.2.7 - -", b"192.0.2.7", None, None),
    (b"2001:db8::7 - budi", b"2001:db8::7", b"budi", None),
    (b"192.0.2.7 - budi santoso", b"192.0.2.7", b"budi santoso", None),
    (b'192.0.2.7 - "budi"', b"192.0.2.7", b"budi", None),
    (b'192.0.2.7 - ""', b"192.0.2.7", None, None),
    (b"192.0.2.7 identd siti", b"192.0.2.7", b"siti", None),
    (b"pc7.dinas.example - siti", b"pc7.dinas.example", b"siti", None),
    (b"www.kota.example 192.0.2.7 - -", b"192.0.2.7", None, b"www.kota.example"),
    (
        b"www.kota.example:443 2001:db8::9 - admin kota",
        b"2001:db8::9",
        b"admin kota",
        b"www.kota.example:443",
    ),
    (b"- 192.0.2.7 - -", b"192.0.2.7", None, None),
    (b'"192.0.2.7 - -', b"192.0.2.7", None, None),
    (b'"www.kota.example 192.0.2.7 - budi', b"192.0.2.7", b"budi", b"www.kota.example"),
]


@pytest.mark.parametrize(("text", "client", "user", "host"), CASES)
def test_prefixes_are_taken_apart(text: bytes, client: bytes, user: bytes | None, host: bytes | None) -> None:
    for found in (parse_prefix(text), read_prefix(text), read_prefix(text)):
        assert found is not None
        assert (found.client, found.user, found.host) == (client, user, host)


@pytest.mark.parametrize("text", [b"", b"192.0.2.7", b"192.0.2.7 -", b"  x"])
def test_fewer_than_three_words_are_no_prefix(text: bytes) -> None:
    assert parse_prefix(text) is None
    assert read_prefix(text) is None


@pytest.mark.parametrize(
    "token", [b"192.0.2.7", b"::1", b"2001:db8::7", b"[2001:db8::7]", b"::ffff:192.0.2.7"]
)
def test_addresses_are_known(token: bytes) -> None:
    assert is_address(token)


@pytest.mark.parametrize(
    "token", [b"", b"-", b"host", b"192.0.2", b"192.0.2.256", b"192.0.2.7:80", b"1", b"\xff"]
)
def test_other_words_are_no_addresses(token: bytes) -> None:
    assert not is_address(token)


@given(text=st.binary(max_size=260))
def test_remembering_changes_nothing(text: bytes) -> None:
    assert read_prefix(text) == parse_prefix(text) == read_prefix(text)


def test_columns_hold_each_value_once_and_say_which_rows_were_readable() -> None:
    values = [b"192.0.2.7 - -", b"192.0.2.7 - budi", b"broken", b"- - -", b"www.kota.example 192.0.2.9 - -"]
    found = columns(np.array([0, 1, 2, 3, 4, 1], np.int32), values)
    assert found.good.tolist() == [True, True, False, True, True, True]
    clients = [found.client[row] for row in range(6)]
    assert clients == [b"192.0.2.7", b"192.0.2.7", None, None, b"192.0.2.9", b"192.0.2.7"]
    assert sorted(found.client.values) == [b"192.0.2.7", b"192.0.2.9"]
    assert found.user is not None
    assert [found.user[row] for row in range(6)] == [None, b"budi", None, None, None, b"budi"]
    assert found.host is not None
    assert found.host[4] == b"www.kota.example"


def test_columns_without_users_or_hosts_have_none() -> None:
    found = columns(np.array([0], np.int32), [b"192.0.2.7 - -"])
    assert found.user is None
    assert found.host is None
