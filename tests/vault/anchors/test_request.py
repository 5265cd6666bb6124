"""A query shows the authority a hash and a nonce, never the bytes."""

from __future__ import annotations

from hashlib import sha256, sha512

import pytest

from siaga.vault.anchors.request import Digest, stamp_request


@pytest.mark.parametrize(("digest", "of"), [(Digest.SHA256, sha256), (Digest.SHA512, sha512)])
def test_the_hash_is_shown_and_not_the_bytes(digest: Digest, of: type) -> None:
    made = stamp_request(b"checkpoint", digest)
    assert of(b"checkpoint").digest() in made.der
    assert b"checkpoint" not in made.der


def test_each_query_has_a_nonce_of_its_own() -> None:
    one, two = stamp_request(b"x"), stamp_request(b"x")
    assert one.nonce != two.nonce
    length = (one.nonce.bit_length() + 7) // 8
    assert one.nonce.to_bytes(length, "big") in one.der


def test_nothing_cannot_be_stamped() -> None:
    with pytest.raises(ValueError, match="empty"):
        stamp_request(b"")
