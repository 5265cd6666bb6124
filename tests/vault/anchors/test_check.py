"""A stamp holds for its bytes, its authority and its nonce, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.anchors.check import check_stamp, read_roots
from siaga.vault.anchors.request import Digest, stamp_request
from siaga.vault.errors import TamperedError, VaultUsageError

from .conftest import Authority, new_authority

Authorities = Callable[..., Authority]


@pytest.mark.parametrize("digest", list(Digest))
def test_a_true_stamp_tells_its_time(make_authority: Authorities, digest: Digest) -> None:
    authority = make_authority()
    query = stamp_request(b"data", digest)
    stamp = check_stamp(authority.answer(query.der), b"data", authority.roots, "x", query.nonce)
    age = datetime.now(UTC) - datetime.fromtimestamp(stamp.at_us / 1e6, UTC)
    assert abs(age) < timedelta(minutes=5)
    assert (stamp.accuracy_us, stamp.digest, stamp.serial) == (1_500_000, digest.name.replace("A", "A-"), 2)


def test_other_bytes_nonce_or_roots_are_refused(make_authority: Authorities) -> None:
    authority, other = make_authority(), make_authority()
    query = stamp_request(b"data")
    reply = authority.answer(query.der)
    with pytest.raises(TamperedError, match="messages"):
        check_stamp(reply, b"Data", authority.roots, "x", query.nonce)
    with pytest.raises(TamperedError, match="Nonce"):
        check_stamp(reply, b"data", authority.roots, "x", query.nonce ^ 1)
    with pytest.raises(TamperedError):
        check_stamp(reply, b"data", other.roots, "x", query.nonce)
    with pytest.raises(VaultUsageError, match="no root"):
        check_stamp(reply, b"data", (), "x")


# A flipped bit may make a certificate's serial number negative, of which the parser warns.
@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_no_altered_byte_gives_another_time(make_authority: Authorities) -> None:
    authority = make_authority()
    reply = authority.answer(stamp_request(b"data").der)
    true = check_stamp(reply, b"data", authority.roots, "x")
    for at in range(len(reply)):
        altered = reply[:at] + bytes([reply[at] ^ 1]) + reply[at + 1 :]
        try:
            found = check_stamp(altered, b"data", authority.roots, "x")
        except TamperedError:
            continue
        assert found == true


def test_a_refusal_is_no_stamp(make_authority: Authorities) -> None:
    authority = make_authority()
    with pytest.raises(TamperedError):
        check_stamp(authority.answer(b"nonsense"), b"data", authority.roots, "x")


def test_roots_are_read_from_pem(make_authority: Authorities, tmp_path: Path) -> None:
    with pytest.raises(VaultUsageError, match="cannot be read"):
        read_roots(tmp_path / "none")
    (tmp_path / "bad").write_bytes(b"nonsense")
    with pytest.raises(VaultUsageError, match="no certificates"):
        read_roots(tmp_path / "bad")
    assert len(read_roots(make_authority().folder / "both.pem")) == 2


@pytest.fixture(scope="module")
def some_root(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("root") / "a")


@given(data=st.binary(max_size=200))
def test_no_bytes_crash_the_check(some_root: Authority, data: bytes) -> None:
    with pytest.raises(TamperedError):
        check_stamp(data, b"data", some_root.roots, "x")
